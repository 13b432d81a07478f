"""Proposals: the stages one passes from draft to handover, who acts at each, and which follows which.

The one home of the machine (a normalisation of the office's practice and of KRISNA-DAK, not a regulation): a build puts
it into `core.stage`, `core.stage_move` and `core.stage_spelling`, the checks and marts read it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# In filters and addresses: every stage at which a proposal counts as submitted (`Stage.submitted`).
SUBMITTED_ONLY = "sudah_diajukan"
SUBMITTED_ONLY_WORDS = "Sudah diajukan"


class Stage(StrEnum):
    """The stages in their official order; the value is the id in data and addresses."""

    DRAFT = "draf"
    SUBMITTED = "diajukan"
    RETURNED = "dikembalikan"
    VERIFIED = "terverifikasi"
    AGREED = "disepakati"
    ENTERED = "diinput"
    DISCUSSED = "dibahas"
    ACCEPTED = "diterima"
    UNDER_DISCUSSION = "didiskusikan"
    REJECTED = "ditolak"
    HARMONISED = "simoni"
    APPROVED = "ditetapkan"
    NOT_ACCOMMODATED = "tidak_diakomodasi"
    CONTRACTED = "kontrak"
    UNDER_WAY = "realisasi"
    COMPLETED = "selesai"

    @property
    def rank(self) -> int:
        """Place in the official order, from 1."""
        return _RANKS[self]

    @property
    def words(self) -> str:
        """As it stands on screen."""
        return _FACTS[self].words

    @property
    def official(self) -> str:
        """As it stands in documents, in capitals."""
        return self.words.upper()

    @property
    def role(self) -> str:
        """Who takes a proposal to this stage: a role, never a person."""
        return _FACTS[self].role

    @property
    def following(self) -> tuple[Stage, ...]:
        """The stages that may come next, in official order."""
        return tuple(stage for stage in Stage if (self, stage) in MOVES)

    @property
    def terminal(self) -> bool:
        """Nothing comes after it."""
        return not self.following

    @property
    def submitted(self) -> bool:
        """The proposal is before the province or beyond: neither a draft nor given back."""
        return self not in (Stage.DRAFT, Stage.RETURNED)

    @property
    def decided(self) -> bool:
        """Whether it is paid for has been decided, one way or the other."""
        return self in (Stage.REJECTED, Stage.NOT_ACCOMMODATED) or self.approved

    @property
    def approved(self) -> bool:
        """It has been decided on with money."""
        return self in (Stage.APPROVED, Stage.CONTRACTED, Stage.UNDER_WAY, Stage.COMPLETED)

    @property
    def needs_document(self) -> bool:
        """A decision: it has a date and the number of a document (V68)."""
        return self in (Stage.AGREED, Stage.ACCEPTED, Stage.REJECTED, Stage.APPROVED, Stage.NOT_ACCOMMODATED)

    @property
    def limit(self) -> str:
        """The parameter that says how many days a proposal should stay, if `data/parameters.toml` has one."""
        return f"stage_days_{self.value}"


@dataclass(frozen=True)
class _Facts:
    words: str
    role: str


_MINISTRY = "Bappenas dan kementerian"
_FACTS = {
    Stage.DRAFT: _Facts("Draf", "Operator dinas kabupaten/kota"),
    Stage.SUBMITTED: _Facts("Diajukan", "Kepala dinas kabupaten/kota"),
    Stage.RETURNED: _Facts("Dikembalikan", "Verifikator provinsi"),
    Stage.VERIFIED: _Facts("Terverifikasi provinsi", "Verifikator provinsi"),
    Stage.AGREED: _Facts("Disepakati Rakorda", "Kepala dinas provinsi"),
    Stage.ENTERED: _Facts("Diinput KRISNA/SIPD", "Operator Bappeda"),
    Stage.DISCUSSED: _Facts("Dibahas Rakortek", _MINISTRY),
    Stage.ACCEPTED: _Facts("Diterima", _MINISTRY),
    Stage.UNDER_DISCUSSION: _Facts("Didiskusikan", _MINISTRY),
    Stage.REJECTED: _Facts("Ditolak", _MINISTRY),
    Stage.HARMONISED: _Facts("Simoni", "Bappenas dan Kementerian Keuangan"),
    Stage.APPROVED: _Facts("Ditetapkan", "Kementerian Keuangan"),
    Stage.NOT_ACCOMMODATED: _Facts("Tidak diakomodasi", "Kementerian Keuangan"),
    Stage.CONTRACTED: _Facts("Kontrak", "PPK"),
    Stage.UNDER_WAY: _Facts("Realisasi", "PPK"),
    Stage.COMPLETED: _Facts("Selesai/hibah", "Kepala dinas kabupaten/kota"),
}
_RANKS = {stage: rank for rank, stage in enumerate(Stage, start=1)}

# What may follow what. The outcome of a Rakortek may be entered without the meeting as a step of its own.
MOVES = frozenset(
    (before, after)
    for before, following in (
        (Stage.DRAFT, (Stage.SUBMITTED,)),
        (Stage.SUBMITTED, (Stage.RETURNED, Stage.VERIFIED)),
        (Stage.RETURNED, (Stage.SUBMITTED, Stage.VERIFIED)),
        (Stage.VERIFIED, (Stage.RETURNED, Stage.AGREED)),
        (Stage.AGREED, (Stage.ENTERED,)),
        (Stage.ENTERED, (Stage.DISCUSSED, Stage.ACCEPTED, Stage.UNDER_DISCUSSION, Stage.REJECTED)),
        (Stage.DISCUSSED, (Stage.ACCEPTED, Stage.UNDER_DISCUSSION, Stage.REJECTED, Stage.HARMONISED)),
        (Stage.ACCEPTED, (Stage.HARMONISED,)),
        (Stage.UNDER_DISCUSSION, (Stage.ACCEPTED, Stage.REJECTED, Stage.HARMONISED)),
        (Stage.HARMONISED, (Stage.APPROVED, Stage.NOT_ACCOMMODATED)),
        (Stage.APPROVED, (Stage.CONTRACTED,)),
        (Stage.CONTRACTED, (Stage.UNDER_WAY,)),
        (Stage.UNDER_WAY, (Stage.COMPLETED,)),
    )
    for after in following
)

# How a delivered stage is recognised: regular expressions on capitals without accents and signs, the first that fits.
SPELLINGS = (
    (r"TIDAK (DIAKOMODASI|TERAKOMODASI)", Stage.NOT_ACCOMMODATED),
    (r"DITETAPKAN", Stage.APPROVED),
    (r"DIKEMBALIKAN", Stage.RETURNED),
    (r"DITERIMA", Stage.ACCEPTED),
    (r"DIDISKUSIKAN", Stage.UNDER_DISCUSSION),
    (r"DITOLAK", Stage.REJECTED),
    (r"RAKORTEK|DIBAHAS", Stage.DISCUSSED),
    (r"DISEPAKATI|RAKORDA", Stage.AGREED),
    (r"TERVERIFIKASI|DIVERIFIKASI", Stage.VERIFIED),
    (r"DIINPUT|KRISNA|SIPD", Stage.ENTERED),
    (r"SIMONI", Stage.HARMONISED),
    (r"KONTRAK", Stage.CONTRACTED),
    (r"REALISASI", Stage.UNDER_WAY),
    (r"SELESAI|HIBAH", Stage.COMPLETED),
    (r"\b(DIAJUKAN|PENGAJUAN|USULAN BARU)\b", Stage.SUBMITTED),
    (r"\b(DRAF|DRAFT)\b", Stage.DRAFT),
)


def allowed(before: Stage, after: Stage) -> bool:
    """Whether a proposal may move so; staying where it is is no move."""
    return (before, after) in MOVES


def stage_rows() -> Iterator[tuple[object, ...]]:
    """Rows of `core.stage`: id, rank, words, role, submitted, approved, decided, terminal, document, limit."""
    for stage in Stage:
        yield (
            stage.value,
            stage.rank,
            stage.words,
            stage.role,
            stage.submitted,
            stage.approved,
            stage.decided,
            stage.terminal,
            stage.needs_document,
            stage.limit,
        )


def move_rows() -> Iterator[tuple[str, str]]:
    """Rows of `core.stage_move`: from, to; by id."""
    yield from sorted((before.value, after.value) for before, after in MOVES)


def spelling_rows() -> Iterator[tuple[int, str, str]]:
    """Rows of `core.stage_spelling`: position, pattern, stage; the lowest position that fits wins."""
    for position, (pattern, stage) in enumerate(SPELLINGS):
        yield position, pattern, stage.value
