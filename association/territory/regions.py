"""The provinces, cities and kecamatan of Indonesia, and the markets that are known by name: public
texts that ship with Guyub (known/)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from association.rules.people.names import search_form

KNOWN = Path(__file__).parent / "known"


@dataclass(frozen=True, slots=True)
class Region:
    """A kabupaten or kota by its Kemendagri code, such as 33.72, with its kecamatan."""

    code: str
    name: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownMarket:
    """A market as public texts name it; an unknown kecamatan is None."""

    name: str
    aliases: tuple[str, ...]
    district: str | None


@cache
def _regions() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((KNOWN / "regions.json").read_text(encoding="utf-8"))
    return found


def provinces() -> dict[str, str]:
    """Name the provinces by code."""
    names: dict[str, str] = _regions()["provinces"]
    return names


def region(code: str) -> Region | None:
    """Give a city by its code; None for a code that is none."""
    found = _regions()["cities"].get(code)
    return Region(code, found[0], tuple(found[1])) if found else None


def regions_of(province: str) -> list[Region]:
    """List the kabupaten and kota of a province by name."""
    codes = [code for code in _regions()["cities"] if code[:2] == province]
    found = [one for one in map(region, codes) if one is not None]
    return sorted(found, key=lambda one: one.name)


def regions_called(name: str) -> list[Region]:
    """List the cities with this name, with or without the word kabupaten or kota before it."""
    wanted = search_form(name)
    return [
        Region(code, full, tuple(districts))
        for code, (full, districts) in _regions()["cities"].items()
        if wanted in (search_form(full), search_form(full).partition(" ")[2])
    ]


def known_markets(code: str) -> list[KnownMarket]:
    """List the markets of a city that are known by name; few cities have any."""
    texts = json.loads((KNOWN / "markets.json").read_text(encoding="utf-8"))
    return [
        KnownMarket(one["name"], tuple(one["aliases"]), one["district"])
        for one in texts["markets"]
        if texts["city"]["code"] == code
    ]
