"""The action log, the register of mail and the outbox: every table and the one transaction that joins them.

store    opens the database and gives out transactions
tables   what the tables look like; `migrations/` beside it makes them
inbox    the register of every mail ever seen
journal  the append-only log, one hash chain a case, and the index derived from it
outbox   letters on their way
"""
