"""Whose account is whose to mend: nobody reaches, by another's account, further than their own."""

from dataclasses import dataclass

from association.rules.house.permissions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What an account holds: paguyuban and cities by id.

    `works_in` and `leads` count duties from now on, also those to come; `leads_now` those of today.
    `cities` are those of these paguyuban, or the ones an office is for.
    """

    account_id: int
    role: Role
    is_open: bool = True
    works_in: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    leads_now: frozenset[int] = frozenset()
    cities: frozenset[int] = frozenset()
    is_of_many: bool = False  # an office of a province, or of the whole nation
    administers: bool = False


def may_reset(maker: Holding, of: Holding) -> bool:
    """Tell whether somebody may make the link that gives an account another password.

    Who holds that link becomes the account's holder: so all that it reaches must lie within the
    maker's own reach, and below it.
    """
    if not maker.is_open or maker.account_id == of.account_id:
        return False
    if maker.role is Role.ADMIN:
        return True
    if of.role is not Role.LEADER or not of.works_in:
        return False
    if maker.role is Role.OFFICER:
        return maker.administers and of.cities <= maker.cities
    return of.works_in <= maker.leads_now and not of.leads


def may_close(maker: Holding, of: Holding) -> bool:
    """Tell whether somebody may close an account, open it again, sign it out and change its rights:
    as `may_reset`, and an office those of its own city beside it."""
    if may_reset(maker, of):
        return True
    colleague = of.role is Role.OFFICER and not of.is_of_many and bool(of.cities)
    mine = maker.role is Role.OFFICER and maker.is_open and maker.administers
    other = maker.account_id != of.account_id
    return mine and other and colleague and of.cities <= maker.cities
