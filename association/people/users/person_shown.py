"""What the page of an account shows, for all that changes it."""

from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.people.resets.reads import holding
from association.people.signin.forms import PasswordForm
from association.people.users import reads, wording
from association.people.users.changing import rights_text
from association.people.users.forms import FactorForm, OfficeRightsForm
from association.rules.house.charge import may_close, may_reset
from association.rules.house.permissions import Right, Role
from association.territory import reads as territory
from association.web.forms import Form
from association.web.gate import actor, settings

PERSON = "people/users/person.html"


def sees_offices() -> bool:
    """Tell whether the actor's list holds admins and who works for many cities."""
    return actor().role is Role.ADMIN


def user_of(account_id: int) -> reads.User:
    """Get an account of the city worked in; NoResultFound for any other."""
    return reads.user(
        db.session(),
        account_id,
        actor().city_id,
        today=settings().today(),
        with_offices=sees_offices(),
    )


def person(account_id: int, *, problem: str = "", **forms: Form) -> dict[str, Any]:
    """Gather what the page of an account shows; `forms` are those that were refused."""
    session, today = db.session(), settings().today()
    one = user_of(account_id)
    of, maker = (holding(session, number, today=today) for number in (account_id, actor_id()))
    ticks = {right.value: right in one.rights for right in (Right.EVENTS, Right.ADMINISTER)}
    return {
        "one": one,
        "city": territory.city(session, actor().city_id).name,
        "is_self": account_id == actor_id(),
        "may_reset": one.is_known and may_reset(maker, of),
        "may_close": one.is_known and may_close(maker, of),
        "states": wording.state_names(),
        "office": wording.office_name(one, actor().place) if one.role is not Role.LEADER else "",
        "post_name": wording.post_name,
        "post_ticks": wording.post_ticks,
        "ticks_of": wording.office_ticks(one),
        "hak": rights_text(one.rights),
        "rights_form": OfficeRightsForm(**ticks),
        "reset_form": PasswordForm(),
        "factor_form": FactorForm(),
        "form": Form(),
        "form_of": Form,
        "problem": problem,
        **forms,
    }


def actor_id() -> int:
    """Give the account of who sends this request."""
    return actor().account_id or 0


def wrong_password() -> str:
    """Say that nothing was done."""
    text = _("Kata sandi salah. Belum ada yang berubah. Periksa kata sandi, lalu coba lagi.")
    return str(text)
