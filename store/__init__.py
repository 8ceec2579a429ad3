"""The SQLite file: migrations, one writer, links between documents, search, the ledger."""
