"""Dashboard KUMKM Sulawesi Tenggara: warehouse, indicators, figures and screens."""

__version__ = "0.1.0"
