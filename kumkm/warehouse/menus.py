"""Reads `data/reference/menu.toml`, strictly: what a menu says is what its budget year's list says, or nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from kumkm.domain.menus import Authority, Cost, Criterion, Menu, MenuList, Requirement
from kumkm.errors import InputError
from kumkm.warehouse import sql
from kumkm.warehouse.bulk import insert_rows

FILE = "menu.toml"
_YEARS = range(2010, 2101)  # a budget year outside is a slip of the pen
_TEXT, _WHOLE, _NUMBER, _YES_NO, _LIST, _TABLE = "teks", "bilangan bulat", "bilangan", "true/false", "daftar", "tabel"
_TYPES: dict[str, tuple[type, ...]] = {
    _TEXT: (str,),
    _WHOLE: (int,),
    _NUMBER: (int, float),
    _YES_NO: (bool,),
    _LIST: (list,),
    _TABLE: (dict,),
}
_OF_FILE = {"list": _LIST, "menu": _LIST}
_OF_LIST = {"year": _WHOLE, "confirmed": _YES_NO, "source": _TEXT}
_OF_MENU = {
    "id": _TEXT,
    "years": _LIST,
    "name": _TEXT,
    "aliases": _LIST,
    "funds": _LIST,
    "legal_basis": _TEXT,
    "ministry": _TEXT,
    "authority": _TEXT,
    "source": _TEXT,
    "criteria": _LIST,
}
_MAY_MENU = {"except_words": _TEXT, "unit": _TEXT, "cost": _TABLE}
_OF_COST = {"low_idr": _NUMBER, "high_idr": _NUMBER, "estimated": _YES_NO, "source": _TEXT}
_OF_CRITERION = {"criterion": _TEXT, "mandatory": _YES_NO, "source": _TEXT}
_MAY_CRITERION = {"minimum": _NUMBER}


@dataclass(frozen=True)
class Menus:
    """The lists by year and the menus in the order of the file."""

    lists: tuple[MenuList, ...]
    menus: tuple[Menu, ...]


def read(path: Path) -> Menus:
    """Read the file; raises InputError naming file, menu, what was found and what was expected."""
    content = _content(path)
    _keys(content, "berkas", _OF_FILE)
    lists = tuple(_list(item) for item in content["list"])
    menus = tuple(_menu(item) for item in content["menu"])
    _once([item.year for item in lists], "[[list]]", "tiap tahun satu kali")
    _once([(menu.id, year) for menu in menus for year in menu.years], "[[menu]]", "satu menu satu kali per tahun")
    for menu in menus:
        _expect(
            set(menu.years) <= {item.year for item in lists}, menu.id, menu.years, "tahun yang punya [[list]]", "years"
        )
    return Menus(lists, menus)


def load(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Put the menus into core.menu, core.menu_alias and core.menu_requirement, one row per budget year."""
    reference = read(path)
    lists = {item.year: item for item in reference.lists}
    each = [(menu, lists[year]) for menu in reference.menus for year in menu.years]
    insert_rows(connection, "core.menu", [_menu_row(menu, item) for menu, item in each])
    aliases = [(menu.id, item.year, alias, menu.except_words) for menu, item in each for alias in menu.aliases]
    names = ("menu_ids", "budget_years", "aliases", "except_words")
    params = {name: [row[place] for row in aliases] for place, name in enumerate(names)}
    connection.execute(sql.text("loads", "menu_alias"), params)
    insert_rows(
        connection,
        "core.menu_requirement",
        [
            [menu.id, item.year, list(Criterion).index(need.criterion), need.criterion.value, need.criterion.words,
             need.criterion.document, need.mandatory, need.minimum, need.source]
            for menu, item in each
            for need in menu.requirements
        ],
    )  # fmt: skip


def _menu_row(menu: Menu, item: MenuList) -> list[object]:
    cost = menu.cost
    return [
        menu.id, item.year, menu.name, ";".join(menu.funds), menu.legal_basis, menu.ministry, menu.authority.value,
        menu.unit, cost.low_idr if cost else None, cost.high_idr if cost else None, cost.estimated if cost else None,
        cost.source if cost else None, item.confirmed, menu.source,
    ]  # fmt: skip


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"Berkas data/reference/{FILE} tidak ditemukan. Kembalikan dari repositori.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"data/reference/{FILE} tidak terbaca sebagai TOML: {error}.") from error


def _list(item: Any) -> MenuList:
    where = f"[[list]] {item.get('year', '?')}" if isinstance(item, dict) else "[[list]]"
    _keys(item, where, _OF_LIST)
    _year(item["year"], where)
    return MenuList(item["year"], item["confirmed"], item["source"])


def _menu(item: Any) -> Menu:
    where = f"{item.get('id', 'tanpa id')}" if isinstance(item, dict) else "[[menu]]"
    _keys(item, where, _OF_MENU, _MAY_MENU)
    _expect(re.fullmatch(r"[a-z][a-z0-9_]*", item["id"]), where, item["id"], "huruf kecil, angka, garis bawah", "id")
    for year in item["years"]:
        _year(year, where)
    for key in ("years", "aliases", "funds"):
        _expect(item[key], where, "daftar kosong", "paling sedikit satu", key)
    return Menu(
        id=item["id"],
        years=tuple(item["years"]),
        name=item["name"],
        aliases=_texts(item["aliases"], where, "aliases"),
        funds=_texts(item["funds"], where, "funds"),
        legal_basis=item["legal_basis"],
        ministry=item["ministry"],
        authority=Authority(_one_of(item["authority"], [one.value for one in Authority], where, "authority")),
        source=item["source"],
        requirements=_requirements(item["criteria"], where),
        except_words=_pattern(item.get("except_words"), where),
        unit=item.get("unit"),
        cost=_cost(item["cost"], where) if "cost" in item else None,
    )


def _requirements(items: list[Any], where: str) -> tuple[Requirement, ...]:
    requirements = []
    for item in items:
        _keys(item, f"{where}, criteria", _OF_CRITERION, _MAY_CRITERION)
        name = _one_of(item["criterion"], [one.value for one in Criterion], where, "criterion")
        criterion = Criterion(name)
        fits = "minimum" not in item or criterion is Criterion.LAND
        _expect(fits, where, f"minimum pada {name}", "hanya pada luas_lahan", "minimum")
        requirements.append(Requirement(criterion, item["mandatory"], item["source"], item.get("minimum")))
    _once([need.criterion.value for need in requirements], where, "tiap syarat satu kali")
    return tuple(requirements)


def _cost(item: Any, where: str) -> Cost:
    _keys(item, f"{where}, cost", _OF_COST)
    low, high = item["low_idr"], item["high_idr"]
    _expect(0 < low <= high, where, f"{low} sampai {high}", "0 < low_idr ≤ high_idr", "cost")
    return Cost(float(low), float(high), item["estimated"], item["source"])


def _pattern(text: str | None, where: str) -> str | None:
    try:
        re.compile(text or "")
    except re.error:
        _expect(False, where, text, "pola kata yang sah", "except_words")
    return text


def _keys(item: Any, where: str, needs: Mapping[str, str], may: Mapping[str, str] | None = None) -> None:
    """Exactly the keys of the contract, each of its type; text is not empty."""
    known = {**needs, **(may or {})}
    _expect(isinstance(item, dict), where, item, "tabel")
    _expect(not set(item) - set(known), where, ", ".join(sorted(set(item) - set(known))), ", ".join(known), "kunci")
    _expect(not set(needs) - set(item), where, "tidak ada", ", ".join(sorted(set(needs) - set(item))), "kunci")
    for key, value in item.items():
        kind = known[key]
        fits = isinstance(value, _TYPES[kind]) and (kind == _YES_NO or not isinstance(value, bool))
        _expect(fits and value != "", where, repr(value), kind, key)


def _texts(values: list[Any], where: str, key: str) -> tuple[str, ...]:
    for value in values:
        _expect(isinstance(value, str) and value.strip(), where, repr(value), _TEXT, key)
    return tuple(values)


def _year(value: Any, where: str) -> None:
    _expect(type(value) is int and value in _YEARS, where, repr(value), "tahun anggaran, misalnya 2025", "tahun")


def _one_of(value: str, allowed: list[str], where: str, key: str) -> str:
    _expect(value in allowed, where, value, " / ".join(allowed), key)
    return value


def _once(values: list[Any], where: str, expected: str) -> None:
    twice = sorted({str(value) for value in values if values.count(value) > 1})
    _expect(not twice, where, ", ".join(twice), expected, "berulang")


def _expect(holds: object, where: str, found: object, expected: str, key: str = "") -> None:
    if not holds:
        part = f", {key}" if key else ""
        raise InputError(
            f"data/reference/{FILE}, {where}{part}: ditemukan {found}; yang diharapkan {expected}. "
            "Yang terbit tidak berubah; perbaiki berkas lalu bangun lagi."
        )
