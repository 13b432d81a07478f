"""Menus: what may be proposed in a budget year, and the criteria by which a proposal is ready.

The menus themselves are `data/reference/menu.toml`; here is only what one may say of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Authority(StrEnum):
    """Whose a menu is: micro enterprises are the kabupaten/kota's, small ones the province's (UU 23/2014)."""

    LOCAL = "kabupaten_kota"
    PROVINCE = "provinsi"
    BOTH = "semua"


class Criterion(StrEnum):
    """What may be asked of a proposal, in the order shown; the value is the id in `menu.toml`."""

    TERMS = "tor"
    BUDGET = "rab"
    DESIGN = "ded"
    CERTIFICATE = "sertifikat"
    NO_DISPUTE = "tidak_sengketa"
    COMMITMENT = "komitmen_apbd"
    LAND = "luas_lahan"
    OWNER = "lahan_pemda"
    PLACE = "koordinat"
    MANAGER = "koperasi_pengelola"
    NIB = "nib_peserta"

    @property
    def words(self) -> str:
        """As it stands on screen and in `missing_documents`."""
        return _WORDS[self]

    @property
    def document(self) -> bool:
        """A paper that is there or not; else a fact about land, manager or trainees."""
        return self in _DOCUMENTS


_WORDS = {
    Criterion.TERMS: "TOR",
    Criterion.BUDGET: "RAB",
    Criterion.DESIGN: "DED",
    Criterion.CERTIFICATE: "sertifikat lahan",
    Criterion.NO_DISPUTE: "pernyataan tidak sengketa",
    Criterion.COMMITMENT: "komitmen APBD",
    Criterion.LAND: "luas lahan",
    Criterion.OWNER: "lahan milik pemerintah daerah",
    Criterion.PLACE: "koordinat",
    Criterion.MANAGER: "koperasi pengelola",
    Criterion.NIB: "seluruh peserta ber-NIB",
}
_DOCUMENTS = frozenset(
    {
        Criterion.TERMS,
        Criterion.BUDGET,
        Criterion.DESIGN,
        Criterion.CERTIFICATE,
        Criterion.NO_DISPUTE,
        Criterion.COMMITMENT,
    }
)


@dataclass(frozen=True)
class Requirement:
    """One criterion of a menu. `mandatory`: without it a proposal is not complete. `minimum` is for land, in m²."""

    criterion: Criterion
    mandatory: bool
    source: str
    minimum: float | None = None


@dataclass(frozen=True)
class Cost:
    """What one unit costs, in rupiah, both ends included; `estimated` where drawn from examples."""

    low_idr: float
    high_idr: float
    estimated: bool
    source: str


@dataclass(frozen=True)
class Menu:
    """A menu in the budget years for which it is described so. `unit` and `cost` None: none is known."""

    id: str
    years: tuple[int, ...]
    name: str
    aliases: tuple[str, ...]
    funds: tuple[str, ...]
    legal_basis: str
    ministry: str
    authority: Authority
    source: str
    requirements: tuple[Requirement, ...]
    except_words: str | None = None
    unit: str | None = None
    cost: Cost | None = None


@dataclass(frozen=True)
class MenuList:
    """The list of one budget year. `confirmed`: read in that year's guideline; until then V66 only warns."""

    year: int
    confirmed: bool
    source: str
