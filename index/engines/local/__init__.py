"""The engine of one machine: SQLite and FAISS, in a folder or in memory."""
