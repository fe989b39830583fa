"""A case of Tono's, as its page would have opened it, and what leads a family to it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.claims.models import Claim
from association.database import write_tx
from tests.attacks.scene import csrf
from tests.infra.cast import NOW, Cast
from tests.infra.client import Reader, Seen

DIED = date(2026, 11, 20)


@contextmanager
def changing(app: Flask) -> Iterator[Session]:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        yield tx.session


def opened(session: Session, cast: Cast, **other: Any) -> Claim:
    """Open a case of Tono's in a session that reaches everything."""
    values = {
        "association_id": cast.association["sari"],
        "city_id": cast.city["Kota Surakarta"],
        "member_id": cast.member["Tono Wibowo"],
        "market_id": cast.market["sari"],
        "kind": "death",
        "day": DIED,
        "state": "opened",
        "opened_at": NOW,
        "moved_on": date(2026, 11, 21),
    }
    claim = Claim(**values | other)
    session.add(claim)
    session.flush()
    return claim


@pytest.fixture
def claim_id(app: Flask, cast: Cast) -> int:
    """Give a death of Tono's, opened yesterday."""
    with changing(app) as session:
        return opened(session, cast).id


@pytest.fixture
def changed_to(app: Flask, claim_id: int) -> Callable[..., None]:
    """Change the case past its page."""

    def change(told: dict[str, Any] | None = None, **values: Any) -> None:
        with changing(app) as session:
            claim = session.get_one(Claim, claim_id)
            for name, value in values.items():
                setattr(claim, name, value)
            claim.tell(**told or {})

    return change


def pressed(reader: Reader, claim_id: int, what: str = "") -> Seen:
    """Press a button of the family's link."""
    return reader.post(f"/klaim/{claim_id}/keluarga{what}", {"csrf_token": csrf(reader)})


def made(reader: Reader, claim_id: int) -> str:
    """Make a link; give where it leads."""
    shown = pressed(reader, claim_id).soup.select_one("#link")
    assert shown is not None
    found = re.search(r"/keluarga/[\w-]{43}$", str(shown["value"]))
    assert found is not None
    return found[0]


@pytest.fixture
def link(sari: Reader, claim_id: int) -> str:
    """Make Sari's link for the family; give where it leads."""
    return made(sari, claim_id)
