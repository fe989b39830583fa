"""FEATURES: the product's table of contents, lowest first; a feature may lean only on those above
it in this list."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from association.web.gate import Pages

FEATURES = (
    "throttle",
    "audit",
    "accounts",
    "coverage",
    "calculator",
    "changes",
    "members",
    "messengers",
    "history",
    "imports",
    "pasting",
    "events",
    "invitations",
    "cityevents",
    "attending",
    "duplicates",
    "transfers",
    "batches",
    "bulk",
    "exports",
    "sealed",
    "cash",
    "enrolment",
    "reminders",
    "reconciliation",
    "selfcheck",
    "checkin",
    "oversight",
    "effect",
    "team",
    "handover",
    "home",
)


def set_up(app: Flask) -> None:
    """Register the pages of every feature."""
    for name in FEATURES:
        if find_spec(f"association.{name}.pages") is not None:
            pages: Pages = import_module(f"association.{name}.pages").pages
            app.register_blueprint(pages)
