"""The steps of the first start: the one-time address, the city, its markets, the first officer."""

from typing import Any
from urllib.parse import urlsplit

from flask import request, session, url_for
from flask_babel import gettext as _

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.people.accounts import passwords
from association.people.accounts.confirmation import WrongPair
from association.people.setup import actions, reads
from association.people.setup.actions import Closed
from association.people.setup.forms import AdminForm, CityForm, MarketsForm, PersonForm
from association.people.setup.reads import Step
from association.people.signin import actions as signin
from association.people.signin.going_on import set_cookies
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.devices import device_name
from association.rules.people.recipients import beside_roster
from association.territory.regions import provinces
from association.web.beginning import is_loopback
from association.web.forms import Form
from association.web.gate import Pages, actor, become, settings
from association.web.language import in_indonesian
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("setup")
ADMIN, CITY = "people/setup/admin.html", "people/setup/city.html"
MARKETS, OFFICER = "people/setup/markets.html", "people/setup/officer.html"


@pages.get("/mulai/<token>", may=May.SEE_PUBLIC)
def first(token: str) -> Answer:
    """Ask for the first admin; opening the address, as a link preview does, spends nothing."""
    return _look(token) or page(ADMIN, **_asking(token, AdminForm()))


def _look(token: str) -> Answer | None:
    """Answer an address that makes no account; None for the one that does."""
    set_reach(db.session(), Visitor())
    try:
        actions.look(token, network=request.remote_addr or "", clock=settings().now)
    except Closed:
        return _closed()
    return None


def _closed() -> Answer:
    return page("people/setup/closed.html", status=404)


def _asking(token: str, form: AdminForm, problem: str = "") -> dict[str, Any]:
    ready = passwords.offer()
    return {"form": form, "token": token, "problem": problem, "ready": ready}


@pages.post("/mulai/<token>", may=May.SEE_PUBLIC)
def make_admin(token: str) -> Answer:
    """Make the first admin, sign them in, and go on."""
    form = AdminForm.received()
    if not form.validate():
        return _look(token) or refused(ADMIN, **_asking(token, form))
    try:
        _make(token, form)
    except Closed:
        return _closed()
    except RuleError as error:
        return refused(ADMIN, **_asking(token, form, in_words(error)))
    return _signed_in(form)


def _make(token: str, form: AdminForm) -> None:
    """Make the account. A form that came before gets as far as the kept answer, as long as the
    steps go on; nothing is hashed for anybody else."""
    step = reads.step(db.session())
    if step is Step.ADMIN:
        actions.look(token, network=request.remote_addr or "", clock=settings().now)
    if step is Step.DONE:
        raise Closed
    person, password = form.person(), form.password.data or ""
    passwords.check_new(password, words=[person.name, person.phone])
    hashed = passwords.hashed(password)
    actions.make_admin(token, person, hashed, now=settings().now(), once=form.once())


def _signed_in(form: AdminForm) -> Answer:
    try:
        signed = signin.sign_in(
            form.phone.value,
            form.password.data or "",
            own_phone=False,
            device="",
            network=request.remote_addr or "",
            old_token="",
            clock=settings().now,
            today=settings().today(),
            agent=device_name(request.user_agent.string),
        )
    except WrongPair:
        return _closed()
    become(signed.token)
    session.permanent = False
    answer = moved(url_for("setup.go_on"))
    set_cookies(answer, signed)
    return answer


@pages.get("/mulai", may=May.SET_UP)
def go_on() -> Answer:
    """Go to the step that comes next."""
    return _next(reads.step(db.session()))


def _next(step: Step) -> Answer:
    steps = {Step.CITY: "setup.city", Step.MARKETS: "setup.markets", Step.OFFICER: "setup.officer"}
    return moved(url_for(steps[step]) if step in steps else "/")


@pages.get("/mulai/kota", may=May.SET_UP)
def city() -> Answer:
    """Ask for the city: first its province, then its name."""
    return _early(Step.CITY, Step.MARKETS) or page(CITY, **_cities(CityForm().offer()))


def _early(*steps: Step) -> Answer | None:
    """Answer a step that is not to be taken now by the one that is."""
    step = reads.step(db.session())
    return None if step in steps else _next(step)


def _cities(form: CityForm, problem: str = "") -> dict[str, Any]:
    return {
        "form": form,
        "provinces": provinces(),
        "here": reads.first_city(db.session()),
        "problem": problem,
    }


@pages.post("/mulai/kota", may=May.SET_UP)
def choose_city() -> Answer:
    """Take the city."""
    form = CityForm.received().offer()
    chosen = form.chosen()
    if chosen is None:
        return refused(CITY, **_cities(form, _("Pilih kota atau kabupatennya dari daftar.")))
    try:
        actions.choose_city(chosen, _by(), once=form.once())
    except RuleError as error:
        return _early() or refused(CITY, **_cities(form, in_words(error)))
    return moved(url_for("setup.go_on"))


def _by() -> By:
    return By(account_id=actor().account_id, association_id=None, at=settings().now())


@pages.get("/mulai/pasar", may=May.SET_UP)
def markets() -> Answer:
    """Ask for the markets: known ones to tick, others to write."""
    return _early(Step.MARKETS, Step.OFFICER) or page(MARKETS, **_markets(MarketsForm()))


def _markets(form: MarketsForm, problem: str = "") -> dict[str, Any]:
    own = reads.first_city(db.session())
    assert own is not None
    there = reads.markets_of(db.session(), own.id)
    form.offer(own.code, there)
    if not there and not form.errors and form.known.data is None:
        form.known.data = [name for name, _label in form.known.choices]
    return {
        "form": form,
        "here": own,
        "there": there,
        "districts": form.city.districts if form.city else (),
        "problem": problem,
    }


@pages.post("/mulai/pasar", may=May.SET_UP)
def name_markets() -> Answer:
    """Add the markets."""
    early = _early(Step.MARKETS, Step.OFFICER)
    if early is not None:
        return early
    form = MarketsForm.received()
    context = _markets(form)
    if not form.validate():
        return refused(MARKETS, **context)
    try:
        actions.name_markets(form.markets(), _by(), once=form.once())
    except RuleError as error:
        return refused(MARKETS, **(context | {"problem": in_words(error)}))
    return moved(url_for("setup.go_on"))


@pages.get("/mulai/petugas", may=May.SET_UP)
def officer() -> Answer:
    """Ask for the first officer."""
    return _early(Step.OFFICER) or page(OFFICER, **_officer(PersonForm()))


def _officer(form: PersonForm, problem: str = "") -> dict[str, Any]:
    own = reads.first_city(db.session())
    there = reads.markets_of(db.session(), own.id) if own else []
    return {"form": form, "skip": Form(), "here": own, "there": there, "problem": problem}


@pages.post("/mulai/petugas", may=May.SET_UP)
def invite_officer() -> Answer:
    """Invite the first officer, and show the link once."""
    form = PersonForm.received()
    if not form.validate():
        return _early(Step.OFFICER) or refused(OFFICER, **_officer(form))
    try:
        token = actions.invite_officer(form.person(), _by(), once=form.once())
    except RuleError as error:
        return _early(Step.OFFICER) or refused(OFFICER, **_officer(form, in_words(error)))
    if not token:
        return moved("/", _("Petugas sudah diundang. Tautannya hanya tampil sekali."))
    return _link(form, token)


def _link(form: PersonForm, token: str) -> Answer:
    own = reads.first_city(db.session())
    address = f"{settings().base_url}/undangan/{token}"
    with in_indonesian():
        text = _(
            "Halo %(name)s, Anda diajak menjadi petugas %(place)s di Guyub. Buka tautan ini dan "
            "tekan tombolnya. Berlaku sekali, selama 72 jam: %(address)s",
            name=form.name.value,
            place=own.name if own else "",
            address=address,
        )
    only_here = is_loopback(urlsplit(address).hostname or "")
    said = {"address": address, "text": text, "only_here": only_here}
    person = form.person()
    return page("people/setup/link.html", person=person, to=beside_roster(person.phone), **said)


@pages.post("/mulai/selesai", may=May.SET_UP)
def finish() -> Answer:
    """End the first start without an officer."""
    form = Form.received()
    try:
        actions.finish(_by(), once=form.once())
    except RuleError:
        return _next(reads.step(db.session()))
    return moved("/", _("Guyub siap dipakai."))
