"""What is written on Daerah, area by area."""

from __future__ import annotations

from kumkm.domain.view.proposals import names_single
from kumkm.domain.view.selection import Selection
from kumkm.ui.pages.region import aside, blocks, foot, head
from kumkm.ui.parts import layout, look


def texts(selection: Selection) -> None:
    """All text of the sheet."""
    code, named = selection.region_code, names_single("daerah", shared=selection.screen)
    layout.texts(
        judul=head.head_html(code),
        angka=blocks.blocks_html(code, selection.highlighted[:1], look.style(selection)),
        bahas=aside.discuss_html(code, named),
        usulan=aside.proposals_html(code, named),
        mutu=aside.quality_html(code),
        sumber=foot.foot_html(code),
    )
