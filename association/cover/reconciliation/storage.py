"""Rows of a list to and from text, to be sealed."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from association.rules.law.reconciling import Standing, Theirs


def written(rows: Sequence[Theirs]) -> str:
    """Write rows as JSON, to be sealed."""
    return json.dumps([asdict(row) for row in rows], default=str, separators=(",", ":"))


def read(text: str) -> tuple[Theirs, ...]:
    """Read what `written` wrote."""
    return tuple(
        Theirs(
            **one
            | {
                name: date.fromisoformat(one[name])
                for name in ("birth_date", "paid_until", "since")
                if one[name]
            }
            | {"standing": Standing(one["standing"]) if one["standing"] else None}
        )
        for one in json.loads(text)
    )
