"""Lets a list be read apart, from a request."""

from typing import Any

from association.database import db
from association.roster.lists.apart import Job, Told, apart
from association.roster.lists.sheets import Limits


def read_apart(
    job: Job, data: bytes, *, limits: Limits | None = None, weight: int = 0, **about: Any
) -> Told:
    """Do a job of reading as `apart` does, without holding a connection to the database
    meanwhile: what was read from it before is read again when it is looked at."""
    db.session().rollback()
    return apart(job, data, limits=limits, weight=weight, **about)
