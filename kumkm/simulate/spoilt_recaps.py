"""How one cell, row or sheet of a recap is spoilt; each function says which cell tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kumkm.simulate import wording
from kumkm.simulate.calibration import LAST_YEAR
from kumkm.simulate.layouts import line_text
from kumkm.simulate.ledger import Spot
from kumkm.simulate.pages import Column, Page

Book = Mapping[str, Page]


def spot(page: Page, label: str, key: str) -> Spot:
    """Where a cell of a page stands."""
    return Spot(page.name, page.row_of(label), page.letter(key), page.heading(key))


def alter(sheet: str, label: str, key: str, change: Callable[[float], float]) -> Callable[[Book], list[Spot]]:
    """Change one number."""

    def apply(book: Book) -> list[Spot]:
        page = book[sheet]
        value = page.get(label, key)
        assert isinstance(value, int | float)
        changed = change(value)
        page.put(label, key, int(changed) if isinstance(value, int) else round(changed, 3))
        return [spot(page, label, key)]

    return apply


def overwrite(sheet: str, label: str, key: str, text: str) -> Callable[[Book], list[Spot]]:
    """Overwrite one cell."""

    def apply(book: Book) -> list[Spot]:
        page = book[sheet]
        page.put(label, key, text)
        return [spot(page, label, key)]

    return apply


def _number(text: object) -> float:
    """A number of layout C or D back from its text."""
    return float(str(text).replace("Rp. ", "").replace(",-", "").replace(".", "").replace(",", "."))


def retype(label: str, year: int, change: Callable[[float], float]) -> Callable[[Book], list[Spot]]:
    """Change one number of layout C, typed as before."""

    def apply(book: Book) -> list[Spot]:
        page = book["Data"]
        page.put(label, str(year), line_text(label, change(_number(page.get(label, str(year))))))
        return [spot(page, label, str(year))]

    return apply


def more_active(book: Book) -> list[Spot]:
    """A fourteenth more active ones than the list has, consistent within the recap."""
    page, year = book["Data"], str(LAST_YEAR)
    active = _number(page.get("cooperatives_active", year))
    inactive = _number(page.get("cooperatives_inactive", year))
    moved = round(active / 14)
    page.put("cooperatives_active", year, line_text("", active + moved))
    page.put("cooperatives_inactive", year, line_text("", inactive - moved))
    rat = _number(page.get("cooperatives_rat", year))
    page.put("active_pct", year, wording.decimal_comma(100 * (active + moved) / (active + inactive), 1))
    page.put("rat_pct", year, wording.decimal_comma(100 * rat / (active + moved), 1))
    return [spot(page, "cooperatives_active", year)]


def last_year_again(book: Book) -> list[Spot]:
    """The sheet of the last year repeats the one before."""
    page, before = book[str(LAST_YEAR)], book[str(LAST_YEAR - 1)]
    page.rows, page.labels = [list(row) for row in before.rows], list(before.labels)
    return [spot(page, page.labels[0], "cooperatives_active")]


def one_type_more(book: Book) -> list[Spot]:
    """Three more of one type than there are cooperatives, in a kecamatan and in the total alike."""
    page = book[str(LAST_YEAR)]
    for label in (page.labels[0], "TOTAL"):
        value = page.get(label, "type_Jasa")
        page.put(label, "type_Jasa", (value if isinstance(value, int) else 0) + 3)
    return [spot(page, page.labels[0], "type_Jasa")]


def officers(book: Book) -> list[Spot]:
    """Names and telephone numbers of officers in two columns at the end; all plainly invented."""
    page = book[str(LAST_YEAR)]
    page.columns += (Column("officer", ("Nama Petugas",), "text", 20), Column("phone", ("No. HP",), "text", 16))
    for number, row in enumerate(page.rows, start=1):
        person = page.labels[number - 1] != "TOTAL"
        row += [f"CONTOH PETUGAS {number}", f"0800-0000-{number:04d}"] if person else [None, None]
    people = [label for label in page.labels if label != "TOTAL"]
    return [spot(page, label, key) for label in people for key in ("officer", "phone")]


def dashes(book: Book) -> list[Spot]:
    """Kecamatan without a report get '-' instead of an empty cell."""
    page = book[f"Per Kecamatan {LAST_YEAR}"]
    at = page.position("turnover_idr")
    silent = [label for label, row in zip(page.labels, page.rows, strict=True) if row[at] is None] or [page.labels[0]]
    for label in silent:
        page.put(label, "turnover_idr", "-")
    return [spot(page, label, "turnover_idr") for label in silent]


def unknown_name(book: Book) -> list[Spot]:
    """A region that does not exist stands over a column."""
    page = book[f"Rekap {LAST_YEAR}"]
    at = page.position("74.15")
    page.columns = (
        *page.columns[:at],
        Column("74.15", ("Kabupaten/Kota", "Buton Tenggara"), "money", 16),
        *page.columns[at + 1 :],
    )
    return [Spot(page.name, page.first_row - 1, page.letter("74.15"), page.heading("74.15"))]
