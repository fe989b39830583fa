"""Cases as their leaders open them, with heirs, for the tests of papers, photos and letters."""

import copy
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from association.cover.claims.models import Claim
from association.database import write_tx
from association.roster.members.models import Member
from association.rules.law.claims import ClaimKind, ClaimState
from tests.infra.cast import NOW, TODAY, Cast, acting

HEIRS = "Istri: Sri Mulyani; Anak: Andi Wibowo (lahir 2003); Tetangga kios: Suparno"
Case = Callable[..., int]


@pytest.fixture
def stage(sqlite_stage: tuple[Path, Cast], tmp_path: Path) -> tuple[str, Cast]:
    """Give the stage on SQLite alone: nothing here differs between the engines."""
    shutil.copy(sqlite_stage[0], tmp_path / "guyub.db")
    return f"sqlite:///{tmp_path / 'guyub.db'}", copy.deepcopy(sqlite_stage[1])


@pytest.fixture
def case(app: Flask, cast: Cast) -> Case:
    """Open a case of Sari's member; gives its id."""

    def opened(
        kind: ClaimKind = ClaimKind.DEATH,
        *,
        heirs: str = HEIRS,
        name: str = "Tono Wibowo",
        **other: Any,
    ) -> int:
        with app.app_context():
            acting(cast, "sari")
            with write_tx() as tx:
                member = tx.session.get_one(Member, cast.member[name])
                member.seal("heirs", heirs)
                usual: dict[str, Any] = {
                    "day": date(2026, 11, 20), "state": ClaimState.OPENED.value,
                    "opened_at": NOW, "moved_on": TODAY,
                }  # fmt: skip
                told = other.pop("told", {})
                claim = Claim(
                    association_id=member.association_id, city_id=member.city_id,
                    member_id=member.id, kind=kind.value, **(usual | other),
                )  # fmt: skip
                tx.session.add(claim)
                tx.session.flush()
                claim.tell(**told)
                return claim.id

    return opened


@pytest.fixture
def change(app: Flask, cast: Cast) -> Callable[..., None]:
    """Change a case as an action of `claims` does."""

    def changed(claim_id: int, **values: str | date | datetime | None) -> None:
        with app.app_context():
            acting(cast, "sari")
            with write_tx() as tx:
                claim = tx.session.get_one(Claim, claim_id)
                for name, value in values.items():
                    setattr(claim, name, value)

    return changed
