"""The warehouse: the only user of duckdb."""
