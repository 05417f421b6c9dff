"""The engine that several machines share: PostgreSQL with pgvector, of the extra ``postgres``."""
