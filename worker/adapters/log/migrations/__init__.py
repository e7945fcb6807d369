"""The steps that make the tables; Alembic runs them in order, each in one transaction."""
