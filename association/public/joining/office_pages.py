"""The office's list of requests to join: accept with one tap, or decline with a reason."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from association.database import db
from association.people.team import reads as team
from association.public.joining import actions, reads
from association.public.joining.forms import AcceptForm, DeclineForm
from association.public.joining.models import JoinRequest
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory import reads as territory
from association.territory.models import Market
from association.web.gate import Pages, actor, city_by, new_key, settings
from association.web.language import in_indonesian
from association.web.page import Answer, asked_id, moved, page, refused
from association.web.words import in_words

pages = Pages("requests")
LIST, LINK = "public/joining/requests.html", "public/joining/link.html"
BASE = "/paguyuban/permintaan"


@pages.get(BASE, may=May.ADMINISTER)
def requests() -> Answer:
    """List the requests that wait, and how many came in crowds."""
    return page(LIST, parts=("request_rows",), **_listed())


@pages.get(f"{BASE}/kerumunan/<network>", may=May.ADMINISTER)
def crowd(network: str) -> Answer:
    """List what waits from one network."""
    return page(LIST, parts=("request_rows",), **_listed(_network(network)))


def _network(text: str) -> bytes:
    """Read the digest of a network from an address; 404 for anything else."""
    if len(text) != 32 or not all(c in "0123456789abcdef" for c in text):
        abort(404)
    return bytes.fromhex(text)


def _listed(
    crowd: bytes | None = None, *, problem: str = "", at: int = 0, **forms: Any
) -> dict[str, Any]:
    session, markets = db.session(), _markets()
    found = reads.to_answer(session, actor().city_id, markets, crowd=crowd, after=asked_id("after"))
    return {
        "requests": found.rows,
        "more": found.after,
        "crowd": crowd.hex() if crowd else "",
        "at_once": min(reads.count_of(session, crowd), actions.AT_ONCE) if crowd else 0,
        "crowds": [] if crowd else reads.crowds(session),
        "answered": [] if crowd else reads.answered(session),
        "markets": markets,
        "decline_form": DeclineForm(),
        "keys": {one.id: (new_key(), new_key()) for one in found.rows},
        "problem": problem,
        "at": at if at in {one.id for one in found.rows} else 0,  # else it is said above the list
        "today": settings().today(),
    } | forms


def _markets() -> list[Market]:
    return territory.markets(db.session(), actor().city_id, on=settings().today())


@pages.post(f"{BASE}/<id:request_id>/terima", may=May.ADMINISTER)
def accept(request_id: int) -> Answer:
    """Make the paguyuban, and show the link of its ketua once."""
    form = AcceptForm.received()
    form.market.choices = [(0, ""), *((one.id, one.name) for one in _markets())]
    if not form.validate():
        problem = _("Pilih pasarnya sekali lagi.")
        return refused(LIST, **_listed(problem=problem, at=request_id))
    try:
        association_id, token = actions.accept(
            request_id, form.market.data or None, city_by(), once=form.once()
        )
    except RuleError as error:
        return refused(LIST, **_listed(problem=in_words(error), at=request_id))
    if not token:
        said = _("Permintaan ini sudah diterima. Tautannya tampil sekali saja.")
        return moved(url_for("requests.requests"), said)
    return _link(request_id, association_id, token)


def _link(request_id: int, association_id: int, token: str) -> Answer:
    session, today = db.session(), settings().today()
    asked = session.get_one(JoinRequest, request_id)
    [line] = team.team(session, association_id=association_id, today=today)
    address = f"{settings().base_url}/undangan/{token}"
    with in_indonesian():
        text = _(
            "Halo %(name)s, %(place)s sudah diterima di Guyub. Buka tautan ini dan tekan tombolnya "
            "untuk mulai sebagai ketua. Berlaku sekali, selama 72 jam: %(address)s",
            name=line.name,
            place=asked.name,
            address=address,
        )
    to = team.to(session, line.duty_id, association_id=association_id)
    return page(LINK, line=line, asked=asked, address=address, text=text, to=to)


@pages.post(f"{BASE}/<id:request_id>/tolak", may=May.ADMINISTER)
def decline(request_id: int) -> Answer:
    """Decline one request."""
    form = DeclineForm.received()
    if not form.validate():
        return refused(LIST, **_listed(at=request_id, decline_form=form))
    try:
        actions.decline(request_id, form.reason.data, city_by(), once=form.once())
    except RuleError as error:
        return refused(LIST, **_listed(problem=in_words(error), at=request_id))
    said = _("Ditolak. Alasannya terbaca di halaman rujukan.")
    return moved(url_for("requests.requests"), said)


@pages.post(f"{BASE}/kerumunan/<network>/tolak", may=May.ADMINISTER)
def decline_crowd(network: str) -> Answer:
    """Decline all that wait from one network."""
    form, crowd = DeclineForm.received(), _network(network)
    if not form.validate():
        return refused(LIST, **_listed(crowd, decline_form=form))
    declined = actions.decline_crowd(crowd, form.reason.data, city_by(), once=form.once())
    said = _("%(n)s permintaan ditolak.", n=declined)
    return moved(url_for("requests.requests"), said)
