"""The commands that help out an account: a reset link, closing it, opening it again."""

import click
from sqlalchemy.orm import Session

from association.access.by import By
from association.commands import account, everywhere, plainly, ready, settings
from association.people.accounts.models import Account

__all__ = ["account"]
PHONE = click.option("--phone", required=True, metavar="08...", help="Its mobile number.")


@account.command("reset-link")
@PHONE
@plainly
def reset_link(phone: str) -> None:
    """Print a one-time link that sets a new password: for the last admin."""
    from association.people.resets.actions import RESET_LASTS, reset_token

    ready()
    with everywhere() as session:
        token = reset_token(session, _account_of(session, phone).id, _by())
    hours = RESET_LASTS.total_seconds() / 3600
    click.echo(f"Send this link; it works once, for {hours:.0f} hours:")
    click.echo(f"{settings().base_url}/atur-ulang/{token}")


@account.command()
@PHONE
@plainly
def close(phone: str) -> None:
    """Close an account at once and everywhere; the last admin stays."""
    from association.people.users.changing import check_not_last_admin, close_account

    ready()
    with everywhere() as session:
        found = _account_of(session, phone)
        check_not_last_admin(session, found)
        close_account(session, found.id, _by())
    click.echo("The account is closed.")


@account.command()
@PHONE
@plainly
def reopen(phone: str) -> None:
    """Open a closed account again, with its password and its duties."""
    from association.people.users.changing import reopen_account

    ready()
    with everywhere() as session:
        reopen_account(session, _account_of(session, phone), _by())
    click.echo("The account is open.")


def _by() -> By:
    return By(account_id=None, association_id=None, at=settings().now())


def _account_of(session: Session, phone: str) -> Account:
    from association.people.accounts.reads import PHONE_PURPOSE, account_by_phone
    from association.rules.people.phone import parse_phone
    from association.vault import vault

    found = account_by_phone(session, vault.index(parse_phone(phone), PHONE_PURPOSE))
    if found is None:
        raise click.ClickException("There is no account with this number.")
    return found
