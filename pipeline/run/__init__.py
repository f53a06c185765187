"""From a corpus to a dataset: batches over executors, resume, duplicates, rejects.

Nothing is imported here: each command loads only what it needs.
"""
