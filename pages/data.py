"""Data: dictionary, sources, coverage, downloads."""

from kumkm.ui import catalogue, filters

filters.current()

catalogue.dictionary()
catalogue.coverage()
catalogue.sources()
catalogue.downloads()
