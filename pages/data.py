"""Data: dictionary, sources, coverage, downloads."""

from kumkm.ui import catalogue

catalogue.dictionary()
catalogue.coverage()
catalogue.sources()
catalogue.downloads()
