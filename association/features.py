"""FEATURES: the product's table of contents by district, lowest first.

A room may lean only on those above it in this list, layer by layer.
"""

from importlib import import_module
from pkgutil import iter_modules

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
    "people.drafts",
    "people.signin",
    "people.finding",
    "people.own",
    "people.secondfactor",
    "people.setup",
    "people.participants",
    "people.resets",
    "people.team",
    "people.users",
    "people.handover",
    # the paguyuban's own list
    "roster.history",
    "roster.members",
    "roster.filters",
    "roster.messengers",
    "roster.lists",
    "roster.imports",
    "roster.pasting",
    "roster.duplicates",
    "roster.crossing",
    "roster.transfers",
    "roster.disputes",
    "roster.bulk",
    "roster.exports",
    "roster.sealed",
    "roster.walking",
    # joining BPJS Ketenagakerjaan, and staying covered
    "cover.calculator",
    "cover.contributions",
    "cover.cash",
    "cover.enrolment",
    "cover.reminders",
    "cover.reconciliation",
    # a death, an accident: heirs, cases and their papers
    "cover.heirs",
    "cover.claims",
    "cover.papers",
    # what needs no sign-in
    "public.status",
    "public.joining",
    "public.family",
    # awareness events
    "meetings.events",
    "meetings.attendance",
    "meetings.rsvp",
    "meetings.door",
    "meetings.effect",
    # the trade office's screens
    "office.oversight",
    "office.payouts",
    "office.cityevents",
    "office.trail",
    "office.associations",
    "office.markets",
    "office.regrouping",
    "office.joins",
    "office.intake",
    # the first page of each role
    "home",
)


def set_up(app: Flask) -> None:
    """Register the pages of every room, and what it hands to rooms below (its `hooks`)."""
    for room in FEATURES:
        folder = import_module(f"association.{room}").__path__
        for file in iter_modules(folder, f"association.{room}."):
            if file.name.endswith("pages"):  # a room with many screens has bulk/batch_pages.py, too
                pages: Pages = import_module(file.name).pages
                app.register_blueprint(pages)
            elif file.name.endswith(".hooks"):
                import_module(file.name)
