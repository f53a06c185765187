"""From a corpus to a dataset: batches over executors, resume, duplicates, rejects.

Nothing is imported here, so that the parts that need no spaCy start without it.
"""
