"""What holds an index: each engine in a package of its own, behind ``index.storage.Storage``."""
