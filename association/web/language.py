"""In which language a request is answered: Indonesian unless its reader chose another; and what
leaves the site for others, which stays Indonesian."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale, gettext
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response as AnyResponse

from association.web.named import CALENDAR, KEPT

OURS = "id"
LANGUAGES = {OURS: "Bahasa Indonesia", "en": "English"}  # as each calls itself
COOKIE = "guyub_lang"
YEAR = 365 * 86400
# "{n: member|members}" of a translation: the first for one, the second for any other number.
PLURAL = re.compile(r"\{(\w+): ([^{}|]*)\|([^{}|]*)\}")
# What dates.py, money.py and formats.py write. "Mei" alone may be a name: a number stands beside.
DATED = "|".join(sorted(CALENDAR, key=len, reverse=True))
WRITTEN = re.compile(
    rf"(?<=\d )(?P<after>{DATED})\b|\b(?P<before>{DATED})(?=,? \d)"
    r"|\b(?P<hour>\d\d)\.(?P<minute>\d\d)(?= WIB)|(?<=Rp)(?P<money>\d+(?:\.\d{3})+)\b"
)
GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+")
COUPLED = re.compile(rf"({'|'.join(KEPT)})( .*)?", re.IGNORECASE)


def language() -> str:
    """Give the code of the language that is written now: "id" or "en"."""
    return str(get_locale() or OURS)


@contextmanager
def in_indonesian() -> Iterator[None]:
    """Write Indonesian, whoever presses: what a member or another reader gets, and what is read
    back. Also a decorator."""
    if not has_request_context():
        yield
        return
    with force_locale(OURS):
        yield


def for_others(caller: Callable[[], str]) -> str:
    """Write a part of a template in Indonesian: `{% call for_others() %}`."""
    with in_indonesian():
        return caller()


def shown(text: str) -> str:
    """Write dates, times and numbers that were written for Indonesians as this reader's."""
    return text if language() == OURS else _rewritten(text)


def shown_later(text: str) -> LazyString:
    """Write a text so once it is shown: a choice of a form is made before anybody asks."""
    return LazyString(shown, text)


def _rewritten(text: str) -> str:
    if GROUPED.fullmatch(text):
        return text.replace(".", ",")
    if named := COUPLED.fullmatch(text):
        word = str(gettext(named[1].lower()))
        return (word if named[1].islower() else word.capitalize()) + (named[2] or "")
    return WRITTEN.sub(_part, text)


def _part(hit: re.Match[str]) -> str:
    if hit["hour"]:
        return f"{hit['hour']}:{hit['minute']}"
    return hit["money"].replace(".", ",") if hit["money"] else str(gettext(hit[0]))


def filled(text: str, values: Mapping[str, Any]) -> str:
    """Put values into a sentence of this reader's language, with the plural of each number."""
    if language() == OURS:
        return text % values
    if "{" in text:
        text = PLURAL.sub(lambda hit: hit[2 if str(values.get(hit[1])) == "1" else 3], text)
    return text % {name: _one(value) for name, value in values.items()}


def _one(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = _rewritten(str(value))
    return Markup(written) if isinstance(value, Markup) else written  # noqa: S704 - it was Markup


class _Sentences(Domain):  # type: ignore[misc]
    """The catalogues: fills a sentence with values as its language writes them."""

    def gettext(self, string: str, **variables: Any) -> str:
        """Give a sentence in the reader's language."""
        text = str(self.get_translations().ugettext(string))
        return filled(text, variables) if variables else text


class _Languages(Babel):  # type: ignore[misc]
    @cached_property
    def domain_instance(self) -> _Sentences:
        """Give the catalogues."""
        return _Sentences()


def set_up(app: Flask) -> None:
    """Let each request be answered in its reader's language."""
    babel = _Languages(app, locale_selector=_chosen)
    said = _for_templates(babel)
    app.jinja_env.globals.update(
        {"_": said, "gettext": said, "language": language, "languages": LANGUAGES},
        for_others=for_others,
    )

    @app.after_request
    def remember(response: Response) -> Response:
        """What an account chose holds on each phone, also where nobody is asked who it is."""
        own = _of_account()
        if own and own != request.cookies.get(COOKIE):
            set_cookie(response, own)
        response.vary.add("Cookie")
        return response


def set_cookie(response: AnyResponse, code: str) -> None:
    """Remember a language on this phone; it holds nothing else."""
    secure = request.is_secure
    response.set_cookie(COOKIE, code, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")


def _chosen() -> str:
    """Give what the reader chose; what their browser prefers is mostly what its maker set."""
    if not has_request_context():
        return OURS
    chosen = _of_account() or request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else OURS


def _of_account() -> str:
    """Give what who signed in chose, where it is known by now who that is."""
    return str(getattr(g.get("_login_user"), "language", ""))


def _for_templates(babel: _Languages) -> Callable[..., str]:
    """Make `_` of the templates: jinja2's own takes three calls to come here."""
    domain = babel.domain_instance

    @pass_eval_context
    def said(context: EvalContext, sentence: str, /, **values: Any) -> str:
        text = domain.get_translations().ugettext(sentence)
        return filled(Markup(text) if context.autoescape else text, values)  # noqa: S704

    return said
