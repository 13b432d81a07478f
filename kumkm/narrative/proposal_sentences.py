"""What the page on proposals says: one sentence per part as its headline. Amounts say at which stage they are."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kumkm.analysis.reasons import Reason
from kumkm.domain import units
from kumkm.domain.proposals import Stage
from kumkm.narrative.grammar import Sentence, counted, joined, sentence, series, small
from kumkm.narrative.grammar import names as listed

Names = Mapping[str, str]
_FIRST = 2


def money(value: float) -> str:
    """An amount as it is read out: `Rp5,4 miliar`."""
    return units.quantity(value, units.RUPIAH, 1, units.scale_for(value))


def money_or_missing(value: float) -> str:
    """The same; what is not known is said to be missing."""
    return units.MISSING if pd.isna(value) else money(float(value))


def menu_head(menu_id: str) -> str:
    """`pk2umk` → `PK2UMK`, `rumah_kemasan` → `Rumah kemasan`; a long word may be parted at a soft hyphen."""
    if len(menu_id) <= 6:
        return menu_id.upper()
    return menu_id.replace("_", " ").capitalize().replace("wirausahaan", "wira\u00adusahaan")


def distribution(proposals: pd.DataFrame, year: int, names: Names, place: str = "", *, brief: bool = False) -> Sentence:
    """How much is asked for, and unless `brief` how much of it is ready, and who has asked for nothing (`readiness`).

    What is asked for has been submitted, and not sent back; drafts and what was returned are counted apart, here as in
    the indicators.
    """
    if proposals.empty:
        return sentence(f"belum ada usulan {place} untuk tahun anggaran {year}".replace("  ", " "))
    parts_told = [*standing(proposals), *([] if brief else readiness(proposals, names, place))]
    return sentence(
        joined("usulan", place, str(year)), f": {units.number(len(proposals))} judul;", "; ".join(parts_told)
    )


def readiness(proposals: pd.DataFrame, names: Names, place: str = "") -> list[str]:
    """Of what is submitted: how much has all its documents, and of all regions who has submitted nothing."""
    submitted = proposals[proposals["submitted"]]
    known = submitted["documents_complete"].dropna()
    ready = int((known == True).sum())  # noqa: E712
    of = "" if len(known) == len(submitted) else f" dari {len(known)} yang syaratnya diketahui"
    share = f"dokumen wajib lengkap {units.percent(100 * ready / len(known), 0)}{of}" if len(known) else ""
    return [part for part in (share, "" if place else _silent(submitted, names)) if part]


def standing(proposals: pd.DataFrame) -> list[str]:
    """How many are submitted, with the amount asked for, how many were sent back, how many are drafts; all together.

    The same words wherever several states stand side by side: `66 sudah diajukan, Rp99,9 miliar`.
    """
    submitted = int(proposals["submitted"].sum())
    drafts = int((proposals["stage"] == Stage.DRAFT.value).sum())
    every = len(proposals)
    states = (
        (submitted, "sudah diajukan"),
        (every - submitted - drafts, "dikembalikan"),
        (drafts, "masih draf"),
    )
    parts = [f"{units.number(count) if count < every else 'semuanya'} {word}" for count, word in states if count]
    if submitted:
        parts[0] += f", {asked_for(proposals) or 'belum ada nilainya'}"
    return parts


def worth(amounts: pd.Series[float]) -> str:
    """What amounts in rupiah come to: `Rp5,4 miliar`; at least that, where some are not known; empty where none is."""
    known = amounts.dropna()
    if known.empty:
        return ""
    return f"{'sekurang-kurangnya ' if len(known) < len(amounts) else ''}{money(float(known.sum()))}"


def asked_for(proposals: pd.DataFrame) -> str:
    """The amount asked for (`worth`): of what was submitted and not sent back.

    Only where nothing was, what drafts and returned ones would come to.
    """
    counted_ones = proposals[proposals["submitted"]]
    return worth((counted_ones if len(counted_ones) else proposals)["proposed_idr"])


def _silent(submitted: pd.DataFrame, names: Names) -> str:
    """Who has submitted nothing; that all have is worth a word too."""
    silent = [name for code, name in names.items() if code not in set(submitted["region_code"])]
    if len(silent) == len(names):
        return ""
    return f"belum mengajukan: {listed(silent)}" if silent else "semua daerah sudah mengajukan"


def pipeline(funnel: pd.DataFrame, late: int, year: int) -> Sentence:
    """Where the proposals stand now, by the three fullest stages and the rest, and how many are overdue.

    `funnel` is `pipeline.funnel`. Who has gone on from a stage is not counted there: `went_on` says how many.
    """
    here = funnel[funnel["here"] > 0]
    if here.empty:
        return Sentence()
    top = here.sort_values(["here", "stage"], ascending=[False, True]).head(3)
    first, *rest = [(row.here, small(row.stage_words)) for row in top.itertuples()]
    parts = [f"{first[0]} di tahap {first[1]}", *(f"{number} {stage}" for number, stage in rest)]
    others = int(here["here"].sum() - top["here"].sum())
    parts += [f"{others} di tahap lain"] if others else []
    overdue = f"{counted(late, noun='usulan')} melewati batas waktu" if late else "tidak ada yang melewati batas waktu"
    total = int(here["here"].sum())
    return sentence(f"dari {counted(total, noun='usulan')} {year}, kini", series(parts), f"; {overdue}")


def went_on(funnel: pd.DataFrame) -> str:
    """How many were ever accepted, where that is more than stand there now: `27 pernah diterima, 6 sudah lanjut`.

    Empty where both are one number. `funnel` is `pipeline.funnel`.
    """
    accepted = funnel[funnel["stage"] == Stage.ACCEPTED.value]
    further = int((accepted["reached"] - accepted["here"]).sum())
    if further <= 0:
        return ""
    ever = units.number(int(accepted["reached"].sum()))
    return f"{ever} pernah diterima, {units.number(further)} di antaranya sudah lanjut"


def listing(rows: pd.DataFrame, every: int) -> Sentence:
    """How many proposals fit the filters, and what is asked for in them; what only the press reported is in neither.

    `every` counts the delivered ones of the year.
    """
    if rows.empty:
        return sentence("tidak ada usulan yang cocok; longgarkan saringannya")
    ours, reported = rows[~rows["published"]], int(rows["published"].sum())
    beside = f"{counted(reported, noun='usulan')} lain hanya diberitakan" if reported else ""
    if ours.empty:
        return sentence(beside.replace(" lain", ""))
    fits = f"{counted(len(ours), every, noun='usulan')} cocok"
    if ours["submitted"].nunique() > 1:  # the amount is of some of them: which is said
        return sentence("; ".join([fits, *standing(ours), *([beside] if beside else [])]))
    amount = asked_for(ours)
    amount_text = f"senilai {amount} saat diajukan" if amount else "tanpa nilai"
    return sentence(f"{fits},", amount_text, f"; {beside}" if beside else None)


def fairness(under: list[str], known: int, year: int, unvalued: int = 0) -> Sentence:
    """Whether proposals follow need; `under` are the under-served, the least served first, of `known` regions.

    `unvalued` proposals are in no share: with what they cost another region might be served.
    """
    if not known:
        return Sentence()
    left_out = f"; {counted(unvalued, noun='usulan')} belum ada nilainya dan tidak terhitung" if unvalued else None
    if not under:
        return sentence(f"usulan {year} mengikuti kebutuhan: tidak ada daerah yang kurang terlayani", left_out)
    who = f"terutama {listed(under[:_FIRST])}" if len(under) > _FIRST else f"yaitu {listed(under)}"
    return sentence(f"usulan {year} belum mengikuti kebutuhan: {counted(len(under))} kurang terlayani, {who}", left_out)


def need_made_of(features: pd.DataFrame) -> Sentence:
    """What need was computed from, and what not and why; `features` is the analysis `need_features`."""
    used, rest = features[features["used"]], features[~features["used"]]
    if used.empty:
        return sentence("kebutuhan belum dapat dihitung: tidak ada indikator yang dapat dipakai")
    names = listed([f"{row.label} {row.year}" for row in used.itertuples()], most=len(used))
    left_out = "; ".join(f"{row.label}: {str(row.reason).rstrip('.')}" for row in rest.itertuples())
    return sentence(f"kebutuhan dihitung dari {names}", f". Tidak dipakai: {left_out}" if left_out else None)


def hanging_on_one(changed: pd.DataFrame, names: Names, features: int) -> Sentence:
    """Whose verdict is another one without a single indicator; `changed` are those rows of `need.without_each`.

    `features` is how many indicators were left out in turn; `changed` has a `label` for each.
    """
    if not features:
        return sentence("hanya satu indikator yang ikut dihitung, maka tidak ada yang dapat dihilangkan")
    if changed.empty:
        return sentence("tidak ada daerah yang kedudukannya berubah bila satu indikator dihilangkan")
    parts = [
        f"{names[str(code)]} (tanpa {listed(rows['label'].tolist(), most=len(rows))})"
        for code, rows in changed.sort_values(["region_code", "indicator_id"]).groupby("region_code")
    ]
    return sentence(
        f"kedudukan {counted(len(parts), len(names))} berubah bila satu indikator dihilangkan:",
        listed(parts, most=len(parts)),
    )


def scenario(count: int, used: float, ceiling: float, regions: int, every: int) -> Sentence:
    """What a ceiling buys: how many proposals in how many regions, and what is left."""
    return sentence(
        f"pagu {_round(ceiling)} cukup untuk {counted(count, noun='usulan')} di {counted(regions, every)};",
        f"sisa {left(ceiling - used)}",
    )


def settled(selected: pd.DataFrame) -> str:
    """What of a plan a meeting agreed on, and that only the rest is chosen; empty where it agreed on nothing."""
    held = selected[selected["reason_id"] == Reason.SETTLED.value]
    if held.empty:
        return ""
    amount = units.quantity(float(held["amount_idr"].sum()), units.RUPIAH)
    return f"{units.number(len(held))} usulan sudah disepakati rapat, {amount}, dan tetap; sisanya dicari yang terbaik."


def _round(value: float) -> str:
    """A ceiling as people set it: `Rp40 miliar`, `Rp12,5 miliar`."""
    return money(value).replace(",0 ", " ")


def left(value: float) -> str:
    """What is left, of millions without decimals: `Rp512 juta`."""
    scale = units.scale_for(value)
    return units.quantity(value, units.RUPIAH, 0 if scale is units.MILLIONS else 1, scale)


def fairness_change(before: float, after: float) -> str:
    """How far from need the rupiah are, and against the base case; empty where it cannot be said."""
    if pd.isna(after):
        return ""
    now = f"{units.percent(100 * after, 0)} nilainya perlu berpindah daerah agar sebanding dengan kebutuhan"
    if pd.isna(before):
        return now
    then = units.percent(100 * before, 0)
    shown_before, shown_after = units.rounded(100 * before), units.rounded(100 * after)
    if shown_before == shown_after:
        return f"{now}, sama adilnya dengan dasar ({then})"
    return f"{now}, {'lebih' if shown_after < shown_before else 'kurang'} adil daripada dasar ({then})"


def agreed(amounts: pd.Series[float], year: int, doubles: int = 0) -> Sentence:
    """How much stands agreed and is not decided yet, one of `amounts` each; `doubles` are the pairs in it that may be
    one proposal twice.
    """
    count = len(amounts)
    if count == 0:
        return sentence(f"belum ada usulan {year} yang disepakati dan menunggu keputusan")
    amount_text = f"senilai {amount}" if (amount := worth(amounts)) else "tanpa nilai"
    doubt = f"; {counted(doubles, noun='pasang')} diduga ganda" if doubles else None
    return sentence(f"disepakati {counted(count, noun='usulan')} untuk {year},", amount_text, doubt)
