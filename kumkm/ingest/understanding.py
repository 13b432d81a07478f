"""What a heading says, parsed like a sentence: every word goes into a slot, or the number under it is not read.

The slots are measure (a field), population, nature, unit and period. A word is accounted for by the name of the
field, by a list of `[words]`, or as an upper heading that the field belongs under. Nature and population are
"realisasi" and "semua" only where nothing says otherwise, in the heading, the title or the name of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kumkm.ingest import headings
from kumkm.ingest.context import NOWHERE, Context
from kumkm.ingest.headings import Heading
from kumkm.ingest.lexicon import ALL, REALISED, SHARE, TARGET
from kumkm.ingest.sources import Field, Kind, Quantity
from kumkm.ingest.units import Sort, Unit

_SUMMED = frozenset({"JUMLAH"})
_ROW_NUMBER = frozenset({"NOMOR", "URUT"})
_KEYS = frozenset({Quantity.REGION, Quantity.REGION_CODE, Quantity.YEAR, Quantity.MONTH, Quantity.LABEL})


@dataclass(frozen=True)
class Meaning:
    """What one column, or one row of a table with its fields down, was understood as.

    `field` is None where the heading names no field by itself (a year, a region, "Jumlah"); `unknown` are words as
    written that nobody knows; `reason` says why it is not read, None where it is.
    """

    field: Field | None = None
    population: str = ALL
    nature: str = REALISED
    unit: Unit | None = None
    year: int | None = None
    month: int | None = None
    part: str | None = None
    unknown: tuple[str, ...] = ()
    reason: str | None = None
    silent: bool = True  # whether not reading it needs no word to anybody: it is understood, and no figure here

    @property
    def is_read(self) -> bool:
        return self.field is not None and self.reason is None

    @property
    def is_target(self) -> bool:
        """A target of a figure that would be read: kept, as a target."""
        return self.field is not None and self.nature == TARGET and self.reason == NOT_REALISED[TARGET]


OPEN = "target atau realisasi"
NOT_REALISED = {
    OPEN: "judul menyebut target dan realisasi, kolom ini tidak menyebut yang mana",
    TARGET: "target, bukan realisasi: masuk ke target",
    "kenaikan": "kenaikan atau selisih, bukan angkanya sendiri",
    "proyeksi": "proyeksi, bukan realisasi",
    SHARE: "persentase, bukan jumlah",
    "capaian": "capaian terhadap target, bukan jumlah",
    "rata-rata": "rata-rata, bukan jumlah",
    "peringkat": "peringkat, bukan jumlah",
    "lampau": "tahun yang tidak disebut angkanya",
    "kumulatif": "jumlah sampai satu bulan, bukan setahun",
}


@dataclass(frozen=True)
class _Match:
    """A field that may be meant, and what is left of the words when its name is taken away."""

    field: Field
    covered: frozenset[str]
    natures: frozenset[str]
    populations: frozenset[str]
    foreign: frozenset[str]


def understand(
    kind: Kind,
    path: Sequence[str],
    context: Context = NOWHERE,
    *,
    known: frozenset[str] = frozenset(),
    accepted: frozenset[str] = frozenset(),
    item: bool = False,
    unit: Unit | None = None,
) -> Meaning:
    """Parse the levels of a heading, top first. `known` is the vocabulary of all kinds, `accepted` what a person let
    pass. An `item` is the label of a row: it names a number, and a whole may stand under another whole, as items below
    each other do. `unit` is what a column "Satuan" says.
    """
    levels = [headings.read(level) for level in path]
    slots = _slots(levels, unit)
    if not item and (key := _key(kind, levels)) is not None:
        return replace(slots, field=key)
    words = frozenset().union(*(level.words for level in levels)) - accepted
    meant = words - _SUMMED - kind.words.harmless - frozenset(kind.words.natures) - kind.words.groups
    fields = [field for field in kind.fields.values() if field.quantity.is_number or not item]
    own = _own_words(kind, levels)
    matches = [match for field in fields if (match := _match(kind, field, levels, words, own, loose=item))]
    clean = [match for match in matches if not match.foreign]
    if not clean and context.populations == {"KDKMP"} and not item and "KDKMP" not in words:
        again = understand(kind, ("KDKMP", *path), NOWHERE, known=known, accepted=accepted, unit=unit)
        if again.is_read and again.population == "KDKMP":
            return again
    if clean:
        best = max(clean, key=lambda match: (len(match.covered), match.field.quantity.is_number))
        return _judged(kind, best, slots, words, context)
    if unknown := sorted(word for word in words if not _is_known(word, kind, known)):
        written = _as_written(unknown, levels)
        listed = ", ".join(f"'{word}'" for word in written)
        return replace(slots, unknown=written, reason=f"kata {listed} tidak dikenal", silent=False)
    return _without_name(kind, slots, words) if not meant else _clash(slots, matches, levels)


def _key(kind: Kind, levels: Sequence[Heading]) -> Field | None:
    """A column that says of where or when its rows are, whatever stands above it."""
    lowest = levels[-1] if levels else None
    if lowest is None or lowest.year or lowest.month:
        return None
    field = kind.named(lowest.words)
    if field is None:
        return None
    # A column "No" numbers its rows, whatever stands above it.
    counts_rows = field.quantity is Quantity.IGNORE and lowest.words <= _ROW_NUMBER
    return field if field.quantity in _KEYS or counts_rows else None


def _slots(levels: Sequence[Heading], beside: Unit | None) -> Meaning:
    """Unit and period, the innermost level first; two years in one heading are no year."""
    years = frozenset().union(*(level.years for level in levels))
    return Meaning(
        unit=_agreed([level.unit for level in reversed(levels) if level.unit is not None], beside),
        year=next(iter(years)) if len(years) == 1 else None,
        month=next((level.month for level in reversed(levels) if level.month is not None), None),
        part=next((level.part for level in reversed(levels) if level.part is not None), None),
    )


def _agreed(stated: Sequence[Unit], beside: Unit | None) -> Unit | None:
    """The innermost unit; a heading and the column "Satuan" that disagree on the scale of money give none."""
    own = stated[0] if stated else None
    return own or beside if own is None or beside is None else together(own, beside)


def together(own: Unit, beside: Unit) -> Unit:
    """Two units of one number: they must say the same, or one of them the scale and the other what is counted."""
    if Sort.UNKNOWN in (own.sort, beside.sort):
        return own if own.sort is Sort.UNKNOWN else beside
    if own.sort is Sort.PERCENT:
        return own
    scaled = Sort.SCALE in (own.sort, beside.sort)
    alike = own.sort is beside.sort or scaled or {own.sort, beside.sort} == {Sort.BODIES, Sort.PEOPLE}
    if not alike or (own.factor != beside.factor and not (scaled and own.factor == 1 != beside.factor)):
        return Unit(Sort.UNKNOWN, 1.0, f"{own.text} dan {beside.text}")
    return beside if own.sort is Sort.SCALE else own


def _match(
    kind: Kind, field: Field, levels: Sequence[Heading], words: frozenset[str], own: frozenset[str], *, loose: bool
) -> _Match | None:
    """The field, if its names cover some of the words and some of what the lowest level says by its `own`."""
    covered = field.covered(words)
    if not covered or (own and not covered & own):
        return None
    left = words - covered - _SUMMED - kind.words.harmless - (kind.words.groups & _above(levels))
    natures = left & frozenset(kind.words.natures)
    populations = (left - natures) & frozenset(kind.words.populations)
    foreign = left - natures - populations
    foreign -= _explained_above(kind, field, levels, foreign, covered, loose)
    return _Match(field, covered, natures, populations, foreign)


def _above(levels: Sequence[Heading]) -> frozenset[str]:
    """The words of upper levels that the lowest one does not repeat: there they only hold others together."""
    return frozenset().union(*(level.words for level in levels[:-1])) - levels[-1].words if levels else frozenset()


def _own_words(kind: Kind, levels: Sequence[Heading]) -> frozenset[str]:
    """What the lowest level says that says anything beside slots and what narrows."""
    aside = _SUMMED | kind.words.harmless | kind.words.narrowing
    for level in reversed(levels):
        if own := level.words - aside:
            return own
    return frozenset()


def _explained_above(
    kind: Kind, field: Field, levels: Sequence[Heading], foreign: frozenset[str], covered: frozenset[str], loose: bool
) -> frozenset[str]:
    """The words of upper levels that name what the field is a part of, or list it among others."""
    explained: frozenset[str] = frozenset()
    for level in levels[:-1]:
        if not level.words & foreign:
            continue
        named = [_named_by(kind, segment - covered) or _named_by(kind, segment) for segment in level.segments]
        fields = [other for other in named if other is not None]
        listed = len(fields) > 1 or loose
        whole = loose and field.of is None and all(other.of is None for other in fields)
        if fields and (any(belongs(field, other) for other in fields) or whole) and (listed or len(fields) == 1):
            explained |= level.words
    return explained


def _named_by(kind: Kind, segment: frozenset[str]) -> Field | None:
    return kind.named(segment - kind.words.harmless - kind.words.groups - kind.words.narrowing) or kind.named(segment)


def belongs(field: Field, above: Field) -> bool:
    """Whether a field may stand under the name of another: itself, its whole, or a part told apart the same way.

    "Koperasi Aktif" may stand over "Tidak Aktif"; over "Simpan Pinjam" it would count active ones by type.
    """
    return field.id == above.id or field.of == above.id or field.same_parts(above)


def _judged(kind: Kind, match: _Match, slots: Meaning, words: frozenset[str], context: Context) -> Meaning:
    """The field with nature and population; numbers are also judged by title, unit and period."""
    field = match.field
    natures = {kind.words.natures[word] for word in match.natures}
    if field.id == "value":
        return replace(slots, field=field, nature=_nature(natures, NOWHERE))
    if not field.quantity.is_number:
        # "Jenis Data" tells targets from what happened, not types of cooperatives.
        changed = (natures - {REALISED}) or match.populations or (field.id == "cooperative_type" and "DATA" in words)
        return replace(slots, field=field, reason="bukan nama kolom itu" if changed else None)
    nature = _nature(natures, context)
    population, field = _population(kind, match, words, context)
    meaning = replace(slots, field=field, nature=nature, population=population)
    meaning = replace(meaning, reason=_reason(kind, meaning, match, words, context))
    return replace(meaning, unit=unit_of(kind, field, meaning.unit, context.unit))


def _nature(own: set[str], context: Context) -> str:
    """The heading's own word decides; a title that speaks of both target and realisation leaves it open."""
    if stated := own - {REALISED}:
        return min(stated, key=_strength)
    if own or not context.natures - {REALISED}:
        return REALISED
    return OPEN if {REALISED, TARGET} <= context.natures else min(context.natures - {REALISED}, key=_strength)


def _strength(nature: str) -> int:
    """Of several natures the one that says most: "Target Kenaikan" is an increase, "Capaian Target" an achievement."""
    order = (SHARE, "kenaikan", "capaian", "rata-rata", "peringkat", "lampau", "kumulatif", "proyeksi", TARGET)
    return order.index(nature)


def _population(kind: Kind, match: _Match, words: frozenset[str], context: Context) -> tuple[str, Field]:
    """Of whom it is, and the field that holds the number of just these, where there is one."""
    populations = kind.words.populations
    field = match.field
    of_field = {populations[word] for word in match.covered & frozenset(populations)}
    own = {populations[word] for word in match.populations}
    if (
        {"TIDAK", "KDKMP"} <= words and "AKTIF" not in words
    ):  # "Koperasi Non KDKMP" are the others, which is all that counts as cooperatives
        own, of_field = own - {"KDKMP"}, of_field - {"KDKMP"}
    stated = own or (context.populations - of_field)
    if not stated:
        return (next(iter(of_field & {"KDKMP"}), ALL), field)
    for word, meaning in populations.items():
        if stated == {meaning} and (held := _held_for(kind, field, word, words)) is not None:
            return meaning, held
    return ", ".join(sorted(stated)), field


def _held_for(kind: Kind, field: Field, population: str, words: frozenset[str]) -> Field | None:
    """The field of one population: "Jumlah Koperasi" under the title KDKMP is the number of KDKMP."""
    if population in field.covered(words | {population}):
        return field
    for variant in field.variants:
        if variant <= words and (held := kind.by_words.get((variant - {"KOPERASI"}) | {population})) is not None:
            return held
    return None


def _reason(kind: Kind, meaning: Meaning, match: _Match, words: frozenset[str], context: Context) -> str | None:
    """Why a number is not read, or None."""
    field = meaning.field
    assert field is not None
    if context.refused:
        return context.refused
    if (why := _only_some(meaning.population, field)) is not None:
        return why
    if kind.grain == "facts":
        explicit = _is_explicit(kind, field, words)
        why = context.against(kind, field, match.covered, explicit=explicit, summed="JUMLAH" in words)
        if why is not None:
            return why
    if (why := unit_against(field, unit_of(kind, field, meaning.unit, context.unit))) is not None:
        return why
    if meaning.unit is None and field.quantity is Quantity.COUNT and _scaled_counts(context):
        return "judul menyebut skala (ribuan, jutaan) tanpa menyebut apa yang diskalakan"
    if meaning.part is not None:
        return f"{meaning.part}: bagian dari setahun"
    if field.flow and context.until is not None:
        return f"{context.until}: bagian dari setahun"
    if meaning.nature != REALISED and not _is_share_itself(field, meaning.nature):
        return NOT_REALISED[meaning.nature]
    return None


def _only_some(population: str, field: Field) -> str | None:
    """Why a number of only some of those a field counts is not read; None where it is of all, or of KDKMP by name."""
    if population not in (ALL, "KDKMP"):
        return f"hanya {population}, bukan semua"
    if population == "KDKMP" and "KDKMP" not in {word for variant in field.variants for word in variant}:
        return "hanya KDKMP, yang belum punya tempat untuk data ini"
    return None


def _scaled_counts(context: Context) -> bool:
    """A title "(dalam ribuan)" over a table without money scales its counts, or something nobody can tell."""
    return context.unit is not None and context.unit.sort is Sort.SCALE and not context.holds_money


def _is_share_itself(field: Field, nature: str) -> bool:
    return nature == SHARE and field.quantity is Quantity.RATE


def _is_explicit(kind: Kind, field: Field, words: frozenset[str]) -> bool:
    """Whether the heading by itself says what is counted, and not only which part of it."""
    whole = field if field.of is None else kind.fields.get(field.of, field)
    return any(variant <= words for variant in whole.variants)


def unit_of(kind: Kind, field: Field, own: Unit | None, around: Unit | None) -> Unit | None:
    """The one rule for units: the heading's own, else the title's, else what the kind is always in; None if none.

    A scale without Rp in a title ("dalam jutaan") speaks of money.
    """
    if field.quantity is Quantity.MONEY:
        of_money = around if around is not None and around.sort in (Sort.MONEY, Sort.SCALE, Sort.UNKNOWN) else None
        if own is None or of_money is None:
            return own or of_money or (None if kind.money_unit is None else Unit(Sort.MONEY, kind.money_unit, "Rp"))
        agree = of_money.sort is not Sort.UNKNOWN and own.factor == of_money.factor
        return own if agree else Unit(Sort.UNKNOWN, 1.0, f"{own.text} dan {of_money.text}")
    if own is not None:
        return own
    counts = around is not None and around.sort in (Sort.BODIES, Sort.PEOPLE)
    return around if counts and field.quantity is Quantity.COUNT and around is not None and around.factor != 1 else None


def unit_against(field: Field, unit: Unit | None) -> str | None:
    """What is wrong with a unit for a field; None where it fits. Koperasi are not counted in people."""
    if unit is None:
        return None
    if unit.sort is Sort.UNKNOWN:
        return None if field.quantity is Quantity.RATE else f"satuan '{unit.text}' tidak dikenal"
    if field.quantity is Quantity.COUNT and unit.sort in (Sort.MONEY, Sort.PERCENT):
        return f"satuan '{unit.text}' bukan satuan jumlah" if unit.sort is Sort.MONEY else NOT_REALISED[SHARE]
    counts_bodies = field.id.startswith(("cooperatives", "kdkmp")) and not field.id.endswith("members")
    if field.quantity is Quantity.COUNT and unit.sort is Sort.PEOPLE and counts_bodies:
        return f"satuan '{unit.text}' menghitung orang, bukan koperasi"
    if field.quantity is Quantity.MONEY and unit.sort not in (Sort.MONEY, Sort.SCALE):
        return f"satuan '{unit.text}' bukan satuan uang"
    return None


def _without_name(kind: Kind, slots: Meaning, words: frozenset[str]) -> Meaning:
    """A heading of slots alone: a year, a nature, "Jumlah"; the title or the rows say what is measured."""
    natures = {kind.words.natures[word] for word in words & frozenset(kind.words.natures)}
    return replace(slots, nature=_nature(natures, NOWHERE))


def _is_known(word: str, kind: Kind, known: frozenset[str]) -> bool:
    own = kind.words
    return word in _SUMMED | own.harmless | own.groups | own.narrowing | kind.vocabulary | known


def _as_written(words: Iterable[str], levels: Sequence[Heading]) -> tuple[str, ...]:
    return tuple(next((level.written[word] for level in levels if word in level.written), word) for word in words)


def _clash(slots: Meaning, matches: Sequence[_Match], levels: Sequence[Heading]) -> Meaning:
    """Known words that together name nothing that is held: "Tenaga Kerja › Mikro"."""
    if not matches:
        return replace(slots, reason="bukan data yang ditampung untuk jenis kiriman ini", silent=False)
    best = max(matches, key=lambda match: (len(match.covered), -len(match.foreign)))
    beside = " ".join(_in_order(best.foreign, levels))
    reason = f"menyebut juga '{beside}': gabungan ini belum punya tempat"
    return replace(slots, field=best.field, reason=reason, silent=False)


def _in_order(words: frozenset[str], levels: Sequence[Heading]) -> list[str]:
    """Words as they are written, in the order in which they stand."""
    written = {word: text for level in levels for word, text in level.written.items()}
    return [text.title() for word, text in written.items() if word in words]
