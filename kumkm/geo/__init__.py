"""Boundaries, tiles and map shapes: the only user of geopandas and shapely."""
