"""Data: dictionary, sources, coverage, downloads, forms for those who send."""

from kumkm.ui import catalogue, downloads, filters

filters.current()

catalogue.dictionary()
catalogue.coverage()
catalogue.sources()
catalogue.downloads()
downloads.form()
