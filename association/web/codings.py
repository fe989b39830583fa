"""How answers are packed: the one coding that a browser reads and we write, for files and pages,
refusals too."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Response
from flask_compress import Compress
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header
from whitenoise import WhiteNoise

CODINGS = ("br", "gzip")  # the first where a browser likes them alike
ACCEPTED, KNOWN_TAG = "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"
Environ = dict[str, Any]
Start = Callable[..., Any]


def best(accepted: str) -> str:
    """Name the coding for an Accept-Encoding header, "" for none; what has q=0 is refused
    (RFC 9110, 12.5.3), which WhiteNoise and flask-compress do not read."""
    wanted = parse_accept_header(accepted, Accept)
    coding = max(CODINGS, key=wanted.quality)
    return coding if wanted.quality(coding) > 0 else ""


class OneCoding:
    """Leave in a request only the coding that it gets."""

    def __init__(self, app: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        environ[ACCEPTED] = best(environ.get(ACCEPTED, ""))
        return self.app(environ, start_response)


class TaggedFiles(WhiteNoise):  # type: ignore[misc]
    """Static files whose tag names their coding: one tag stands for the same bytes (RFC 9110,
    8.8.3.3)."""

    @staticmethod
    def serve(static_file: Any, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer with a file, or say that it is the one that the browser has."""
        end = f':{environ[ACCEPTED]}"' if environ.get(ACCEPTED) else '"'

        def tagged(status: str, headers: list[tuple[str, str]]) -> Any:
            pairs = [(n, v[:-1] + end if n == "ETag" else v) for n, v in headers]
            return start_response(status, pairs)

        known = environ.get(KNOWN_TAG, "")
        if known.endswith(end):
            environ[KNOWN_TAG] = known.removesuffix(end) + '"'
        answer: Iterable[bytes] = WhiteNoise.serve(static_file, environ, tagged)
        return answer


class CompressAll(Compress):
    """Refused forms and errors are read over the same weak signal as pages: flask-compress packs
    what succeeded only."""

    def after_request(self, response: Response | None) -> Response:
        """Pack an answer of any status."""
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status, 200
        packed = super().after_request(response)
        packed.status = status
        return packed
