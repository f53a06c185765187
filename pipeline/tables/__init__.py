"""Analyses → rows → shards → blocks → tables, panel, data package and exports.

Nothing is imported here: pandas, pyarrow and DuckDB take longer to load than one report takes to
read, so each is loaded by the module that needs it.
"""
