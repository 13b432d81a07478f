"""What stands around a table and speaks for all of it: title lines and the name of the sheet, every word of them.

A title that lists what its columns hold narrows nothing; there the column decides. One that names a single thing
says of what its bare years, months and parts are, and narrows whatever does not say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kumkm.ingest import headings
from kumkm.ingest.dates import MONTH_NAMES, as_of_date
from kumkm.ingest.footnotes import NO_NOTES, Footnotes
from kumkm.ingest.headings import UNTIL
from kumkm.ingest.lexicon import Lexicon
from kumkm.ingest.sources import Field, Kind
from kumkm.ingest.units import Sort, Unit

SIMULATED_MARK = "DATA SIMULASI"
_MARK = re.compile(r"DATA SIMULASI[\s,;:.()–-]*(?:BUKAN DATA (?:NYATA|SEBENARNYA|RIIL))?", re.IGNORECASE)
_NUMBERED_SHEET = re.compile(r"(?<=[^\W\d_])\d+\b|\(\d+\)")  # Sheet1, Rekap (2)
_SIGNED = re.compile(r"^[A-Z .'-]+,\s*(?:\d{1,2}|\.{2,}|…)?\s*[A-Z]+\s+(?:19|20)\d\d$")
_SUBDISTRICT = re.compile(
    r"(?<!PER )(?<!MENURUT )(?<!SE)(?<!TIAP )\b(?:KECAMATAN|KEC\.|KELURAHAN|DESA)[\s:]+"
    r"(?!DAN\b|KABUPATEN\b|KOTA\b|KELURAHAN\b|DESA\b|TAHUN\b|SE\b|DI\b|MERAH\b|/)([A-Z][A-Z'-]*(?:\s[A-Z][A-Z'-]*){0,2})"
)
_ADDRESS = re.compile(r"^\s*[\w.-]+@[\w.-]+|^\s*(?:HTTPS?://|WWW\.)", re.IGNORECASE)
_STREET = re.compile(
    r"^(?:JL|JLN|JALAN|ALAMAT|KOMPLEKS|KOMPLEK|KOMP|GEDUNG|TELP|TELEPON|TLP|FAX|FAKS|EMAIL|WEBSITE|LAMAN)\b[\s.:]"
    r"|\bKODE\s+POS\b|\bTELP\b|\bFAX\b"
)
_BOOK = re.compile(r"\bDALAM\s+ANGKA\b|\bIN\s+FIGURES\b")
_BY_MONTH = frozenset({"PERBULAN"})
_OF_PROVINCE = re.compile(r"\b(?:BINAAN|KEWENANGAN)\s+(?:DINAS\s+)?(?:PROVINSI|PROV\b\.?)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """What one title line, or the name of a sheet, says for one kind. `measures` are the fields it names; `listed` is
    whether it lists several things; `foreign` are known words that narrow without being a name of this kind.
    """

    measures: tuple[Field, ...] = ()
    listed: bool = False
    foreign: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()  # populations that it lists beside all

    def against(self, kind: Kind, own: Field, held: frozenset[str], *, explicit: bool, summed: bool) -> str | None:
        """Why a column of this field cannot be what its heading says, given this line; None where it can.

        `explicit`: the heading says what is counted, not only which part; `summed`: it says "Jumlah".
        """
        if self.foreign or (self.measures and not self._allows(kind, own, held, explicit=explicit, summed=summed)):
            names = [*(item.headings[0] for item in self.measures), *self.foreign]
            return f"judul hanya tentang {', '.join(dict.fromkeys(names))}"
        return None

    def _allows(self, kind: Kind, own: Field, held: frozenset[str], *, explicit: bool, summed: bool) -> bool:
        named = {item.id for item in self.measures}
        several = self.listed or bool(named & held)
        if own.id in named or own.of in named:
            return True
        if own.of is None and explicit and own.id in {item.of for item in self.measures}:
            return several
        if any(own.same_parts(item) for item in self.measures):
            return several
        wholes = all(item.of is None for item in self.measures)
        if explicit and wholes and _is_own_number(kind, own, beside=bool(named & held), summed=summed):
            return True
        if self.listed and own.of is None:
            return True
        return explicit and own.by != "type" and own.of in {item.of for item in self.measures} and bool(named & held)


def _is_own_number(kind: Kind, own: Field, *, beside: bool, summed: bool) -> bool:
    """Whether a heading is a number by itself and no name of a group: under "JUMLAH ANGGOTA" a column "Koperasi",
    "Usaha Mikro" or "Koperasi Konsumen" may hold members.
    """
    subjects = frozenset(kind.words.subjects)
    whole = own if own.of is None else kind.fields.get(own.of, own)
    if not any(variant <= subjects for variant in whole.variants):
        return True
    return own.of is None and (summed or beside)


@dataclass(frozen=True)
class Context:
    """What a table's surroundings say, for one kind: its title lines and the name of its sheet, one by one.

    `subjects` are whose tables they speak of; `unknown` are words nobody knows, with the line they stand in; `part` is
    the part of a year they speak of; `refused` says why nothing of the table is read, None where it may be; `held` are
    the fields that the table's own headings name, money among them where `holds_money`.
    """

    lines: tuple[Line, ...] = ()
    natures: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    unit: Unit | None = None
    unknown: tuple[tuple[str, str], ...] = ()
    refused: str | None = None
    part: str | None = None
    until: str | None = None  # the month to which what adds up over a year reaches, where it is not December
    held: frozenset[str] = field(default_factory=frozenset)
    holds_money: bool = False
    of_kdkmp: bool = False  # whether every body of a list is a KDKMP
    notes: Footnotes = NO_NOTES

    @property
    def measures(self) -> tuple[Field, ...]:
        """The fields that any line names."""
        return tuple(item for line in self.lines for item in line.measures)

    @property
    def measure(self) -> Field | None:
        """The one field titles name, of which bare years, months and regions are; None for none or several."""
        ids = {item.id for item in self.measures}
        narrowed = any(line.foreign for line in self.lines)
        return self.measures[0] if len(ids) == 1 and not narrowed else None

    def against(self, kind: Kind, own: Field, words: frozenset[str], *, explicit: bool, summed: bool) -> str | None:
        """Why a column of this field cannot be what its heading says, given the titles; None where it can."""
        if self.subjects and kind.subject in SPOKEN and not self._speaks_of(kind, own, words):
            return "judul berbicara tentang hal lain"
        objections = (line.against(kind, own, self.held, explicit=explicit, summed=summed) for line in self.lines)
        return next((why for why in objections if why is not None), None)

    def _speaks_of(self, kind: Kind, own: Field, words: frozenset[str]) -> bool:
        if any(kind.words.subjects.get(word) == kind.subject for word in words):
            return True
        if own.shared and len(self.subjects) > 1:
            return False
        return kind.subject in self.subjects


NOWHERE = Context()
# Kinds of parts that leave bodies out; members by sex do not.
_APART = frozenset({"status", "type", "rat", "nik", "health"})
SPOKEN = frozenset({"cooperatives", "enterprises", "kur"})


@dataclass(frozen=True)
class Surroundings:
    """The lines around a table as written: titles from the top, then the name of the sheet."""

    lines: tuple[str, ...]

    def of(
        self,
        kind: Kind,
        known: frozenset[str],
        without_places: Callable[[str], str],
        accepted: frozenset[str] = frozenset(),
        *,
        has_regions: bool = True,
        has_months: bool = False,
        notes: Footnotes = NO_NOTES,
    ) -> Context:
        """What the lines say, for one kind; `without_places` takes names of regions out of a line.

        `notes` stand below the table; some give a unit, some a day. `has_regions`: the table has
        a column of regions, so that a title about the province's own narrows it. `has_months`: it is laid out by month,
        so that "per bulan" says so; without, it is a mean.
        """
        reading = _Lines(kind, known, accepted, has_regions, has_months)
        for line in notes.units:
            reading.take_unit(line)
        for line in notes.states:
            reading.take_period(headings.read(line), line.upper())
        *titles, sheet = self.lines
        for line in (*titles, _NUMBERED_SHEET.sub(" ", sheet)):
            reading.take(without_places(_MARK.sub(" ", line)))
        return replace(reading.context(), notes=notes)


def as_list(context: Context, in_recap: Context) -> Context:
    """The context of a list: one that its title narrows is not the register, and nothing of it is read.

    `in_recap` is what the same title says over a recap: "KOPERASI AKTIF" names a part there.
    """
    refused = in_recap.refused
    only = [name for line in in_recap.lines for name in _narrowing(line)]
    only += sorted(in_recap.populations)
    of_kdkmp = only == ["KDKMP"]
    if refused is None and only and not of_kdkmp:
        refused = f"daftar hanya tentang {', '.join(dict.fromkeys(only))}"
    elif refused is None and in_recap.natures - {"realisasi"}:
        refused = f"daftar tentang {', '.join(sorted(in_recap.natures - {'realisasi'}))}"
    return replace(
        context, lines=(), natures=frozenset(), populations=frozenset(), unknown=in_recap.unknown, refused=refused,
        part=in_recap.part,
        of_kdkmp=of_kdkmp,
    )  # fmt: skip


def _narrowing(line: Line) -> tuple[str, ...]:
    """What a line leaves of a register: one part told apart from others, or what is no name of a number."""
    parts = {item.id: item for item in line.measures if item.of is not None and item.by in _APART}
    one = [item.headings[0] for item in parts.values()] if len(parts) == 1 and not line.listed else []
    return (*one, *line.foreign)


def sets_apart(context: Context) -> bool:
    """Whether a line inside a list says of the bodies below it what no column does: that they are dissolved, or KDKMP.

    Their type, or where they are, changes no number of the register.
    """
    parts = {item.by for line in context.lines for item in line.measures if item.of is not None}
    foreign = any(line.foreign for line in context.lines)
    return bool(context.populations or context.natures - {"realisasi"} or parts & (_APART - {"type"}) or foreign)


class _Lines:
    """Takes title lines one after the other apart."""

    def __init__(
        self, kind: Kind, known: frozenset[str], accepted: frozenset[str], has_regions: bool, has_months: bool
    ) -> None:
        self._kind = kind
        self._known = known
        self._accepted = accepted
        self._has_regions = has_regions
        self._layout = _BY_MONTH if has_months else frozenset()
        self._lines: list[Line] = []
        self._natures: set[str] = set()
        self._populations: set[str] = set()
        self._subjects: set[str] = set()
        self._units: list[Unit] = []
        self._unknown: list[tuple[str, str]] = []
        self._refused: str | None = None
        self._summed = False
        self._part: str | None = None
        self._until: str | None = None

    def take(self, line: str) -> None:
        upper = re.sub(r"\s+", " ", line.replace("_", " ")).strip().upper()
        if not upper or _is_aside(upper):
            return
        if (match := _SUBDISTRICT.search(upper)) is not None and self._kind.grain == "facts":
            self._refused = f"judul hanya tentang {match[0].title()}"
            return
        if _OF_PROVINCE.search(upper) and self._has_regions:
            self._populations.add("kewenangan provinsi")
        of_document = is_document(upper, self._kind.words.documents)
        upper = _without_offices(_OF_PROVINCE.sub(" ", upper), self._kind.words)
        read = headings.read(upper)
        self.take_period(read, upper)
        if read.unit is not None:
            self._units.append(read.unit)
            self._natures |= {"persen"} if read.unit.sort is Sort.PERCENT else set()
        parts = [self._take_segment(segment - self._accepted, read, line, of_document) for segment in read.segments]
        if not of_document:
            self._lines.append(_line_of(self._kind, parts))

    def take_unit(self, line: str) -> None:
        """The unit that a note below the table gives."""
        unit = headings.read(line).unit
        if unit is not None:
            self._units.append(unit)

    def take_period(self, read: headings.Heading, upper: str) -> None:
        """A part of a year. The state of cooperatives or enterprises at a day counts for its year; what flows until
        then does not.
        """
        part = read.part
        day = as_of_date(upper) if self._kind.flows and part is None else None
        if day is not None and day.month != 12:
            part = f"{UNTIL} {MONTH_NAMES[day.month - 1]}"
        of_day = as_of_date(upper)
        if of_day is not None and of_day.month != 12:
            self._until = f"{UNTIL} {MONTH_NAMES[of_day.month - 1]}"
        if part is not None and (self._kind.flows or not part.startswith(UNTIL)):
            self._part = f"{part} {read.year}" if read.year else part
            self._refused = self._refused or f"{part}: bagian dari setahun"

    def _take_segment(self, segment: frozenset[str], read: headings.Heading, line: str, of_document: bool) -> _Segment:
        own = self._kind.words
        aside = own.harmless | own.titles | own.groups | frozenset({"JUMLAH"}) | self._layout
        named = _whole_name(self._kind, segment - aside, segment - own.harmless - {"JUMLAH"})
        words = segment - aside - (named[1] if named else frozenset())
        aloud = {"capaian"} if self._kind.flows else {"capaian", "kumulatif"}
        self._natures |= {own.natures[word] for word in words & frozenset(own.natures)} - aloud
        words -= frozenset(own.natures)
        self._summed |= "JUMLAH" in segment and len(read.segments) > 1
        spoken = words | (segment & frozenset({"KDKMP"}))
        self._populations |= {own.populations[word] for word in spoken & frozenset(own.populations)}
        self._subjects |= {own.subjects[word] for word in segment if word in own.subjects}
        words -= frozenset(own.populations) | frozenset(own.subjects)
        unknown = sorted(word for word in words if word not in self._known)
        if not of_document:
            self._unknown += [(read.written.get(word, word), line) for word in unknown]
        left = " ".join(read.written.get(word, word).title() for word in sorted(words - frozenset(unknown)))
        bare = named is not None and "JUMLAH" not in segment and named[1] <= frozenset(own.subjects)
        about = any(own.subjects.get(word) == self._kind.subject for word in segment)
        return _Segment(named[0] if named else None, bare, left, about, "KDKMP" in segment)

    def context(self) -> Context:
        lists_kdkmp = any("KDKMP" in line.aside for line in self._lines)
        refused = self._refused
        if self._unknown:
            words = ", ".join(dict.fromkeys(f"'{word}'" for word, _ in self._unknown))
            refused = f"kata {words} pada judul atau nama lembar tidak dikenal"
        if self._summed:  # "Jumlah dan Persentase Koperasi Aktif": the columns say which is which
            self._natures -= {"persen"}
        return Context(
            lines=tuple(self._lines),
            natures=frozenset(self._natures),
            populations=frozenset(self._populations - ({"KDKMP"} if lists_kdkmp else set())),
            subjects=frozenset(self._subjects),
            unit=one_unit(self._units),
            unknown=tuple(dict.fromkeys(self._unknown)),
            refused=refused,
            part=self._part,
            until=self._until,
        )


@dataclass(frozen=True)
class _Segment:
    """A part of a line between commas or "dan". `bare`: it only names whose table it is; `left` are words beside."""

    named: Field | None
    bare: bool
    left: str
    about: bool
    kdkmp: bool


def _line_of(kind: Kind, segments: Sequence[_Segment]) -> Line:
    """A line that lists names what its columns hold: "KOPERASI, ANGGOTA DAN ASET"; "KOPERASI BARU" narrows.

    What is no name of this kind narrows, unless it is listed beside what is: "KOPERASI DAN WIRAUSAHA".
    """
    telling = [segment for segment in segments if segment.named is not None or segment.left]
    listed = len(telling) > 1
    whole = [item.named for item in telling[:1] if item.named is not None and item.bare and not item.kdkmp]
    named = [item.named for item in telling if item.named is not None and not item.bare]
    measures = [*(whole if named and listed else []), *named]
    spoken = any(segment.named is not None for segment in segments)
    foreign = [item.left for item in telling if item.left and (item.named is not None or item.about or not spoken)]
    of_all = any(item.named is not None and item.bare and not item.kdkmp for item in segments)
    aside = frozenset({"KDKMP"}) if listed and of_all and any(item.kdkmp for item in segments) else frozenset()
    return Line(tuple(measures), listed, tuple(dict.fromkeys(foreign)), aside)


def one_unit(stated: Sequence[Unit]) -> Unit | None:
    """The unit of several lines: the last one; two different scales of money are none that is understood."""
    money = [unit for unit in stated if unit.sort in (Sort.MONEY, Sort.SCALE)]
    if len({unit.factor for unit in money}) > 1:
        return Unit(Sort.UNKNOWN, 1.0, " dan ".join(dict.fromkeys(unit.text for unit in money)))
    return stated[-1] if stated else None


def _whole_name(kind: Kind, *candidates: frozenset[str]) -> tuple[Field, frozenset[str]] | None:
    """The number whose names account for most of a segment, with the words that do."""
    best: tuple[Field, frozenset[str]] | None = None
    for words in candidates:
        for item in kind.fields.values():
            if not item.quantity.is_number or item.id == "value":
                continue
            covered = item.covered(words)
            if covered and (best is None or len(covered) > len(best[1])):
                best = item, covered
    return best


def _is_aside(upper: str) -> bool:
    """A line that says nothing of a table: where and when it was signed, an address of mail or of a page."""
    return any(pattern.search(upper) is not None for pattern in (_SIGNED, _ADDRESS, _STREET))


def is_document(line: str, documents: tuple[str, ...]) -> bool:
    """Whether a line is of the letterhead, the decree, the signature or a book: words and dates of their own."""
    upper = line.strip().upper()
    return (
        not upper or _is_aside(upper) or _BOOK.search(upper) is not None or upper.split()[0].strip(".:,") in documents
    )


def _without_offices(line: str, words: Lexicon) -> str:
    """A line without the names of offices: `REKAP DINAS KOPERASI DAN UMKM` is a recap and nothing more."""
    kept: list[str] = []
    inside = False
    for token in re.findall(r"[^\W\d_]+|[^\w\s]|\d+|\s+", line):
        if not token.strip() or token in (",", "&", ".", "/") or token == "DAN":
            kept += [] if inside and token.strip() else [token]
            continue
        canonical = headings.words_of(token)
        if canonical & words.offices:
            inside = True
            continue
        inside = inside and bool(canonical) and canonical <= words.office_words
        if not inside:
            kept.append(token)
    return "".join(kept)
