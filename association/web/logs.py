"""Structured logs: one JSON line per request with its rule, status and time. No query strings, no
personal data."""

import logging
import secrets
import time
from contextlib import suppress

import structlog
from flask import Flask, Response, g, request

from association import waiting


def set_up(app: Flask) -> None:
    """Configure structlog (JSON, UTC) and log every request under a request id."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            _without_messages,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_Lines,
        cache_logger_on_first_use=False,
    )
    log = structlog.get_logger()

    @app.before_request
    def begin() -> None:
        g.started = time.perf_counter()
        waiting.begin_request()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=secrets.token_hex(6))

    @app.after_request
    def end(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else "-"
        took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
        log.info("request", method=request.method, rule=rule, status=response.status_code, ms=took)
        return response


class _Lines:
    """Prints lines; what has no room on a full disk is lost, and no request with it."""

    def __init__(self, *_arguments: object) -> None: ...

    def msg(self, line: str) -> None:
        """Print a line."""
        with suppress(OSError):
            print(line, flush=True)

    debug = info = warning = error = critical = exception = msg


def _without_messages(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Drop the texts of exceptions: a database error repeats the values it was given."""
    for trace in event.get("exception", []) if isinstance(event.get("exception"), list) else []:
        trace["exc_value"] = ""
    return event
