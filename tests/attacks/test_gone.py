"""Who is on no roster any more changes no page: no name, no number, but where it is told that they
left."""

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts import passwords
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.values import MemberValues, StallValues
from association.rules.people.leaving import Leaving
from association.rules.people.stalls import StallKind
from tests.attacks.scene import Scene, owned, rules
from tests.infra.cast import MERGED, TODAY, Cast, acting
from tests.infra.client import Reader

LEFT = "Karyo Pamit"
TELLING = {"/anggota/keluar", "/riwayat"}  # the log tells all that was done
ASKED = ("?q=karyo", "?q=7171", "?q=081226007171", "?q=wagiyem+lama")


def gone(app: Flask, cast: Cast) -> None:
    """Let one leave Sari's roster the day before, and merge another row into Tono's."""
    with app.app_context():
        for nik, reason, kept in (
            ("3372990101700071", Leaving.STOPPED, None),
            (None, Leaving.MERGED, cast.member["Tono Wibowo"]),
        ):
            by = acting(cast, "sari")
            stall = StallValues(cast.market["sari"], StallKind.LOS, "B", "1")
            who = MemberValues(name=LEFT, nik=nik, phone="+6281226007171", stalls=(stall,))
            one = members.enrol(who, by, city_id=cast.city["Kota Surakarta"], once=None)
            with write_tx() as tx:
                row = tx.session.get_one(Member, one)
                row.left_on, row.left_reason = TODAY.replace(day=TODAY.day - 1), reason.value
                row.merged_into_id = kept


def pages(app: Flask, scene: Scene, reader: Reader, asked: tuple[str, ...]) -> dict[str, str]:
    """Give the words and numbers of every page."""
    found = {}
    for rule in rules(app, "GET"):
        if rule.rule in TELLING or "." in rule.rule:
            continue
        seen = reader.get(scene.address(rule))
        found[rule.rule] = seen.text
        for query in asked if seen.soup.select("input[name=q]") else ():
            found[rule.rule + query] = reader.get(scene.address(rule) + query).text
    return found


def test_who_left_or_was_merged_changes_no_page(
    app: Flask, sari: Reader, dewi: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "offer", lambda: "empat kata yang sama")
    scene = owned(sari, cast)
    readers = ((sari, ASKED), (dewi, ()))
    before = [pages(app, scene, *one) for one in readers]
    assert len(before[0]) > 80
    gone(app, cast)
    now = [pages(app, scene, *one) for one in readers]
    wrong = [
        (path, [word for word in after[path].split() if word not in text.split()][:9])
        for text_of, after in zip(before, now, strict=True)
        for path, text in text_of.items()
        if after[path] != text
    ]
    assert not wrong, "\n".join(map(str, wrong))
    assert not [path for path, text in before[0].items() if MERGED in text]
