"""/pengingat: who needs a reminder, the recap for the group; the SQL behind it says the same as the
rule."""

from datetime import date

from flask import Flask

from association.cover.reminders import reads
from association.database import db
from association.roster.members import reads as members
from association.roster.members.models import Member
from association.rules.house.months import add_months
from tests.cover.reminders.conftest import begin, say
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader


def test_counts_each_cause(sari: Reader, budi: Reader) -> None:
    seen = sari.get("/pengingat")
    assert [seen.figure(cause) for cause in ("habis", "menunggak", "siap")] == [1, 1, 1]
    assert "Tidak ada yang diingatkan dua kali dalam bulan yang sama." in seen.text
    assert [budi.get("/pengingat").figure(cause) for cause in ("habis", "menunggak", "siap")] == [
        1,
        0,
        0,
    ]
    say(sari, begin(sari), "sent")
    seen = sari.get("/pengingat")
    assert seen.figure("habis") == 0
    assert "1 sudah diingatkan bulan ini" in seen.text
    assert [form["action"] for form in seen.soup.select("main form")] == [
        "/pengingat/menunggak/mulai",
        "/pengingat/siap/mulai",
    ]


def test_is_found_from_home_and_more(sari: Reader, dewi: Reader) -> None:
    for path in ("/", "/lainnya"):
        assert sari.get(path).soup.find("a", href="/pengingat") is not None
        assert dewi.get(path).soup.find("a", href="/pengingat") is None


def test_the_group_reads_numbers_and_no_names(sari: Reader) -> None:
    seen = sari.get("/pengingat/rekap")
    link = str(seen.soup.select_one("a[href^='https://wa.me/?text=']")["href"])
    for line in (
        "- 1 pedagang sudah bayar sampai",
        "- 1 pedagang menunggak",
        "- 1 pedagang bisa dikirim pendaftarannya",
    ):
        assert line in seen.text
    for name in ("Suparno", "Ngatiyem", "Budi", "Sri", "33729"):
        assert name not in link
        assert name not in seen.soup.select_one("main").get_text()


def test_sql_and_rule_agree(app: Flask, cast: Cast) -> None:
    """On days of ten months, before and after the due date: the same people, for the same cause."""
    days = [
        add_months(date(2026, 8, 1), n).replace(day=day) for n in range(10) for day in (1, 15, 28)
    ]
    with app.app_context():
        acting(cast, "sari")
        session = db.session()
        people = [member_id for (member_id,) in session.query(Member.id).order_by(Member.id)]
        met = set()
        for today in days:
            lines = reads.standings(cast.association["sari"], today)
            by_sql = dict(session.query(lines.c.id, lines.c.cause).all())
            by_rule = {one: reads.person(session, one, today=today).cause for one in people}
            assert by_sql == {one: cause for one, cause in by_rule.items() if cause}, today
            assert reads.counts(session, association_id=cast.association["sari"], today=today)
            met |= set(by_sql.values())
        assert met == {"habis", "menunggak", "siap"}
        assert members.one(session, people[0])
