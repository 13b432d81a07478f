"""Proposals that may be the same one twice: pairs with the reason, for somebody to look at. Nothing is removed.

Titles are compared by rapidfuzz's `token_set_ratio` (0–100; the order of words and repetitions do not matter), within
a region and menu. Most pairs have little in common: a plain ratio of the sorted words, many times faster, sifts first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

# Titles that differ by a slip or an additional word reach 90; words of the trade alone make two unrelated ones 60.
SAME_TITLE, RELATED = 90.0, 75.0
_SIFTED = 60.0
_WORDS = re.compile(r"\w+")
_NUMBER = re.compile(r"[0-9]+|[ivx]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COLUMNS = ["proposal_id", "other_id", "region_code", "reasons", "similarity"]


class Sameness(StrEnum):
    """Why two proposals of a region may be one; the value is the id."""

    OTHER_YEAR = "tahun_lain"
    OTHER_FUND = "dana_lain"
    SAME_TITLE = "judul_serupa"
    OTHER_MENU = "menu_lain"

    @property
    def words(self) -> str:
        return _LABELS[self]


_LABELS = {
    Sameness.OTHER_YEAR: "menu dan daerah sama, tahun anggaran lain",
    Sameness.OTHER_FUND: "menu dan daerah sama, sumber dana lain",
    Sameness.SAME_TITLE: "judulnya hampir sama",
    Sameness.OTHER_MENU: "judulnya sama, menu lain",
}


def duplicates(proposals: pd.DataFrame, *, same_title: float = SAME_TITLE, related: float = RELATED) -> pd.DataFrame:
    """Pairs of proposals that may be one.

    `proposals` has proposal_id, budget_year, region_code, menu_id, fund, title. Of one region and menu: in another
    year or from another fund with titles that are at least `related`; or with titles at least `same_title` whose
    numbers (but years) agree, for "tahap 1" is not "tahap 2". Of one region and different menus: titles of the same
    words. Returns proposal_id, other_id (the greater), region_code, reasons (ids parted by `;`), similarity (0–100),
    most alike first, then by ids. A proposal without a title or region is in no pair.
    """
    known = proposals.dropna(subset=["title", "region_code"]).sort_values("proposal_id", ignore_index=True)
    known = known.assign(words=[_sorted_words(str(title)) for title in known["title"]])
    known = known[known["words"] != ""].fillna({"menu_id": "", "fund": ""})
    blocks = [_pairs(block, same_title, related) for _, block in known.groupby(["region_code", "menu_id"])]
    frames = [frame for frame in (*blocks, *_across_menus(known)) if len(frame)]
    if not frames:
        return pd.DataFrame(columns=_COLUMNS)
    together = pd.concat(frames, ignore_index=True)
    ordered = together.sort_values(["similarity", "proposal_id", "other_id"], ascending=[False, True, True])
    return ordered.reset_index(drop=True)


def _pairs(block: pd.DataFrame, same_title: float, related: float) -> pd.DataFrame:
    words = block["words"].tolist()
    sifted = process.cdist(words, words, scorer=fuzz.ratio, score_cutoff=_SIFTED, dtype=np.uint8, workers=1)
    one, other = np.nonzero(np.triu(sifted, 1))
    left, right = [words[at] for at in one], [words[at] for at in other]
    similarity = process.cpdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float32, workers=1)
    near = similarity >= min(related, same_title)
    one, other, similarity = one[near], other[near], similarity[near]
    years, funds = block["budget_year"].to_numpy(), block["fund"].to_numpy()
    same_menu = block["menu_id"].iloc[0] != ""
    numbers = np.array([_numbers(text) for text in words], dtype=object)
    reasons = {
        Sameness.OTHER_YEAR: same_menu & (years[one] != years[other]) & (similarity >= related),
        Sameness.OTHER_FUND: same_menu
        & (funds[one] != funds[other])
        & (funds[one] != "")
        & (funds[other] != "")
        & (similarity >= related),
        Sameness.SAME_TITLE: (numbers[one] == numbers[other]) & (similarity >= same_title),
    }
    return _named(block, one, other, reasons, similarity)


def _across_menus(known: pd.DataFrame) -> Iterator[pd.DataFrame]:
    keys = ["region_code", "words"]
    for _, alike in known[known.duplicated(keys, keep=False)].groupby(keys):
        if alike["menu_id"].nunique() > 1:
            one, other = np.triu_indices(len(alike), 1)
            menus = alike["menu_id"].to_numpy()
            yield _named(alike, one, other, {Sameness.OTHER_MENU: menus[one] != menus[other]}, np.full(len(one), 100.0))


def _named(
    block: pd.DataFrame,
    one: np.ndarray,
    other: np.ndarray,
    reasons: dict[Sameness, np.ndarray],
    similarity: np.ndarray,
) -> pd.DataFrame:
    """Pairs with at least one reason; `one` and `other` are places in the block, which is in order of ids."""
    flags = np.array([np.asarray(flag, dtype=bool) for flag in reasons.values()])
    kept = flags.any(axis=0)
    texts = np.array([_joined(reasons, code) for code in range(2 ** len(flags))], dtype=object)
    codes = (flags * (1 << np.arange(len(flags)))[:, np.newaxis]).sum(axis=0)[kept]
    ids = block["proposal_id"].to_numpy()
    columns = {
        "proposal_id": ids[one[kept]],
        "other_id": ids[other[kept]],
        "region_code": block["region_code"].iloc[0],
        "reasons": texts[codes],
        "similarity": similarity[kept].astype(float).round(1),
    }
    return pd.DataFrame(columns)


def _joined(reasons: dict[Sameness, np.ndarray], code: int) -> str:
    return ";".join(item.value for place, item in enumerate(reasons) if code >> place & 1)


def _sorted_words(title: str) -> str:
    return " ".join(sorted(set(_WORDS.findall(title.casefold()))))


def _numbers(words: str) -> str:
    """What counts a title's parts: figures and Roman numerals, without years."""
    return " ".join(word for word in words.split() if _NUMBER.fullmatch(word) and not _YEAR.fullmatch(word))
