"""Who is on no roster any more stands on no page but those that tell of it."""

import pytest
from flask import Flask

from tests.attacks.scene import owned, rules
from tests.infra.cast import MERGED, Cast
from tests.infra.client import Reader

LEFT = "Karyo Pamit"
# Pages about those who left, what was done to them, and what they did while they were there.
TELLING = {
    "/anggota/keluar": {LEFT},
    "/anggota/perubahan/<id:batch_id>": {LEFT, MERGED},
}


@pytest.fixture
def gone(sari: Reader) -> int:
    """Somebody of Sari's roster who left yesterday; gives the id."""
    born = "1 Januari 1970"
    saved = sari.fill(
        "/anggota/baru", name=LEFT, nik="3372990101700071", birth_date=born, phone="081226007171"
    )
    where = saved.location
    sari.fill(f"{where}/keluar", left_reason="stopped", left_on="21 November 2026")
    return int(where.rpartition("/")[2])


def test_who_left_or_was_merged_stands_on_no_page(
    app: Flask, sari: Reader, cast: Cast, gone: int
) -> None:
    scene, wrong, seen = owned(sari, cast), [], 0
    for rule in rules(app, "GET"):
        for query in ("", "?q=wagiyem+lama", "?q=karyo", "?q=7171"):
            answer = sari.client.get(scene.address(rule) + query)
            text = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
            seen += "Wagiyem" in text
            shown = {name for name in (LEFT, MERGED) if name in text}
            if shown - TELLING.get(rule.rule, set()):
                wrong.append((rule.rule, query, shown))
    assert not wrong, "\n".join(map(str, wrong))
    assert seen > 10
