"""The meeting: its agenda of steps, the verdicts it may give on a proposal, and how an agenda travels as a file.

A step is a saved address with a sentence and a question; the address says what is pictured. Pages of the dashboard are
pictured by their one picture, and a meeting has a few pictures of its own (`OWN`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Final
from urllib.parse import parse_qsl

from kumkm.errors import InputError

WITA: Final = timezone(timedelta(hours=8), "WITA")  # the clock on the wall of the room
THEME: Final = "Akselerasi Pertumbuhan Ekonomi melalui Kebijakan Koperasi dan Kewirausahaan"
# Pictures that are of no page: address → what they show.
OWN: Final[Mapping[str, str]] = {
    "judul": "judul rapat",
    "angka": "enam angka",
    "lapor": "siapa belum lapor",
    "sejak": "sejak rapat sebelumnya",
    "keputusan": "keputusan",
    "berita-acara": "Berita Acara",
}
_PAGES: Final = ("", "indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data")
_MOST_STEPS, _MOST_TEXT = 200, 400
_SLUG: Final = re.compile(r"[^a-z0-9]+")
FILE_KIND: Final = "agenda rapat KUMKM"


class Verdict(StrEnum):
    """What a meeting says of a proposal; the value is the id in the store."""

    AGREED = "disepakati"
    REVISED = "diperbaiki"
    POSTPONED = "ditunda"
    REJECTED = "ditolak"

    @property
    def words(self) -> str:
        return self.value

    @property
    def needs_reason(self) -> bool:
        """All but an agreement are reasoned: who asked must be able to act on it."""
        return self is not Verdict.AGREED

    @property
    def key(self) -> str:
        """The key that gives it."""
        return {"disepakati": "s", "diperbaiki": "p", "ditunda": "t", "ditolak": "x"}[self.value]


@dataclass(frozen=True)
class Step:
    """One step: `address` is what is pictured (`page?query`, or one of `OWN`); an empty `sentence` is made of the data.
    `hidden` steps are skipped.
    """

    id: str
    title: str
    address: str
    sentence: str = ""
    question: str = ""
    hidden: bool = False

    @property
    def page(self) -> str:
        """The page, or picture, of its address."""
        return self.address.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """What the address chooses there."""
        return dict(parse_qsl(self.address.partition("?")[2]))


@dataclass(frozen=True)
class Meeting:
    """A meeting: the build it is pinned to, its agenda, and where it stands. Moments are UTC."""

    id: str
    name: str
    place: str
    build_id: str
    steps: tuple[Step, ...]
    step_id: str
    step_since: datetime
    black: bool
    begun_at: datetime
    ended_at: datetime | None

    @property
    def day(self) -> date:
        """The day it began, by the clock of the room."""
        return self.begun_at.astimezone(WITA).date()


@dataclass(frozen=True)
class Standing:
    """Where the meeting under way stands. `revision` differs whenever anything else that its screens show does."""

    step_id: str
    step_since: datetime
    black: bool
    revision: str


@dataclass(frozen=True)
class Decision:
    """What was said of a proposal: a verdict (None takes the earlier one back), rupiah agreed on, and why."""

    proposal_id: str
    verdict: Verdict | None
    amount_idr: int | None
    reason: str
    said_at: datetime
    role: str


@dataclass(frozen=True)
class Task:
    """Who does what by when, and at which step it was said."""

    id: str
    step_id: str
    what: str
    who: str
    due_on: str
    said_at: datetime


@dataclass(frozen=True)
class Proceedings:
    """A meeting with what came of it: the last word on each proposal, by its id, and the tasks that stand."""

    meeting: Meeting
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()


def shown(steps: Iterable[Step]) -> list[Step]:
    """The steps in their order, without those that are hidden."""
    return [step for step in steps if not step.hidden]


def usual_steps(regions: Mapping[str, str]) -> list[Step]:
    """The agenda that a meeting begins with: the province, its proposals, every region in order of its code, the end.
    `regions` are code → name.
    """
    before = [
        Step("judul", "Pembukaan", "judul"),
        Step("angka", "Enam angka", "angka", question="Angka mana yang paling menentukan program tahun depan?"),
        Step("pdrb", "Siapa tumbuh: PDRB", "indikator?indikator=grdp_growth", question="Apa yang menahan yang lambat?"),
        Step(
            "koperasi-tumbuh",
            "Siapa tumbuh: koperasi",
            "pertumbuhan?indikator=cooperatives_active&lihat=peta",
            question="Koperasi aktif bertambah di mana, dan mengapa?",
        ),
        Step(
            "peta",
            "Peta koperasi aktif",
            "?indikator=active_cooperative_share",
            question="Daerah mana yang perlu pendampingan?",
        ),
        Step("rat", "RAT", "indikator?indikator=rat_share", question="Apa yang menghalangi RAT tepat waktu?"),
        Step("kur", "KUR", "indikator?indikator=kur_disbursed", question="Siapa yang belum terjangkau?"),
        Step("lapor", "Siapa belum lapor", "lapor", question="Kapan laporan yang belum masuk dikirim?"),
        Step("sejak", "Sejak rapat sebelumnya", "sejak"),
        Step(
            "menu",
            "Usulan menurut menu",
            "usulan?bagian=sebaran",
            question="Rumah produksi, PLUT, atau pelatihan: apa yang didahulukan?",
        ),
        Step("alur", "Alur usulan", "usulan?bagian=alur", question="Usulan mana yang tertahan, di meja siapa?"),
        Step("kebutuhan", "Kebutuhan dan usulan", "usulan?bagian=kebutuhan", question="Siapa yang terlewat?"),
        Step("pagu", "Simulasi pagu", "usulan?bagian=simulasi", question="Pagu mana yang dipakai sebagai dasar?"),
    ]
    of_regions = [
        Step(f"daerah-{code}", name, f"daerah?kab={code}", question="Apa yang diminta, dan apa yang disanggupi?")
        for code, name in sorted(regions.items())
    ]
    after = [
        Step("keputusan", "Keputusan", "keputusan"),
        Step("berita-acara", "Berita Acara", "berita-acara"),
    ]
    return [*before, *of_regions, *after]


def added(steps: Sequence[Step], title: str, address: str) -> list[Step]:
    """The steps with one more at the end, under an id that none has."""
    base = _SLUG.sub("-", title.casefold()).strip("-") or "langkah"
    taken = {step.id for step in steps}
    name = next(name for count in range(1, len(taken) + 2) if (name := _numbered(base, count)) not in taken)
    return [*steps, Step(name, title, address)]


def _numbered(base: str, count: int) -> str:
    return base if count == 1 else f"{base}-{count}"


def arranged(steps: Sequence[Step], sent: object) -> list[Step]:
    """The steps in the order in which `sent` names them, with its titles, and hidden where it says so; what it does not
    name is removed. Raises InputError for what is no order of these steps, or leaves none that is shown.
    """
    known = {step.id: step for step in steps}
    ordered: list[Step] = []
    for item in sent if isinstance(sent, list) else []:
        step = known.pop(str(item.get("id")), None) if isinstance(item, dict) else None
        if step is None:
            raise InputError("Susunan agenda tidak cocok lagi dengan agenda sekarang. Buka lagi Rapat, lalu ulangi.")
        title = str(item.get("title", "")).strip()[:_MOST_TEXT] or step.title
        ordered.append(replace(step, title=title, hidden=item.get("hidden") is True))
    if not shown(ordered):
        raise InputError("Agenda tidak memuat langkah yang ditampilkan. Tampilkan paling sedikit satu.")
    return ordered


def as_file(name: str, steps: Sequence[Step]) -> str:
    """An agenda as the text of a file; the counterpart of `from_file`."""
    content = {"jenis": FILE_KIND, "nama": name, "langkah": as_json(steps)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def from_file(text: str) -> tuple[str, list[Step]]:
    """Name and steps of an agenda's file. Raises InputError for what is none, with what was found and expected."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise InputError(f"Berkas agenda tidak terbaca: {error}. Ekspor lagi dari halaman Rapat.") from error
    if not isinstance(content, dict) or content.get("jenis") != FILE_KIND:
        raise InputError(f"Berkas ini bukan {FILE_KIND}. Pilih berkas yang diekspor dari halaman Rapat.")
    return str(content.get("nama", "Agenda"))[:80] or "Agenda", from_json(content.get("langkah"))


def as_json(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as JSON holds them."""
    return [asdict(step) for step in steps]


def from_json(content: object) -> list[Step]:
    """Steps from what JSON holds. Raises InputError where they break the contract."""
    if not isinstance(content, list) or not content:
        raise InputError("Agenda tidak memuat langkah; yang diharapkan daftar langkah.")
    if len(content) > _MOST_STEPS:
        raise InputError(f"Agenda memuat {len(content)} langkah; paling banyak {_MOST_STEPS}.")
    steps = [_step(item, place) for place, item in enumerate(content, start=1)]
    counted = Counter(step.id for step in steps)
    if twice := [name for name, count in counted.items() if count > 1]:
        raise InputError(f"Langkah “{twice[0]}” ada dua kali; setiap langkah bernama lain.")
    return steps


def _step(item: object, place: int) -> Step:
    if not isinstance(item, dict):
        raise InputError(f"Langkah ke-{place} bukan objek; yang diharapkan id, title, address.")
    texts = {}
    for name in ("id", "title", "address", "sentence", "question"):
        value = item.get(name, "" if name in ("address", "sentence", "question") else None)
        if not isinstance(value, str) or len(value) > _MOST_TEXT:
            raise InputError(f"Langkah ke-{place}: {name} bukan teks sampai {_MOST_TEXT} huruf.")
        texts[name] = value
    step = Step(**texts, hidden=item.get("hidden") is True)
    if not step.id or not step.title:
        raise InputError(f"Langkah ke-{place}: id dan title tidak boleh kosong.")
    if step.page not in _PAGES and step.page not in OWN:
        raise InputError(f"Langkah ke-{place}: alamat “{step.address}” tidak dikenal.")
    return step
