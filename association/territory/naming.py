"""Names of markets, paguyuban and kecamatan as a city has them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.territory.models import Association, Market


class NameTaken(RuleError):
    """Another market, or paguyuban, of the city goes by this name."""


def known_district(session: Session, city_id: int, typed: str | None) -> str | None:
    """Write a kecamatan as the city's markets do already, however it was typed."""
    if typed is None:
        return None
    known = sa.select(Market.district).where(Market.city_id == city_id).distinct()
    spelt = {search_form(one): one for one in session.scalars(known) if one}
    return spelt.get(search_form(typed), typed)


def refuse_twin(
    session: Session,
    model: type[Market | Association],
    city_id: int,
    name: str,
    *,
    but: Market | Association | None = None,
) -> None:
    """Raise NameTaken when another row of the city has this name, or goes by it, however it is
    written; `but` may keep its own."""
    if but is not None and but.name == name:
        return
    wanted = search_form(name)
    others = sa.select(model.id, model.name, model.aliases, model.closed_on)
    others = others.where(model.city_id == city_id, model.id != (but.id if but else 0))
    for other in session.execute(others):
        if wanted in map(search_form, (other.name, *other.aliases)):
            raise _taken(other.name, wanted, closed=other.closed_on is not None)


def _taken(name: str, wanted: str, *, closed: bool) -> NameTaken:
    if closed:
        return NameTaken("Nama ini milik %(name)s yang sudah ditutup. Buka yang itu.", name=name)
    if wanted != search_form(name):
        return NameTaken("Nama ini sudah dipakai, sebagai nama lain dari %(name)s.", name=name)
    return NameTaken("Nama ini sudah dipakai. Pilih nama lain.")
