"""What makes HTML of a text that needs no escaping; everything else is a literal, or goes in through `format`."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

_IN_URL = " =:/,.-'"
_DOUBLE, _SINGLE = '"', "'"


def address_of(drawing: Markup) -> Markup:
    """An SVG drawing as a data address, to stand between double quotes.

    Single quotes stay as they are, which is shorter than escaping each; of the signs with a meaning in HTML no other is
    left. That is why this may vouch for a text it did not write.
    """
    return Markup("data:image/svg+xml," + quote(str(drawing).replace(_DOUBLE, _SINGLE), safe=_IN_URL))
