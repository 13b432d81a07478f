"""Views as they are taken away: the frames that the downloads of the pages and the workbook are both made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

INDICES: Final[Mapping[str, str]] = {
    "williamson": "Indeks Williamson",
    "theil": "Indeks Theil",
    "gini_regions": "Gini antardaerah",
}
PATHS: Final[Mapping[str, str]] = {**INDICES, "sigma": "Sebaran pendapatan (sigma)"}
FINDINGS_TITLE, FINDINGS_SOURCE = "Temuan pada kiriman data", "pemeriksaan kiriman, menurut kolom Berkas"
SCENARIO_NOTE: Final = "Skenario, bukan ramalan: hitungan dari asumsi di layar."


def inequality(analysed: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Every index in every year; `analysed` answers with the table of an analysis by its name."""
    frames = [analysed(name).assign(measure=words) for name, words in PATHS.items()]
    every = pd.concat(frames, ignore_index=True).rename(columns={"value": "inequality"})
    marked = ["simulated"] if "simulated" in every else []
    return every[["measure", "year", "inequality", "within", "between", "regions", *marked]]


def scenario(path: pd.DataFrame, region_code: str) -> pd.DataFrame:
    """The years that assumptions give (analysis `outlook`); a scenario, and called one."""
    return path.assign(region_code=region_code, status_words="skenario")


def proposals(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the read `proposals`."""
    return rows[
        ["region_code", "title", "budget_year", "office", "menu", "fund", "volume", "unit", "unit_cost_idr",
         "amount_idr", "proposed_idr", "approved_idr", "stage_words", "stage_date", "documents_complete",
         "missing_documents", "location", "findings", "published", "proposal_id", "file", "sheet", "row_number",
         "simulated"]
    ]  # fmt: skip


def steps(stages: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Every step (read `proposal_stages`) of the proposals shown."""
    mine = stages[stages["proposal_id"].isin(shown["proposal_id"])]
    columns = ["region_code", "title", "stage_words", "entered_on", "left_on", "days", "limit_days", "overdue_days",
               "actor", "document", "reason", "amount_idr", "proposal_id", "file", "sheet", "row_number",
               "simulated"]  # fmt: skip
    return mine.merge(shown[["proposal_id", "region_code", "title"]], on="proposal_id")[columns]


def equity(shares: pd.DataFrame) -> pd.DataFrame:
    """Need against what is asked for, region by region (analysis `equity`)."""
    columns = ["region_code", "need_index", "population_persons", "share_need", "given", "share_given", "ratio",
               "service", "proposals"]  # fmt: skip
    return shares[[*columns, *(["simulated"] if "simulated" in shares else [])]]


def findings(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the read `findings`, whose words are without what is told to nobody."""
    return rows[["region_code", "severity", "rule", "heading", "found", "expected", "message", "file", "sheet",
                 "row_number", "cell", "simulated"]]  # fmt: skip
