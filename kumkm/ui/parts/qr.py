"""An address as a code to be photographed."""

from __future__ import annotations

import segno
from markupsafe import Markup

from kumkm.ui.state import cache


@cache.per_build(200)
def code_html(address: str, size: int = 84) -> Markup:
    """The code as a picture of so many px, black on white whatever the theme."""
    drawing = segno.make(address, error="m").svg_data_uri(border=2, light="#fff")
    image = Markup('<img class="k-qr" width="{}" height="{}" alt="Kode QR {}" title="{}" src="{}">')
    return image.format(size, size, address, address, drawing)
