"""The commands that begin a real city: setup, association create, and demo, which is loaded and
removed."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from association.access.by import By
from association.commands import anchored, commands, everywhere, plainly, ready, settings
from association.database import db
from association.ledger.audit.actions import record
from association.once import as_part
from association.people.accounts import actions as accounts
from association.people.setup import actions, reads
from association.people.setup.actions import Person
from association.people.setup.pasted import MarketLine, read_markets
from association.people.setup.reads import Step
from association.people.team.founding import Ketua, invite_ketua
from association.rules.house.permissions import Role
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.territory import actions as territory
from association.territory.models import City, Market
from association.territory.regions import Region, known_markets, region, regions_called

Links = list[tuple[str, str]]  # for whom, and the token


@dataclass(slots=True)
class Plan:
    """What is to be made: the options of `setup`, or its file under the same names."""

    city: str = ""
    known_markets: bool = False
    markets: Sequence[str] = ()
    admin: dict[str, str] = field(default_factory=dict)
    officers: Sequence[dict[str, str]] = ()
    associations: Sequence[dict[str, Any]] = ()


@commands.command()
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML or JSON: city, known_markets, markets, admin, officers, associations.",
)
@click.option("--admin-name", default="", help="Name of the first admin.")
@click.option("--admin-phone", default="", metavar="08...", help="Their mobile number.")
@click.option("--city", default="", help="Code or name: 33.05, or Kabupaten Kebumen.")
@click.option("--market", multiple=True, metavar='"NAME, KECAMATAN"', help="A market; repeat it.")
@click.option("--known-markets", is_flag=True, help="The markets of the city that Guyub knows.")
@click.option("--officer-name", default="", help="Name of the first officer.")
@click.option("--officer-phone", default="", metavar="08...", help="Their mobile number.")
@plainly
def setup(file: Path | None, city: str, market: tuple[str, ...], **options: Any) -> None:
    """Set up a new Guyub without a browser, or go on where a browser stopped; prints the one-time
    links."""
    plan = _plan(file) if file else _options(city, market, **options)
    if file and (city or market or any(options.values())):
        raise click.UsageError("Name a file, or give options.")
    ready()
    links: Links = []
    with everywhere() as session:
        _carry_out(session, plan, links)
    _print_links(links)


def _options(
    city: str,
    market: tuple[str, ...],
    *,
    known_markets: bool,
    admin_name: str,
    admin_phone: str,
    officer_name: str,
    officer_phone: str,
) -> Plan:
    officer = {"name": officer_name, "phone": officer_phone}
    admin = {"name": admin_name, "phone": admin_phone}
    return Plan(
        city=city,
        known_markets=known_markets,
        markets=market,
        admin=admin if any(admin.values()) else {},
        officers=[officer] if any(officer.values()) else [],
    )


def _plan(file: Path) -> Plan:
    """Read a file; raises ClickException for one that cannot be read or says what nobody knows."""
    try:
        text = file.read_text(encoding="utf-8")
        read = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        return Plan(**read)
    except (ValueError, TypeError) as error:
        why = str(error).replace("Plan.__init__() ", "").splitlines()[0]
        raise click.ClickException(f"{file} is no plan of a city: {why}.") from None


def _carry_out(session: Session, plan: Plan, links: Links) -> None:
    """Make what the plan names, all of it or nothing."""
    actions.hold(session)
    step, by = reads.step(session), _by()
    if step is Step.DONE:
        raise click.ClickException(
            "This Guyub is set up already: account create, association create add to it."
        )
    if (step is Step.ADMIN) != bool(plan.admin):
        raise click.ClickException(
            "The first admin is missing: --admin-name and --admin-phone."
            if step is Step.ADMIN
            else "There is an account already: leave the admin out."
        )
    if plan.admin:
        person = _person("admin", plan.admin)
        links.append((f"admin {person.name}", _add_admin(session, person, by)))
    city = _city(session, str(plan.city), by)
    _add_markets(session, city, plan, by)
    for one in plan.officers:
        person = _person("officer", one)
        links.append((f"officer {person.name}", actions.add_officer(session, person, city.id, by)))
    for one in plan.associations:
        links.append(_add_association(session, city, _named(one, "association"), by))
    actions.end(session)


def _by() -> By:
    return By(account_id=None, association_id=None, at=settings().now())


def _person(what: str, given: Any) -> Person:
    """Read a name and a phone number; raises ClickException or RuleError."""
    if not isinstance(given, dict) or set(given) != {"name", "phone"} or not all(given.values()):
        raise click.ClickException(f"The {what} needs a name and a phone, and nothing else.")
    return Person(name=clean_name(str(given["name"])), phone=parse_phone(str(given["phone"])))


def _named(given: Any, what: str) -> dict[str, Any]:
    if not isinstance(given, dict) or set(given) - {"name", "markets", "ketua"}:
        raise click.ClickException(f"An {what} has name, markets and ketua, and nothing else.")
    return given


def _add_admin(session: Session, person: Person, by: By) -> str:
    account = accounts.create_account(
        session, name=person.name, phone=person.phone, role=Role.ADMIN, now=by.at
    )
    record(session, by, "make first admin", f"account:{account.id}")
    return accounts.invite(session, account.id, now=by.at)


def _city(session: Session, text: str, by: By) -> City:
    """Make the city, or take the one that a browser has chosen."""
    there = reads.first_city(session)
    if there is not None and text in ("", there.code, there.name):
        return there
    if there is not None:
        raise click.ClickException(f"The city is {there.name} ({there.code}) already.")
    return session.get_one(City, actions.add_city(session, _region(text), by))


def _region(text: str) -> Region:
    found = region(text.strip())
    called = [found] if found else regions_called(text)
    if len(called) != 1:
        names = " or ".join(f"{one.name} ({one.code})" for one in called)
        raise click.ClickException(
            f"Which city: {names}?" if called else f"No kabupaten or kota is called {text!r}."
        )
    return called[0]


def _add_markets(session: Session, city: City, plan: Plan, by: By) -> None:
    found = region(city.code)
    lines = read_markets("\n".join(_texts(plan.markets)), found.districts if found else ())
    if plan.known_markets:
        known = known_markets(city.code)
        lines += [MarketLine(one.name, one.aliases, one.district) for one in known]
    actions.add_markets(session, city.id, lines, by)
    if not reads.markets_of(session, city.id):
        raise click.ClickException(f"{city.name} needs a market: --market, or --known-markets.")


def _texts(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else [str(one) for one in given]


association = AppGroup("association", help="Paguyuban.")


@association.command("create")
@click.option("--name", required=True, help="Name of the paguyuban.")
@click.option("--city", default="", help="Code or name; not needed where there is only one.")
@click.option("--market", multiple=True, required=True, metavar="NAME", help="Where; repeat it.")
@click.option("--ketua-name", required=True, help="Name of who leads it.")
@click.option("--ketua-phone", required=True, metavar="08...", help="Their mobile number.")
@plainly
def create_association(
    name: str, city: str, market: tuple[str, ...], ketua_name: str, ketua_phone: str
) -> None:
    """Make a paguyuban, and print the one-time link with which its ketua begins."""
    ready()
    given = {"name": name, "markets": market, "ketua": {"name": ketua_name, "phone": ketua_phone}}
    with everywhere() as session:
        link = _add_association(session, _known_city(session, city), given, _by())
    _print_links([link])


def _known_city(session: Session, text: str) -> City:
    cities = session.scalars(sa.select(City).order_by(City.name)).all()
    found = [one for one in cities if text in (one.code, one.name) or not text]
    if len(found) != 1:
        there = ", ".join(f"{one.name} ({one.code})" for one in cities) or "none"
        raise click.ClickException(f"Which city? --city names one of these: {there}.")
    return found[0]


def _add_association(
    session: Session, city: City, given: dict[str, Any], by: By
) -> tuple[str, str]:
    """Make a paguyuban with its ketua; gives for whom the link is, and its token."""
    name = clean_name(str(given.get("name", "")))
    ketua = _person(f"ketua of {name}", given.get("ketua"))
    ids = [_market_id(session, city, one) for one in _texts(given.get("markets", ()))]
    if not ids:
        raise click.ClickException(f"{name} works in no market: name one at least.")
    values = territory.AssociationValues(name=name)
    make = as_part(territory.make_association)
    association_id = make(session, city.id, values, ids, by, once=None)
    leads = Ketua(name=ketua.name, phone=ketua.phone)
    duty = invite_ketua(session, association_id, leads, by)
    token = accounts.invite(session, duty.account_id, now=by.at, duty_id=duty.id)
    return f"ketua {ketua.name} of {name}", token


def _market_id(session: Session, city: City, name: str) -> int:
    wanted = name.strip().lower()
    for one in session.scalars(sa.select(Market).where(Market.city_id == city.id)):
        if wanted in (one.name.lower(), *(other.lower() for other in one.aliases)):
            return one.id
    raise click.ClickException(f"{city.name} has no market called {name!r}.")


def _print_links(links: Links) -> None:
    hours = accounts.INVITATION_LASTS.total_seconds() / 3600
    click.echo(f"Send each link to its own person; it works once, for {hours:.0f} hours:")
    for whom, token in links:
        click.echo(f"{whom}: {settings().base_url}/undangan/{token}")


@commands.command()
@click.option("--remove", is_flag=True, help="Empty the database of the demo city.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@plainly
def demo(remove: bool, yes: bool) -> None:
    """Load the demo city into an empty database, or --remove it, for a real city."""
    if remove:
        _remove_demo(sure=yes)
        return
    from association import demo as city

    ready()
    try:
        city.load(progress=True)
    except city.HoldsOtherData as error:
        raise click.ClickException(f"Nothing was loaded: {error}.") from None
    anchored()
    click.echo("The demo city is loaded.")


def _remove_demo(*, sure: bool) -> None:
    from association import demonstration

    tried = demonstration.tried(db.session())
    if not sure:
        also = f", and {tried} changes that people made in it" if tried else ""
        click.confirm(f"Everything in this database goes{also}. Go on?", abort=True)
    new_keys = demonstration.empty(settings())
    keys = "its keys are new" if new_keys else "the keys of the environment stay"
    click.echo(f"The demonstration is gone: the database is empty, {keys}.")
    click.echo("script/server prints the address that sets up a real city.")
