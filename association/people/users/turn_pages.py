"""Sending the links of invitations one after another (/pengguna/kirim)."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.accounts.models import Account
from association.people.accounts.reads import phone_of
from association.people.users import actions, reads, wording
from association.people.users.person_shown import PERSON, person, sees_offices, user_of
from association.people.users.reads import Post, Turn, User
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May, Role
from association.rules.people.recipients import beside_roster
from association.web.forms import Form
from association.web.gate import Pages, actor, city_by, settings
from association.web.language import in_indonesian
from association.web.page import Answer, asked_id, asked_start, moved, page, refused
from association.web.words import in_words

pages = Pages("user_turns")


def _turns() -> list[Turn]:
    """List whose link must be sent."""
    session, today = db.session(), settings().today()
    everybody = reads.users(session, actor().city_id, today=today, with_offices=sees_offices())
    return reads.turns(session, everybody, now=settings().now())


@pages.get("/pengguna/kirim", may=May.ADMINISTER)
def turn() -> Answer:
    """Show whose link is to be sent next: who was invited just now (`siapa`) before the others."""
    first, start, waiting = asked_id("siapa"), asked_start("dari"), _turns()
    waiting.sort(key=lambda one: one.user.account_id != first)
    current = waiting[start] if start < len(waiting) else None
    return page(
        "people/users/turn.html",
        turn=current,
        what=_what(current.user, current.post) if current else "",
        left=len(waiting) - start,
        next=url_for("user_turns.turn", dari=start + 1) if start + 1 < len(waiting) else "",
        passed=start,
        form=Form(),
    )


def _what(one: User, post: Post | None) -> str:
    """Say what somebody is invited to."""
    if post is not None:
        return wording.post_name(post)
    if one.role is not Role.LEADER:
        return wording.office_name(one, actor().place)
    return ", ".join(wording.post_name(post) for post in one.posts if not post.is_over)


@pages.post("/pengguna/<id:account_id>/tautan", may=May.ADMINISTER)
def send_to_account(account_id: int) -> Answer:
    """Make the link of an account that has no password yet, and show it once."""
    one = user_of(account_id)
    try:
        token = actions.send_to_account(account_id, city_by(), once=Form.received().once())
    except RuleError as error:
        return refused(PERSON, **person(account_id, problem=in_words(error)))
    return _link(one, None, token)


@pages.post("/pengguna/tugas/<id:duty_id>/tautan", may=May.ADMINISTER)
def send_to_duty(duty_id: int) -> Answer:
    """Make the link to a duty, and show it once."""
    one, post = reads.user_of_duty(db.session(), duty_id, actor().city_id, today=settings().today())
    try:
        token = actions.send_to_duty(duty_id, city_by(), once=Form.received().once())
    except RuleError as error:
        return refused(PERSON, **person(one.account_id, problem=in_words(error)))
    return _link(one, post, token)


def _link(one: User, post: Post | None, token: str) -> Answer:
    """Show the link, and the way to who comes next."""
    back = url_for("users.one", account_id=one.account_id)
    if not token:
        said = _("Tautannya sudah dibuat dan hanya tampil sekali. Buat yang baru bila perlu.")
        return moved(back, said)
    address = f"{settings().base_url}/undangan/{token}"
    with in_indonesian():
        text = _(
            "Halo %(name)s, Anda diundang ke Guyub sebagai %(what)s. Buka tautan ini dan tekan "
            "tombolnya. Berlaku sekali, selama 72 jam: %(address)s",
            name=one.name,
            what=_what(one, post),
            address=address,
        )
    left = len(_turns())
    return page(
        "people/team/link.html",
        name=one.name,
        address=address,
        text=text,
        to=beside_roster(phone_of(db.session().get_one(Account, one.account_id))),
        back=back,
        onward=url_for("user_turns.turn") if left else url_for("users.users"),
        to_text=_("Berikutnya (%(n)s lagi)", n=left) if left else _("Selesai"),
    )
