"""Guyub: paguyuban leaders keep member lists, enrolment and awareness events; the trade office sees
participation."""

from flask import Flask

from association.config import ROOT, Settings, from_environment, keep_private


def create_app(settings: Settings | None = None) -> Flask:
    """Wire settings, vault, database, web and features into an application."""
    from association import cli, database, features
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
    vault.unlock(settings.data_key)
    database.set_up(app)
    setup.set_up(app, settings)
    features.set_up(app)
    cli.set_up(app)
    return app
