"""The register of cooperatives: one row per cooperative and book year, from a seed.

Money is in rupiah and in whole thousands, so that recaps in Rp ribu or Rp juta repeat it exactly. What a cooperative
did not report is None or NaN, never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from kumkm.simulate import wording
from kumkm.simulate.calibration import LARGEST_SUBJECT, LAST_YEAR, YEARS, Calibration, Place, Quotas

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FIRST_YEAR_OF_LAW = 1975
TYPES = {"Konsumen": 0.45, "Simpan Pinjam": 0.2, "Produsen": 0.2, "Jasa": 0.1, "Pemasaran": 0.05}
SECONDARY_SHARE = 0.012
NEGATIVE_SURPLUS_SHARE = 0.04
ALSO_REPORTS_SHARE = 0.06
ASSESSED_SHARE = 0.7
CERTIFIED_SHARE = (0.18, 0.45)
ONCE_CERTIFIED_SHARE = 0.08
# Common growth of a year: the pandemic, then recovery. One cooperative moves at most 15 % from year to year.
GROWTH = {2020: -0.04, 2021: 0.03, 2022: 0.05, 2023: 0.06}
GROWTH_LIMIT = 0.15
# All but the published largest stay below the smallest of those.
TURNOVER_CAP = 7.2e9
COUNTS = ("members_male", "members_female", "members", "managers", "employees")
MONEY = ("equity_idr", "outside_capital_idr", "assets_idr", "turnover_idr", "surplus_idr")


def register(calibration: Calibration, quotas: Quotas, *, seed: int, clean: bool) -> pd.DataFrame:
    """Return the panel, by region, cooperative and book year.

    A dissolved cooperative stands once more, with status Bubar, in the year it ended. With `clean` every active
    cooperative holds its meeting and reports; otherwise as few do as was published.
    """
    parts = []
    for index, place in enumerate(calibration.places):
        random = np.random.default_rng([seed, 1, index])
        bodies = _bodies(place, index, quotas, random)
        parts.append(_years(bodies, place, index, quotas, random, clean))
    panel = pd.concat(parts, ignore_index=True)
    _raise_the_largest(panel, calibration.stated(LARGEST_SUBJECT))
    return panel


def _bodies(place: Place, index: int, quotas: Quotas, random: np.random.Generator) -> pd.DataFrame:
    """The legal bodies that ever stood in the window, what never changes about them, and their first and last year."""
    born = [YEARS[0] - 1] * (quotas.registered[YEARS[0] - 1][index])
    for year in YEARS:
        born += [year] * quotas.new[year][index]
    count = len(born)
    bodies = pd.DataFrame({"born": born, "ended": LAST_YEAR + 1})
    bodies["standing"] = random.normal(size=count) + np.where(bodies["born"] >= YEARS[0], 1.2, 0.0)
    grown_up = bodies["standing"].clip(-2, 2) - np.where(bodies["born"] >= YEARS[0], 1.8, 0.0)
    bodies["size"] = 0.7 * grown_up + 0.7 * random.normal(size=count)
    for year in YEARS:
        candidates = bodies.index[(bodies["ended"] > LAST_YEAR) & (bodies["born"] < year)]
        weakest = bodies.loc[candidates, "standing"].nsmallest(quotas.dissolved[year][index])
        bodies.loc[weakest.index, "ended"] = year
    _identity(bodies, place, random)
    _character(bodies, place, random)
    return bodies


def _identity(bodies: pd.DataFrame, place: Place, random: np.random.Generator) -> None:
    count = len(bodies)
    bodies["region_code"] = place.code
    bodies["region"] = wording.REGION_OF_BUCKET if not place.region.is_local else place.region.name
    bodies["type"] = random.choice(list(TYPES), size=count, p=list(TYPES.values()))
    bodies["group"] = [
        wording.group(kind, draw) for kind, draw in zip(bodies["type"], random.random(count), strict=True)
    ]
    bodies["name"] = wording.names(bodies["group"], random)
    secondary = random.random(count) < SECONDARY_SHARE
    area = "Kabupaten/Kota" if place.region.is_local else "Provinsi"
    bodies["secondary"] = secondary
    bodies["form"] = np.where(secondary, f"Sekunder {area}", f"Primer {area}")
    bodies["authority"] = area
    bodies["nik"] = [f"{place.code.replace('.', '')}{number:09d}" for number in range(1, count + 1)]
    districts = random.integers(1, place.districts + 1, size=count)
    per_district = max(1, round(max(place.villages, 1) / place.districts))
    villages = random.integers(1, per_district + 1, size=count)
    bodies["district"] = [wording.district(place.short, number) for number in districts]
    bodies["village"] = [wording.village(place.short, *pair) for pair in zip(districts, villages, strict=True)]
    bodies["legal_date"] = [
        _founded(born, draw) for born, draw in zip(bodies["born"], random.random(count), strict=True)
    ]
    bodies["legal_number"] = [
        wording.legal_number(place.code, number, day) for number, day in enumerate(bodies["legal_date"], start=1)
    ]


def _founded(born: int, draw: float) -> date:
    """A day of the year it was born; those older than the window are spread over the decades, more in later ones."""
    year = born if born >= YEARS[0] else FIRST_YEAR_OF_LAW + int((YEARS[0] - FIRST_YEAR_OF_LAW) * draw**0.5)
    return date(year, 1, 4) + timedelta(days=int(draw * 7919) % 350)


def _character(bodies: pd.DataFrame, place: Place, random: np.random.Generator) -> None:
    """What decides its numbers: size, shares, habits."""
    count, size = len(bodies), bodies["size"].to_numpy()
    savings = (bodies["type"] == "Simpan Pinjam").to_numpy()
    bodies["first_members"] = np.clip(np.exp(4.1 + 0.65 * size + 0.4 * random.normal(size=count)), 24, 3200)
    bodies["first_assets"] = np.exp(19.6 + 0.75 * size + 0.35 * random.normal(size=count) + 0.5 * savings)
    bodies["turnover_ratio"] = np.exp(-0.25 + 0.3 * random.normal(size=count))
    bodies["equity_share"] = random.uniform(0.35, 0.75, size=count)
    male = np.where(savings, random.uniform(0.25, 0.65, size=count), random.uniform(0.4, 0.8, size=count))
    bodies["male_share"] = male
    negative = (random.random(count) < NEGATIVE_SURPLUS_SHARE) & (size < 0.5)
    margin = random.uniform(0.012, 0.075, size=count)
    bodies["margin"] = np.where(negative, -0.4 * margin, margin)
    bodies["employee_ratio"] = random.uniform(0.6, 1.5, size=count)
    bodies["meeting_day"] = random.random(count)
    bodies["health"] = random.choice(list(wording.HEALTH), size=count, p=list(wording.HEALTH.values()))
    bodies["is_assessed"] = random.random(count) < ASSESSED_SHARE
    bodies["grade"] = random.choice(list(wording.GRADES), size=count, p=list(wording.GRADES.values()))
    bodies["diligence"] = bodies["standing"] + 0.5 * random.normal(size=count)
    bodies["once_certified"] = (bodies["born"] < YEARS[0]) & (random.random(count) < ONCE_CERTIFIED_SHARE)


@dataclass(frozen=True)
class _State:
    """One year of a region's bodies, one entry per body."""

    year: int
    active: Flags
    rat: Flags
    reports: Flags
    certified: Flags
    lapsed: Flags
    members: Numbers
    assets: Numbers
    turnover: Numbers


def _years(
    bodies: pd.DataFrame, place: Place, index: int, quotas: Quotas, random: np.random.Generator, clean: bool
) -> pd.DataFrame:
    """The bodies year by year, those that stand or ended in it."""
    certified_share = random.uniform(*CERTIFIED_SHARE)
    members = np.rint(bodies["first_members"].to_numpy())
    assets = bodies["first_assets"].to_numpy()
    turnover = np.minimum(assets * bodies["turnover_ratio"].to_numpy(), TURNOVER_CAP / 1.4)
    ever = bodies["once_certified"].to_numpy()
    frames = []
    for year in YEARS:
        alive = ((bodies["born"] <= year) & (bodies["ended"] > year)).to_numpy()
        score = np.where(alive, bodies["standing"] + 0.04 * random.normal(size=len(bodies)), -np.inf)
        active = _top(score, quotas.active[year][index])
        rat = active if clean else _top(score, quotas.held_rat[year][index])
        also = 0.0 if clean else ALSO_REPORTS_SHARE * active.sum()
        reports = _top(score, min(int(active.sum()), round(rat.sum() + also)))
        certified = _certified(bodies, active, year, certified_share)
        if year > YEARS[0]:
            members = _next_members(members, random)
            assets, turnover = _grown(assets, year, random), _grown(turnover, year, random)
        state = _State(year, active, rat, reports, certified, alive & ever & ~certified, members, assets, turnover)
        frame = bodies[(bodies["born"] <= year) & (bodies["ended"] >= year)].copy()
        frames.append(_one_year(frame, state))
        ever = ever | certified
    return pd.concat(frames).sort_values(["nik", "book_year"], kind="stable")


def _certified(bodies: pd.DataFrame, active: Flags, year: int, share: float) -> Flags:
    """A slowly growing share of the active ones, the same from year to year; two years must have passed."""
    settled = ((bodies["born"] < YEARS[0]) | (bodies["born"] <= year - 2)).to_numpy()
    score = np.where(active & settled, bodies["diligence"], -np.inf)
    wanted = round(share * (1 + 0.03 * (year - YEARS[0])) * active.sum())
    return _top(score, min(int(np.isfinite(score).sum()), wanted))


def _top(score: Numbers, count: int) -> Flags:
    chosen = np.zeros(len(score), bool)
    chosen[np.argsort(-score, kind="stable")[:count]] = True
    return chosen


def _grown(value: Numbers, year: int, random: np.random.Generator) -> Numbers:
    own = np.clip(GROWTH[year] + 0.03 * random.normal(size=len(value)), 0.01 - GROWTH_LIMIT, GROWTH_LIMIT - 0.01)
    return np.asarray(value * (1 + own))


def _next_members(members: Numbers, random: np.random.Generator) -> Numbers:
    """A few per cent more or less, never the same, and never the same digits in another order."""
    change = np.rint(members * np.clip(0.015 + 0.02 * random.normal(size=len(members)), -0.05, 0.07))
    after = members + np.where(change == 0, 1, change)
    for _ in range(4):
        swapped = [sorted(str(int(old))) == sorted(str(int(new))) for old, new in zip(members, after, strict=True)]
        after = after + np.asarray(swapped)
    return np.asarray(np.maximum(after, 21 + (members == 21)))


def _one_year(frame: pd.DataFrame, state: _State) -> pd.DataFrame:
    rows, year = frame.index.to_numpy(), state.year
    is_active, is_rat = state.active[rows], state.rat[rows]
    frame["book_year"] = year
    frame["status"] = np.where(frame["ended"] == year, "Bubar", np.where(is_active, "Aktif", "Tidak Aktif"))
    frame["rat_held"] = is_rat
    frame["rat_date"] = [
        _meeting(year, second, draw) if held else None
        for held, second, draw in zip(is_rat, frame["secondary"], frame["meeting_day"], strict=True)
    ]
    _people(frame, is_active, state.members[rows], state.turnover[rows])
    _finances(frame, state.reports[rows], state.assets[rows], state.turnover[rows])
    _certificate(frame, year, state.certified[rows], state.lapsed[rows])
    frame["health"] = frame["health"].where(is_rat & frame["is_assessed"].to_numpy())
    return frame


def _meeting(year: int, secondary: bool, draw: float) -> date:
    """A day in the season of the book year's meeting: to the end of March, of June for a secondary cooperative."""
    first = date(year + 1, 1, 8)
    return first + timedelta(days=int(((draw * 997 + year * 0.37) % 1) * (170 if secondary else 80)))


def _people(frame: pd.DataFrame, is_active: Flags, members: Numbers, turnover: Numbers) -> None:
    """Members are people for a primary cooperative and cooperatives, without sex, for a secondary one."""
    secondary = frame["secondary"].to_numpy()
    male = np.rint(members * frame["male_share"].to_numpy())
    people = is_active & ~secondary
    bodies_joined = 4 + frame["first_members"].to_numpy().astype(int) % 12 + frame["book_year"].to_numpy() - YEARS[0]
    frame["members"] = np.where(is_active, np.where(secondary, bodies_joined, members), np.nan)
    frame["members_male"] = np.where(people, male, np.nan)
    frame["members_female"] = np.where(people, members - male, np.nan)
    has_manager = (frame["first_assets"] > 4e8).to_numpy()
    frame["managers"] = np.where(is_active, has_manager.astype(float), np.nan)
    staff = np.clip(np.rint(frame["employee_ratio"].to_numpy() * np.sqrt(turnover / 4e7)), 1, 60)
    frame["employees"] = np.where(is_active, staff, np.nan)


def _finances(frame: pd.DataFrame, reports: Flags, assets: Numbers, turnover: Numbers) -> None:
    def thousands(value: Numbers) -> Numbers:
        return np.asarray(np.where(reports, np.rint(value / 1e3) * 1e3, np.nan))

    equity = assets * frame["equity_share"].to_numpy()
    frame["equity_idr"] = thousands(equity)
    frame["outside_capital_idr"] = thousands(assets - equity)
    frame["assets_idr"] = frame["equity_idr"] + frame["outside_capital_idr"]
    frame["turnover_idr"] = thousands(turnover)
    frame["surplus_idr"] = thousands(turnover * frame["margin"].to_numpy())


def _certificate(frame: pd.DataFrame, year: int, certified: Flags, lapsed: Flags) -> None:
    """A certificate runs two years; the valid one ends after the book year, the lapsed one before its end."""
    frame["nik_status"] = np.select([certified, lapsed], [wording.CERTIFIED, wording.EXPIRED], wording.UNCERTIFIED)
    months = 1 + (frame["meeting_day"] * 11).astype(int)
    odd = (frame["first_members"].astype(int) + year) % 2
    frame["nik_valid_until"] = [
        date(year + 1 + later if valid else year, month, 15) if valid or ended else None
        for valid, ended, later, month in zip(certified, lapsed, odd, months, strict=True)
    ]
    frame["grade"] = frame["grade"].where(certified | lapsed)


def _raise_the_largest(panel: pd.DataFrame, stated: dict[str, float]) -> None:
    """Give the largest reporting savings cooperative of a region the turnover that was published for it."""
    for code, value in stated.items():
        savings = panel[(panel["region_code"] == code) & (panel["type"] == "Simpan Pinjam") & ~panel["secondary"]]
        always = savings.groupby("nik")["turnover_idr"].agg(["count", "max"])
        always = always[always["count"] == len(YEARS)]
        if always.empty:
            continue
        rows = panel.index[panel["nik"] == str(always["max"].idxmax())]
        factor = value / float(panel.loc[rows[-1], "turnover_idr"])
        for column in MONEY:
            panel.loc[rows, column] = np.rint(panel.loc[rows, column] * factor / 1e3) * 1e3
        panel.loc[rows, ["members_male", "members_female", "members", "employees"]] *= max(1, round(factor**0.5))
        panel.loc[rows, "assets_idr"] = panel.loc[rows, "equity_idr"] + panel.loc[rows, "outside_capital_idr"]


def aggregate(panel: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Sum the panel as offices recap it, by `by` (region_code, district, book_year).

    Counts are whole numbers. Money is NaN where nobody reported. Members are people: those of primary cooperatives.
    """
    status, stands = panel["status"], panel["status"] != "Bubar"
    certified = stands & (panel["nik_status"] == wording.CERTIFIED)
    flags = {
        "cooperatives_registered": stands,
        "cooperatives_active": status == "Aktif",
        "cooperatives_inactive": status == "Tidak Aktif",
        "cooperatives_new": panel["legal_date"].map(lambda day: day.year) == panel["book_year"],
        "cooperatives_dissolved": status == "Bubar",
        "cooperatives_rat": stands & panel["rat_held"],
        "cooperatives_nik": certified,
        "cooperatives_assessed": panel["health"].notna(),
        "cooperatives_healthy": panel["health"].isin(wording.HEALTHY),
        **{f"type_{kind}": stands & (panel["type"] == kind) for kind in TYPES},
    }
    work = panel[[*by, *MONEY, "managers", "employees", "members_male", "members_female"]].assign(
        members=panel["members_male"] + panel["members_female"], **flags
    )
    grouped = work.groupby(list(by), sort=True)
    money = grouped[list(MONEY)].sum(min_count=1)
    counts = grouped[[*flags, *COUNTS]].sum().round().astype("int64")
    return counts.join(money).reset_index()
