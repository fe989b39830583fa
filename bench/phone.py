"""A phone that speaks HTTP to a served Guyub: keeps its cookies, reads forms, sends them."""

import http.client
import http.cookies
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup

from tests.infra.client import fields

HTML = "text/html"


@dataclass
class Answer:
    """What came back: status, where to go on, and the page."""

    status: int
    location: str
    text: str
    kind: str = HTML

    def form(self, action: str) -> dict[str, Any]:
        """Give the fields of the form to an address, as a browser would send them untouched."""
        found = BeautifulSoup(self.text, "html.parser").find("form", action=action)
        assert found is not None, f"no form to {action}: {self.status} {self.text[:300]}"
        return fields(found)


@dataclass
class Phone:
    """Somebody at 127.0.0.1:port; follows no redirect by itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    seconds: float = 30

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, form: dict[str, Any], *, part: str = "") -> Answer:
        """Send a form; as htmx does, with the part that it wants."""
        return self._ask("POST", path, urllib.parse.urlencode(form, doseq=True), part)

    def fill(self, path: str, **typed: Any) -> Answer:
        """Open a page and send its form to the same address."""
        return self.post(path, self.get(path).form(path) | typed)

    def sign_in(self, phone: str, password: str) -> None:
        """Sign in; fails with the page's words when that is refused."""
        done = self.fill("/masuk", phone=phone, password=password)
        assert done.status == 303, done.text

    def _ask(self, method: str, path: str, body: str | None, part: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if part:
            headers |= {"HX-Request": "true", "HX-Target": part}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            jar = http.cookies.SimpleCookie(line)
            self.cookies |= {name: one.value for name, one in jar.items()}
        to = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or ""
        return Answer(answer.status, to, text, answer.headers.get_content_type())
