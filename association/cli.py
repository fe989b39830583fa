"""Commands: `flask --app app demo | generate | account | backup | restore | audit`; each fails with one clear line."""

from flask import Flask


def set_up(app: Flask) -> None:
    """Register the commands; Flask-Migrate is loaded here only, when a command runs."""
