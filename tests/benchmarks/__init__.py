"""How fast the pipeline is beside the tools one would use instead: ``python -m tests.benchmarks``."""
