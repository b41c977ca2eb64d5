"""Jobs: work that takes too long for a request, done by the worker, each once."""
