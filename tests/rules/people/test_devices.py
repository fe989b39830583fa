"""Phones and computers in words."""

import pytest

from association.rules.people.devices import device_name

MOZILLA, WEBKIT = "Mozilla/5.0", "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"{MOZILLA} (Linux; Android 10; K) {WEBKIT} Chrome/120.0 Mobile Safari/537.36",
         "Chrome di Android"),
        (f"{MOZILLA} (Linux; Android 9; SM-A105F) {WEBKIT} SamsungBrowser/23.0 Chrome/115.0",
         "Samsung Internet di Android"),
        ("Opera/9.80 (Android; Opera Mini/69.0/191.303; U; id) Presto/2.12 Version/12.16",
         "Opera Mini di Android"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
         "Safari di iPhone"),
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/120.0 Safari/537.36 Edg/120.0",
         "Edge di Windows"),
        (f"{MOZILLA} (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
         "Firefox di Linux"),
        ("<script>alert(1)</script> 0812-3456-7890", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_browser_says_of_itself(agent: str, name: str) -> None:
    assert device_name(agent) == name
