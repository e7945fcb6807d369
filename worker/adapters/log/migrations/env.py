"""Alembic's door: runs the steps on the connection that `schema.upgrade` holds, in its transaction."""

from alembic import context

from worker.adapters.log.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
