"""Data: dictionary, sources, coverage, downloads, forms for those who send."""

from kumkm.ui.pages import data
from kumkm.ui.parts import downloads
from kumkm.ui.state import address

address.current()

data.reference()
data.downloads()
downloads.form()
