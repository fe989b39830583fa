"""In which language one reads Guyub (/bahasa): asked of everybody, kept for who is signed in."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request

from association.people.own import actions
from association.people.signin.going_on import safe
from association.rules.house.permissions import May
from association.web.gate import Pages, actor
from association.web.language import LANGUAGES, set_cookie
from association.web.page import Answer, page, posted_text

pages = Pages("own_language")
HERE = "/bahasa"


@pages.get(HERE, may=May.SEE_PUBLIC)
def languages() -> Answer:
    """Show the languages, each in its own words."""
    came = urlsplit(request.referrer or "")
    own = came.netloc == request.host
    path = f"{came.path}?{came.query}".rstrip("?")
    return page("people/own/languages.html", to=safe(path) if own else "/")


@pages.post(HERE, may=May.SEE_PUBLIC)
def choose() -> Answer:
    """Read Guyub in another language from now on, and go back to where one was."""
    code = posted_text("language")
    if code not in LANGUAGES:
        abort(400)
    account_id = actor().account_id
    if account_id is not None:
        actions.choose_language(account_id, code)
    answer = redirect(_back(safe(posted_text("to", most=2000))), 303)
    set_cookie(answer, code)
    return answer


def _back(path: str) -> str:
    """Give the page one came from; the first one where that was the answer to a form."""
    where = urlsplit(path).path
    adapter = current_app.create_url_adapter(request)
    is_page = adapter is not None and adapter.test(where, method="GET")
    return path if is_page and where != HERE else "/"
