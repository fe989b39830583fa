"""Screens of the accounts of a city: the list, its file, one account."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.paging import cut_at
from association.people.finding.forms import asked_query
from association.people.users import key_holders, reads, wording
from association.people.users.person_shown import PERSON, person, sees_offices
from association.people.users.reads import AccountState, User, UserFilter
from association.rules.house.csv_rows import csv_bytes
from association.rules.house.permissions import May, Role
from association.web.formats import wib_date
from association.web.gate import Pages, actor, settings
from association.web.language import in_indonesian
from association.web.page import Answer, asked_start, page

pages = Pages("users")


@pages.get("/pengguna", may=May.ADMINISTER)
def users() -> Answer:
    """List who signs in for the city, its paguyuban and its office."""
    search = asked_query()
    asked, everybody = _asked(search.text), _everybody()
    shown = [one for one in everybody if asked.keeps(one)]
    waiting = reads.turns(db.session(), everybody, now=settings().now())
    query: dict[str, Any] = search.address | ({"tampil": asked.group} if asked.group else {})
    return page(
        "people/users/list.html",
        parts=("users",),
        found=cut_at(shown, asked_start("dari")),
        count=len(shown),
        asked=asked,
        groups=_groups(),
        waiting=len(waiting),
        few=key_holders.of_city(db.session(), actor().city_id) < key_holders.ENOUGH,
        states=wording.state_names(),
        in_lines=lambda one: wording.in_lines(one, actor().place),
        more=lambda start: url_for("users.users", **query, dari=start),
        file=url_for("users.as_csv", **query),
    )


def _asked(text: str) -> UserFilter:
    group = request.args.get("tampil", "")
    return UserFilter(text, group if group in _groups() else "")


def _groups() -> dict[str, str]:
    """Name what the list is narrowed to."""
    offices = {Role.ADMIN.value: _("Admin")} if sees_offices() else {}
    return {
        "": _("Semua"),
        Role.LEADER.value: _("Pengurus"),
        Role.OFFICER.value: _("Petugas"),
        **offices,
        AccountState.WAITS.value: _("Belum menerima"),
        AccountState.FORMER.value: _("Selesai"),
        AccountState.CLOSED.value: _("Ditutup"),
    }


def _everybody() -> list[User]:
    return reads.users(
        db.session(), actor().city_id, today=settings().today(), with_offices=sees_offices()
    )


@pages.get("/pengguna/unduh.csv", may=May.ADMINISTER)
def as_csv() -> Answer:
    """Give what the list shows as CSV, without phone numbers: nobody needs them in a file."""
    asked = _asked(asked_query().text)
    with in_indonesian():
        rows = [row for one in _everybody() if asked.keeps(one) for row in _rows(one)]
        body = csv_bytes([_headings(), *rows])
    name = f"pengguna-{settings().today().isoformat()}.csv"
    return Response(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _headings() -> list[str]:
    return [
        _("Nama"),
        _("Tugas"),
        _("Hak"),
        _("Bukan haknya"),
        _("Keadaan"),
        _("Diterima"),
        _("Terakhir masuk"),
    ]


def _rows(one: User) -> Iterator[list[str]]:
    """Give a line for each thing that somebody is."""
    accepted = {wording.post_name(post): post.accepted_on for post in one.posts}
    for name, ticks in wording.in_lines(one, actor().place):
        since = accepted[name] if name in accepted else _day(one.accepted_at)
        yield [
            one.name,
            name,
            ", ".join(text for text, has in ticks if has),
            ", ".join(text for text, has in ticks if not has),
            wording.state_names()[one.state],
            since.isoformat() if since else "",
            day.isoformat() if (day := _day(one.seen_at)) else "",
        ]


def _day(moment: datetime | None) -> date | None:
    return wib_date(moment) if moment else None


@pages.get("/pengguna/<id:account_id>", may=May.ADMINISTER)
def one(account_id: int) -> Answer:
    """Show one account: what it may, since when, and what the office can do for it."""
    return page(PERSON, **person(account_id))
