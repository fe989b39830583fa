"""The WSGI application: `flask --app app ...` and every server start here."""

from association import create_app, updating

app = create_app()
updating.stop_if_unusable(app)
