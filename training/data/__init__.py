"""Reading data: our own documents and public question sets, loaded for training and benchmarks."""
