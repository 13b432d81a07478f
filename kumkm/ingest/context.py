"""What stands around a table and speaks for all of it: title lines and the name of the sheet, every word of them.

A title that lists what its columns hold narrows nothing; there the column decides. One that names a single thing
says of what its bare years, months and parts are, and narrows whatever does not say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kumkm.ingest import headings
from kumkm.ingest.headings import UNTIL
from kumkm.ingest.lexicon import Lexicon
from kumkm.ingest.sources import Field, Kind
from kumkm.ingest.units import Unit

SIMULATED_MARK = "DATA SIMULASI"
_MARK = re.compile(r"DATA SIMULASI[\s,;:.()–-]*(?:BUKAN DATA (?:NYATA|SEBENARNYA|RIIL))?", re.IGNORECASE)
_NUMBERED_SHEET = re.compile(r"(?<=[^\W\d_])\d+\b|\(\d+\)")  # Sheet1, Rekap (2)
_SIGNED = re.compile(r"^[A-Z .'-]+,\s*(?:\d{1,2}|\.{2,}|…)?\s*[A-Z]+\s+(?:19|20)\d\d$")
_SUBDISTRICT = re.compile(
    r"(?<!PER )(?<!MENURUT )(?<!SE)(?<!TIAP )\b(?:KECAMATAN|KEC\.|KELURAHAN|DESA)[\s:]+"
    r"(?!DAN\b|KABUPATEN\b|KOTA\b|KELURAHAN\b|DESA\b|TAHUN\b|SE\b|DI\b|MERAH\b|/)([A-Z][A-Z'-]*(?:\s[A-Z][A-Z'-]*){0,2})"
)
_ADDRESS = re.compile(r"^\s*[\w.-]+@[\w.-]+|^\s*(?:HTTPS?://|WWW\.)", re.IGNORECASE)
_OF_PROVINCE = re.compile(r"\b(?:BINAAN|KEWENANGAN)\s+(?:DINAS\s+)?(?:PROVINSI|PROV\b\.?)", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """What a table's surroundings say, for one kind. `measures` are the fields its titles name.

    `subjects` are whose tables they speak of; `unknown` are words nobody knows, with the line they stand in;
    `part` is the part of a year they speak of; `refused` says why nothing of the table is read, None where it may be;
    `listed` is whether they list several things; `held` are the fields that the table's own headings name, money among
    them where `holds_money`.
    """

    measures: tuple[Field, ...] = ()
    listed: bool = False
    natures: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    unit: Unit | None = None
    unknown: tuple[tuple[str, str], ...] = ()
    foreign: tuple[str, ...] = ()
    refused: str | None = None
    part: str | None = None
    held: frozenset[str] = field(default_factory=frozenset)
    holds_money: bool = False

    @property
    def measure(self) -> Field | None:
        """The one field titles name, of which bare years, months and regions are; None for none or several."""
        ids = {item.id for item in self.measures}
        return self.measures[0] if len(ids) == 1 and not self.foreign else None

    def against(self, kind: Kind, own: Field, words: frozenset[str], *, explicit: bool, summed: bool) -> str | None:
        """Why a column of this field cannot be what its heading says, given the title; None where nothing speaks
        against it. `explicit`: the heading says what is counted, not only which part; `summed`: it says "Jumlah".
        """
        if self.subjects and kind.subject in SPOKEN and not self._speaks_of(kind, own, words):
            return "judul berbicara tentang hal lain"
        if own.of is None and explicit and own.id in {item.of for item in self.measures}:
            return None if self._listed_by_columns() else self._narrowed(kind)
        if not self.measures and not self.foreign:
            return None
        if any(_same_family(own, item) for item in self.measures):
            return None
        if explicit and all(item.of is None for item in self.measures) and self._is_own_number(kind, own, summed):
            return None
        if self.listed and not self.foreign and (own.of is None or self._names_whole(own)):
            return None
        if explicit and own.by != "type" and self._held_otherwise(own):
            return None
        return self._narrowed(kind)

    def _speaks_of(self, kind: Kind, own: Field, words: frozenset[str]) -> bool:
        if any(kind.words.subjects.get(word) == kind.subject for word in words):
            return True
        if own.shared and len(self.subjects) > 1:
            return False
        return kind.subject in self.subjects

    def _is_own_number(self, kind: Kind, own: Field, summed: bool) -> bool:
        """Whether a heading is a number by itself and no name of a group: under "JUMLAH ANGGOTA" a column "Koperasi",
        "Usaha Mikro" or "Koperasi Konsumen" may hold members.
        """
        subjects = frozenset(kind.words.subjects)
        whole = own if own.of is None else kind.fields.get(own.of, own)
        if not any(variant <= subjects for variant in whole.variants):
            return True
        return own.of is None and (summed or any(item.id in self.held for item in self.measures))

    def _listed_by_columns(self) -> bool:
        return self.listed or any(item.id in self.held for item in self.measures)

    def _held_otherwise(self, own: Field) -> bool:
        """A part in full words beside the part that the title names: "Koperasi Aktif" in a recap of RAT."""
        return own.of is not None and any(item.of == own.of and item.id in self.held for item in self.measures)

    def _names_whole(self, own: Field) -> bool:
        return any(item.id == own.of for item in self.measures)

    def _narrowed(self, kind: Kind) -> str:
        names = [*(item.headings[0] for item in self.measures), *self.foreign]
        return f"judul hanya tentang {', '.join(dict.fromkeys(names))}"


NOWHERE = Context()
# Kinds of parts that leave bodies out; members by sex do not.
_APART = frozenset({"status", "type", "rat", "nik", "health"})
SPOKEN = frozenset({"cooperatives", "enterprises", "kur"})


def _same_family(own: Field, named: Field) -> bool:
    """The title names the field itself, its whole, or a part told apart in the same way."""
    same_parts = own.of is not None and own.of == named.of and own.by == named.by
    return own.id == named.id or own.of == named.id or same_parts


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
    ) -> Context:
        """What the lines say, for one kind; `without_places` takes names of regions out of a line."""
        reading = _Lines(kind, known, accepted)
        *titles, sheet = self.lines
        for line in (*titles, _NUMBERED_SHEET.sub(" ", sheet)):
            reading.take(without_places(_MARK.sub(" ", line)))
        return reading.context()


def as_list(context: Context, in_recap: Context) -> Context:
    """The context of a list: one that its title narrows is not the register, and nothing of it is read.

    `in_recap` is what the same title says over a recap: "KOPERASI AKTIF" names a part there.
    """
    parts = {(item.of, item.by) for item in in_recap.measures if item.of is not None and item.by in _APART}
    one_part = len(parts) == 1 and len({item.id for item in in_recap.measures if item.of is not None}) == 1
    refused = in_recap.refused
    if refused is None and in_recap.populations:
        refused = f"daftar hanya tentang {', '.join(sorted(in_recap.populations))}"
    elif refused is None and one_part and not in_recap.listed:
        refused = f"daftar hanya tentang {in_recap.measures[0].headings[0]}"
    elif refused is None and in_recap.natures - {"realisasi"}:
        refused = f"daftar tentang {', '.join(sorted(in_recap.natures - {'realisasi'}))}"
    return replace(
        context, measures=(), foreign=(), natures=frozenset(), populations=frozenset(), unknown=in_recap.unknown,
        refused=refused, part=in_recap.part,
    )  # fmt: skip


class _Lines:
    """Takes title lines one after the other apart."""

    def __init__(self, kind: Kind, known: frozenset[str], accepted: frozenset[str]) -> None:
        self._kind = kind
        self._known = known
        self._accepted = accepted
        self._measures: list[Field] = []
        self._bare: list[Field] = []
        self._natures: set[str] = set()
        self._populations: set[str] = set()
        self._subjects: set[str] = set()
        self._units: list[Unit] = []
        self._unknown: list[tuple[str, str]] = []
        self._foreign: list[str] = []
        self._refused: str | None = None
        self._segments = 0
        self._summed = False
        self._part: str | None = None

    def take(self, line: str) -> None:
        upper = re.sub(r"\s+", " ", line.replace("_", " ")).strip().upper()
        if not upper or _is_aside(upper):
            return
        if (match := _SUBDISTRICT.search(upper)) is not None and self._kind.grain == "facts":
            self._refused = f"judul hanya tentang {match[0].title()}"
            return
        of_document = is_document(upper, self._kind.words.documents)
        upper = _without_offices(_OF_PROVINCE.sub(" ", upper), self._kind.words)
        read = headings.read(upper)
        if read.part is not None and self._is_of_part(read.part):
            self._part = f"{read.part} {read.year}" if read.year else read.part
            self._refused = self._refused or f"{read.part}: bagian dari setahun"
        if read.unit is not None:
            self._units.append(read.unit)
        first = True
        for segment in read.segments:
            self._take_segment(segment - self._accepted, read, line, of_document=of_document, first=first)
            first = False

    def _is_of_part(self, part: str) -> bool:
        """The state of cooperatives or enterprises at a day counts for its year; what flows until then does not."""
        return not part.startswith(UNTIL) or self._kind.flows

    def _take_segment(
        self, segment: frozenset[str], read: headings.Heading, line: str, *, of_document: bool, first: bool
    ) -> None:
        own = self._kind.words
        aside = own.harmless | own.titles | own.groups | frozenset({"JUMLAH"})
        named = _whole_name(self._kind, segment - aside, segment - own.harmless - {"JUMLAH"})
        words = segment - aside - (named[1] if named else frozenset())
        self._natures |= {own.natures[word] for word in words & frozenset(own.natures)} - {"capaian"}
        words -= frozenset(own.natures)
        self._summed |= "JUMLAH" in segment
        spoken = words | (segment & frozenset({"KDKMP"}))
        self._populations |= {own.populations[word] for word in spoken & frozenset(own.populations)}
        self._subjects |= {own.subjects[word] for word in segment if word in own.subjects}
        words -= frozenset(own.populations) | frozenset(own.subjects)
        if not of_document:
            self._name(named, segment, words, read, line, first=first)

    def _name(
        self,
        named: tuple[Field, frozenset[str]] | None,
        segment: frozenset[str],
        words: frozenset[str],
        read: headings.Heading,
        line: str,
        *,
        first: bool,
    ) -> None:
        unknown = sorted(word for word in words if word not in self._known)
        self._unknown += [(read.written.get(word, word), line) for word in unknown]
        left = words - frozenset(unknown)
        self._segments += named is not None or bool(left)
        if left and named is not None and not unknown:
            self._foreign.append(" ".join(read.written.get(word, word).title() for word in sorted(left)))
        if named is None:
            return
        item, covered = named
        if "JUMLAH" in segment or not covered <= frozenset(self._kind.words.subjects):
            self._measures.append(item)
        elif first:
            self._bare.append(item)

    def context(self) -> Context:
        measures = tuple(self._measures)
        listed = self._segments > 1
        if measures and self._bare and listed:
            measures = (*self._bare, *measures)
        among_others = any("KDKMP" not in word for item in self._bare for word in item.variants)
        populations = self._populations - ({"KDKMP"} if among_others else set())
        refused = self._refused
        if self._unknown:
            words = ", ".join(dict.fromkeys(f"'{word}'" for word, _ in self._unknown))
            refused = f"kata {words} pada judul atau nama lembar tidak dikenal"
        if self._summed:  # "Jumlah dan Persentase Koperasi Aktif": the columns say which is which
            self._natures -= {"persen"}
        return Context(
            measures=measures,
            listed=listed,
            natures=frozenset(self._natures),
            populations=frozenset(populations),
            subjects=frozenset(self._subjects),
            unit=self._units[-1] if self._units else None,
            unknown=tuple(dict.fromkeys(self._unknown)),
            foreign=tuple(dict.fromkeys(self._foreign)),
            refused=refused,
            part=self._part,
        )


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
    return _SIGNED.match(upper) is not None or _ADDRESS.match(upper) is not None


def is_document(line: str, documents: tuple[str, ...]) -> bool:
    """Whether a line is of the letterhead, the decree or the signature, which have words and dates of their own."""
    upper = line.strip().upper()
    return not upper or _is_aside(upper) or upper.split()[0].strip(".:,") in documents


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
