"""Accounts, their states and their rights in words."""

from collections.abc import Iterator

from flask_babel import gettext as _

from association.people.team.wording import position_names
from association.people.users.reads import AccountState, Post, User
from association.rules.house.permissions import Position, Right, Role

Tick = tuple[str, bool]  # what may be done, and whether it may


def state_names() -> dict[AccountState, str]:
    """Name the states as chips do."""
    return {
        AccountState.WAITS: _("Belum menerima"),
        AccountState.OPEN: _("Aktif"),
        AccountState.FORMER: _("Selesai"),
        AccountState.CLOSED: _("Ditutup"),
    }


def office_name(one: User, city: str) -> str:
    """Say what an account is: of a leader the first duty, of an office what it is for."""
    if one.role is Role.ADMIN:
        return str(_("Admin"))
    if one.city_id is not None:
        return str(_("Petugas %(city)s", city=city))
    if one.region:
        return str(_("Petugas provinsi %(code)s", code=one.region))
    return str(_("Petugas nasional"))


def post_name(post: Post) -> str:
    """Say what somebody is in a paguyuban."""
    return f"{position_names()[Position(post.position)]} {post.place}"


def office_ticks(one: User) -> list[Tick]:
    """Give what an officer may, and may not; nothing for others."""
    if one.role is not Role.OFFICER:
        return []
    return [
        (_("melihat angka kota"), True),
        (_("mengadakan kegiatan"), Right.EVENTS in one.rights),
        (_("mengelola paguyuban dan akun"), Right.ADMINISTER in one.rights),
    ]


def post_ticks(post: Post) -> list[Tick]:
    """Give what a duty allows, and what not."""
    return [
        (_("mengubah daftar"), Right.EDIT in post.rights),
        (_("mencatat iuran"), Right.MONEY in post.rights),
        (_("melihat NIK"), Right.NIK in post.rights),
    ]


def in_lines(one: User, city: str) -> Iterator[tuple[str, list[Tick]]]:
    """Give each thing that somebody is, with what it allows."""
    if one.role is not Role.LEADER:
        yield office_name(one, city), office_ticks(one)
    for post in one.posts:
        if not post.is_over:
            yield post_name(post), post_ticks(post)
