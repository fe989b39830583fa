"""FEATURES: the product's table of contents by district, lowest first.

A room may lean only on those above it in this list, layer by layer.
"""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from association.web.gate import Pages

FEATURES = (
    # what happened, and how often somebody tried
    "ledger.throttle",
    "ledger.audit",
    # the ground that every other row stands on
    "territory",
    # who signs in, and whom BPJS Ketenagakerjaan knows
    "people.accounts",
    "people.signin",
    "people.participants",
    "people.team",
    "people.handover",
    # the paguyuban's own list
    "roster.changes",
    "roster.members",
    "roster.messengers",
    "roster.history",
    "roster.imports",
    "roster.pasting",
    "roster.duplicates",
    "roster.transfers",
    "roster.exports",
    "roster.sealed",
    # joining BPJS Ketenagakerjaan, and staying covered
    "cover.calculator",
    "cover.contributions",
    "cover.cash",
    "cover.enrolment",
    "cover.reminders",
    "cover.reconciliation",
    # what needs no sign-in
    "public.status",
    # awareness events
    "meetings.events",
    "meetings.rsvp",
    "meetings.attendance",
    "meetings.door",
    "meetings.effect",
    # the trade office's screens
    "office.oversight",
    "office.cityevents",
    "roster.batches",
    "roster.bulk",
    # the first page of each role
    "home",
)


def set_up(app: Flask) -> None:
    """Register the pages of every room."""
    for name in FEATURES:
        if find_spec(f"association.{name}.pages") is not None:
            pages: Pages = import_module(f"association.{name}.pages").pages
            app.register_blueprint(pages)
