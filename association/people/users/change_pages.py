"""What the office does to an account: rights, duties, closing it, a lost phone or password."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.resets import actions as resets
from association.people.resets.link_shown import link_shown
from association.people.signin.forms import PasswordForm
from association.people.signin.password import password_refused
from association.people.users import actions, changing, reads
from association.people.users.forms import FactorForm, OfficeRightsForm
from association.people.users.person_shown import PERSON, person, user_of, wrong_password
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, city_by, settings
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("user_changes")


def _change(account_id: int, action: Callable[[], None], said: str) -> Answer:
    """Change an account of the city, or show why not."""
    user_of(account_id)
    try:
        action()
    except RuleError as error:
        return refused(PERSON, **person(account_id, problem=in_words(error)))
    return moved(url_for("users.one", account_id=account_id), said)


@pages.post("/pengguna/<id:account_id>/hak", may=May.ADMINISTER)
def rights(account_id: int) -> Answer:
    """Give and take back the rights of an officer."""
    form = OfficeRightsForm.received()
    return _change(
        account_id,
        lambda: changing.set_rights(account_id, form.rights(), city_by(), once=form.once()),
        _("Hak tersimpan."),
    )


@pages.post("/pengguna/<id:account_id>/tutup", may=May.ADMINISTER)
def close(account_id: int) -> Answer:
    """Close an account at once and everywhere."""
    form = Form.received()
    return _change(
        account_id,
        lambda: changing.close(account_id, city_by(), once=form.once()),
        _("Akun ditutup. Semua HP-nya sudah dikeluarkan."),
    )


@pages.post("/pengguna/<id:account_id>/buka", may=May.ADMINISTER)
def reopen(account_id: int) -> Answer:
    """Open a closed account again."""
    form = Form.received()
    return _change(
        account_id,
        lambda: changing.reopen(account_id, city_by(), once=form.once()),
        _("Akun dibuka kembali, dengan kata sandi dan tugas yang lama."),
    )


@pages.post("/pengguna/<id:account_id>/keluarkan", may=May.ADMINISTER)
def sign_out(account_id: int) -> Answer:
    """Sign an account out everywhere."""
    form = Form.received()
    return _change(
        account_id,
        lambda: changing.sign_out(account_id, city_by(), once=form.once()),
        _("Semua HP akun ini sudah dikeluarkan."),
    )


@pages.post("/pengguna/<id:account_id>/faktor-kedua", may=May.ADMINISTER)
def remove_factor(account_id: int) -> Answer:
    """Take the second factor of a lost phone away."""
    form = FactorForm.received()
    user_of(account_id)
    refusal = password_refused(
        PERSON, lambda: person(account_id, factor_form=form), wrong=wrong_password()
    )
    if refusal is not None:
        return refusal
    return _change(
        account_id,
        lambda: changing.remove_factor(account_id, city_by(), once=form.once()),
        _("Kode masuk dihapus. Semua HP akun ini sudah dikeluarkan."),
    )


@pages.post("/pengguna/<id:account_id>/atur-ulang", may=May.ADMINISTER)
def reset(account_id: int) -> Answer:
    """Make the link that resets a password, and show it once."""
    form = PasswordForm.received()
    user_of(account_id)
    refusal = password_refused(
        PERSON, lambda: person(account_id, reset_form=form), wrong=wrong_password()
    )
    if refusal is not None:
        return refusal
    try:
        token = resets.make(account_id, city_by(), once=form.once())
    except RuleError as error:
        return refused(PERSON, **person(account_id, problem=in_words(error)))
    return link_shown(account_id, token, back=url_for("users.one", account_id=account_id))


@pages.post("/pengguna/tugas/<id:duty_id>/akhiri", may=May.ADMINISTER)
def end_duty(duty_id: int) -> Answer:
    """End a duty at once."""
    form = Form.received()
    return _change_duty(
        duty_id,
        lambda: actions.end_duty(duty_id, city_by(), once=form.once()),
        _("Tugas diakhiri. Aksesnya sudah tertutup."),
    )


@pages.post("/pengguna/tugas/<id:duty_id>/batal", may=May.ADMINISTER)
def void_duty(duty_id: int) -> Answer:
    """Take an invitation back."""
    form = Form.received()
    return _change_duty(
        duty_id,
        lambda: actions.void_duty(duty_id, city_by(), once=form.once()),
        _("Undangan dibatalkan. Tautannya tidak berlaku lagi."),
    )


def _change_duty(duty_id: int, action: Callable[[], None], said: str) -> Answer:
    """Change a duty in the city, or show why not; who has no other left is not in the list any
    more."""
    try:
        action()
    except RuleError as error:
        one, _post = reads.user_of_duty(
            db.session(), duty_id, actor().city_id, today=settings().today()
        )
        return refused(PERSON, **person(one.account_id, problem=in_words(error)))
    return moved(url_for("users.users"), said)
