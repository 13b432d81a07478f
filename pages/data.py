"""Data: dictionary, sources, coverage, downloads, forms for those who send."""

from kumkm.ui import catalogue, downloads, filters

filters.current()

catalogue.headline()
catalogue.reference()
catalogue.downloads()
downloads.form()
