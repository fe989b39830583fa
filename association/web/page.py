"""Answers: the whole page or the part that htmx asks for, from one template; all htmx header work
stands here."""

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import (
    Response,
    current_app,
    flash,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from association.web.live import told

MAIN = "main"  # the content of a page: what a form without a part of its own puts its answer in
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # what nobody types
LARGEST_ID = 2**63 - 1  # what a database column holds
FARTHEST = 1_000_000  # a place in a list; a longer list than this is none of ours
LONGEST_ID = len(str(LARGEST_ID))
CURSORS = {"after", "before", "dari", "sesudah"}  # from where on a list is asked for
Answer = Response | AnyResponse
Parts = (
    tuple[str, ...] | dict[str, str]
)  # block names that are ids too; or, for rows, the block of each id


def wanted_part(parts: Parts) -> str | None:
    """Name the block that this request wants: HX-Target's when it is one of ours, and neither
    boosted nor from history."""
    htmx = request.htmx  # type: ignore[attr-defined]
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return None
    blocks = parts if isinstance(parts, dict) else {part: part for part in parts}
    return blocks.get(htmx.target)


def asked_text(name: str, *, most: int = 60) -> str:
    """Read a text from the query string, without control characters (PostgreSQL refuses NUL)."""
    return CONTROL.sub("", request.args.get(name, ""))[:most]


def posted_text(name: str, *, most: int = 120) -> str:
    """Read a text that was sent, without control characters; beside a form whose fields are read as
    `Form.received()`."""
    return CONTROL.sub("", request.form.get(name, ""))[:most]


def asked_id(name: str) -> int | None:
    """Read a row id from the query string; None for anything that cannot be one."""
    return whole_number(request.args.get(name))


def asked_start(name: str) -> int:
    """Read from which place of a long list to go on, counted from 0; 0 for anything else."""
    return min(asked_id(name) or 0, FARTHEST)


def posted_id(name: str) -> int | None:
    """Read a row id that was sent; None for anything that cannot be one."""
    return whole_number(request.form.get(name))


def whole_number(text: str | None) -> int | None:
    """Read an id, a version or a row number; None for anything else, and for more than a database
    column holds."""
    if not text or len(text) > LONGEST_ID or not (text.isascii() and text.isdecimal()):
        return None
    number = int(text)
    return number if number <= LARGEST_ID else None


def page(template: str, *, parts: Parts = (), status: int = 200, **context: Any) -> Answer:
    """Render a template, or only the block named by HX-Target. Block name = element id = HX-Target
    (rows: see Parts). A form that names none gets what stands in <main>, with title and bar.
    What a part tells is said beside it (web.live): `live` in the context words it."""
    part = wanted_part(parts) or wanted_part((MAIN,))
    if part == MAIN:  # base.html; a form that its own page refuses has its title and bar already
        context["only_main"] = "content" if status >= 400 and _shows(request.path) else "frame"
    if part in (None, MAIN):
        body = render_template(template, **context)
    else:
        body = part_of(template, part, context)
    if part is not None:
        body += told(part, body, status, context)
    response = make_response(body, status)
    response.vary.update(["HX-Request", "HX-Target"])
    if part == MAIN:
        response.headers["HX-Retarget"] = f"#{MAIN}"  # the script takes no other page for ours
    elif part is not None and _is_searched():
        response.headers["HX-Replace-Url"] = _address_of_list()
    return response


def from_where(*names: str) -> str:
    """Give the cursor of one of these names behind which a list begins; empty at its beginning."""
    found = (asked_id(name) for name in names)
    return next((str(number) for number in found if number), "")


def from_beginning(place: int | None = None) -> str:
    """Give the address of this list from another place on, by default from its beginning."""
    asked = {name: value for name, value in request.args.items() if value and name not in CURSORS}
    by = next((name for name in request.args if name in CURSORS), "after")
    asked |= {by: str(place)} if place else {}
    return request.path + (f"?{urlencode(asked)}" if asked else "")


def _is_searched() -> bool:
    """Tell whether the search above a list asks for it, from its beginning."""
    asked = request.args.keys()
    return request.method == "GET" and ("q" in asked or "kept_query" in g) and not asked & CURSORS


def _address_of_list() -> str:
    """Give where Back finds the list as it is now; what is looked for stands in it, or its id."""
    asked = {name: value for name, value in request.args.items() if value}
    if "kept_query" in g:
        asked["cari"] = g.kept_query
    return request.path + (f"?{urlencode(asked)}" if asked else "")


def wants_facts() -> bool:
    """Tell whether a script fetches JSON (Accept: application/json) where browsers and htmx get
    HTML."""
    return request.accept_mimetypes.best == "application/json"


def facts(status: int = 200, **told: Any) -> Response:
    """Answer a script with JSON; what cannot be done says `why`, in a sentence for people."""
    answer = jsonify(told)
    answer.status_code = status
    return answer


def done(template: str, *, parts: Parts, to: str, said: str, **context: Any) -> Answer:
    """Answer a change: the changed part to htmx, a message and 303 to a plain form."""
    if wanted_part(parts) is not None:
        live = context.pop("live", "") or said or _("Tersimpan.")
        return page(template, parts=parts, said=said, live=live, **context)
    return moved(to, said)


def moved(to: str, said: str = "") -> Answer:
    """Send the browser on to a page (303; htmx gets HX-Redirect), with a message shown there."""
    if said:
        flash(said, "said")
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        answer = Response(status=204, headers={"HX-Redirect": to})
        if _is_here(to):  # a browser takes it for a place on the page it shows, and asks nothing
            answer.headers["HX-Refresh"] = "true"
        return answer
    return redirect(to, 303)


def _is_here(to: str) -> bool:
    """Tell whether an address with a place on its page is of the page that sent the form."""
    page_of, mark, _place = to.partition("#")
    path, _, query = page_of.partition("?")
    return bool(mark) and _shows(path, query)


def _shows(path: str, query: str | None = None) -> bool:
    """Tell whether the browser shows the page of an address, with any query or with this one."""
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    return shown.path == path and query in (None, shown.query)


def refused(template: str, *, parts: Parts = (), status: int = 422, **context: Any) -> Answer:
    """Answer a form that cannot be taken: the same form with its sentences, everything typed
    kept. 409 when what its page said does not hold any more (words.in_words)."""
    if g.get("out_of_date"):
        status = 409
    return page(template, parts=parts, status=status, **context)


def part_of(template: str, name: str, context: dict[str, Any]) -> str:
    """Render one block of a template."""
    found = current_app.jinja_env.get_template(template)
    current_app.update_template_context(context)
    return "".join(found.blocks[name](found.new_context(context)))
