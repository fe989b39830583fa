"""What this room hands to the first pages: that one alone holds the keys."""

from typing import Any

from association.access.reach import OneCity
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE, OFFICE_PAGE
from association.people.users import key_holders
from association.web.gate import settings


@LEADERS_PAGE.hand_in("asked", "people/users/few_pengurus.html")
def few_pengurus(who: Actor) -> dict[str, Any]:
    """Tell whether a paguyuban has one pengurus alone."""
    there = key_holders.of_paguyuban(db.session(), who.association_id, today=settings().today())
    return {"few": there < key_holders.ENOUGH}


@OFFICE_PAGE.hand_in("first", "people/users/few_keys.html")
def few_keys(who: Actor) -> dict[str, Any]:
    """Tell whether one account alone administers the city."""
    if not isinstance(who.reach, OneCity):
        return {"few": False}
    return {"few": key_holders.of_city(db.session(), who.city_id) < key_holders.ENOUGH}
