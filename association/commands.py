"""The commands that every database needs: migrate, account; and how a command fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from association import schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import Settings
from association.database import db, write_tx
from association.embedded import Unusable
from association.ledger.audit import anchors
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Right, Role
from association.territory.models import Association, City
from association.trouble import CommitLost
from association.web.page import whole_number

Arguments = ParamSpec("Arguments")
NAMES = {Role.LEADER: "Pengurus", Role.OFFICER: "Petugas", Role.ADMIN: "Admin"}
commands = AppGroup()  # gives each command the application's context


def in_words(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Turn what may go wrong into one line and exit code 1."""

    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (RuleError, OSError, Unusable, CommitLost) as error:
            raise click.ClickException(str(error)) from None
        except DBAPIError as error:
            raise click.ClickException(
                f"The database says: {str(error.orig).splitlines()[0]}"
            ) from None
        finally:
            db.session.remove()

    return run


def plainly(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Run a command on a database that this version can work with; the rest as `in_words`."""

    @in_words
    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        schema.usable(db.engine, settings().database_url)
        command(*args, **kwargs)

    run.looks_first = True  # type: ignore[attr-defined]
    return run


def settings() -> Settings:
    """Give the settings of the application."""
    found: Settings = current_app.extensions["guyub"]
    return found


def ready() -> None:
    """Make the tables of a new database; refuse one that is not up to date."""
    found = schema.usable(db.engine, settings().database_url)
    if found is schema.Standing.NEW:
        bring_up_to_date()
    elif found is not schema.Standing.CURRENT:
        raise click.ClickException(
            "The database is not up to date. First run: flask --app app migrate"
        )
    anchored()  # before the first command: of a new database it is known that it is new


def anchored(why: anchors.Why = anchors.Why.COMMAND) -> str:
    """Anchor the audit log outside the database; gives the line. What stands in the way is said,
    and stops nothing that is done already."""
    try:
        return anchors.anchor(db.session(), settings().instance, why, now=settings().now())
    except (anchors.Unfit, OSError) as error:
        click.echo(f"Warning: the audit log is not anchored: {error}", err=True)
        return ""


def bring_up_to_date() -> bool:
    """Bring the database up to date, in this process's turn; returns whether it was not."""
    from association import updating

    with schema.turn(settings().database_url):
        return updating.bring_up_to_date(settings().database_url)


@contextmanager
def everywhere() -> Iterator[Session]:
    """Open a transaction with the reach of commands; the audit log is anchored behind it."""
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        yield tx.session
    anchored()


@commands.command()
@plainly
def migrate() -> None:
    """Bring the database up to date."""
    if bring_up_to_date():
        anchored()
        click.echo(f"The database is up to date now: {', '.join(sorted(schema.heads()))}.")
    else:
        click.echo("The database is up to date.")


account = AppGroup("account", help="Accounts.")


@account.command("create")
@click.option("--role", type=click.Choice([str(role) for role in NAMES]), required=True)
@click.option("--phone", required=True, metavar="08...", help="Mobile number to sign in with.")
@click.option("--name", default="", help="Name of the person.")
@click.option("--city", default="", metavar="CODE", help="The city an officer works for.")
@click.option(
    "--association",
    default="",
    metavar="NAME",
    help="Name or number of the paguyuban a leader works in.",
)
@click.option(
    "--position",
    type=click.Choice(["ketua", "sekretaris", "bendahara"]),
    default="ketua",
    show_default=True,
)
@click.option("--administers", is_flag=True, help="An officer who administers the city.")
@plainly
def create(
    role: str,
    phone: str,
    name: str,
    city: str,
    association: str,
    position: str,
    administers: bool,
) -> None:
    """Create an account and print its one-time invitation link."""
    from association.people.accounts.actions import INVITATION_LASTS
    from association.people.accounts.models import FirstStart

    ready()
    kind = Role(role)
    if (kind is Role.OFFICER) != bool(city) or (kind is Role.LEADER) != bool(association):
        raise click.UsageError(
            "An officer needs --city, a leader --association, and an admin neither."
        )
    with everywhere() as session:
        token = _invited(session, kind, phone, name, city, association, position, administers)
        if kind is not Role.ADMIN:  # there is a city to work in: nobody has to set it up
            session.execute(sa.delete(FirstStart))
    hours = INVITATION_LASTS.total_seconds() / 3600
    click.echo(f"Send this link; it works once, for {hours:.0f} hours:")
    click.echo(f"{settings().base_url}/undangan/{token}")


@account.command("remove-code")
@click.option("--phone", required=True, metavar="08...", help="The number of the account.")
@plainly
def remove_code(phone: str) -> None:
    """Take the second factor from an account whose phone is lost; ends all its sign-ins."""
    from association.access.by import By
    from association.people.accounts.reads import PHONE_PURPOSE, account_by_phone
    from association.people.accounts.second_factor import remove_second_factor
    from association.rules.people.phone import parse_phone
    from association.vault import vault

    ready()
    by = By(account_id=None, association_id=None, at=settings().now())
    with everywhere() as session:
        found = account_by_phone(session, vault.index(parse_phone(phone), PHONE_PURPOSE))
        if found is None:
            raise click.ClickException("There is no account with this number.")
        removed = remove_second_factor(session, found.id, by)
    click.echo("The second factor is removed." if removed else "The account has none.")


def _invited(
    session: Session,
    role: Role,
    phone: str,
    name: str,
    city: str,
    association: str,
    position: str,
    administers: bool,
) -> str:
    """Make the account with its duty, and give the token of its invitation."""
    from association.access.by import By
    from association.ledger.audit.actions import record
    from association.people.accounts import actions
    from association.rules.people.names import clean_name

    now = settings().now()
    made = actions.create_account(
        session,
        name=clean_name(name or NAMES[role]),
        phone=phone,
        role=role,
        now=now,
        city_id=_city_id(session, city) if city else None,
        rights=frozenset({Right.EVENTS, Right.ADMINISTER} if administers else {Right.EVENTS}),
    )
    association_id = _association_id(session, association) if association else None
    if association_id is not None:
        actions.give_duty(
            session,
            account_id=made.id,
            association_id=association_id,
            position=position,
            starts_on=settings().today(),
        )
    by = By(account_id=None, association_id=association_id, at=now)
    token = actions.invite(session, made.id, now=now)
    record(session, by, "create account", f"account:{made.id}", role=str(role))
    return token


def _city_id(session: Session, code: str) -> int:
    from association.demo import territory

    found = session.scalar(sa.select(City.id).where(City.code == code))
    if found is None and code == territory.CODE:
        city, markets = territory.add_city(session)
        click.echo(f"Added {city.name} with its {len(markets)} markets.")
        return city.id
    if found is None:
        raise click.ClickException(f"There is no city with the code {code}.")
    return found


def _association_id(session: Session, text: str) -> int:
    number = whole_number(text)
    found = session.scalars(
        sa.select(Association.id)
        .where(sa.or_(Association.name == text, Association.id == number))
        .limit(2)
    ).all()
    if len(found) != 1:
        raise click.ClickException(
            f"There is {'no' if not found else 'more than one'} paguyuban called {text}."
        )
    return found[0]
