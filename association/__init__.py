"""Guyub: paguyuban leaders keep member lists, enrolment and awareness events; the trade office sees
participation."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who reads a list in a child needs neither
    from flask import Flask

    from association.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Wire settings, vault, database, web and features into an application."""
    from flask import Flask

    from association import cli, database, features
    from association.config import ROOT, from_environment, keep_private
    from association.people.participants.wording import WORDS
    from association.vault import vault
    from association.web import setup

    if settings is None:
        settings = from_environment()
        keep_private(settings)
    app = Flask(
        "guyub", root_path=str(ROOT), instance_path=str(settings.instance), static_folder=None
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(settings.database_url)
    app.jinja_env.globals["states"] = WORDS
    vault.unlock(settings.data_key)
    database.set_up(app)
    setup.set_up(app, settings)
    features.set_up(app)
    cli.set_up(app)
    return app
