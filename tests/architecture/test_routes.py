"""DESIGN 3.4: no route without a permission; addresses are those that others rely on; every POST is
under CSRF."""

import re

import pytest
from flask import Flask, Response
from werkzeug.routing import Rule

from association.people.accounts.beginning import Begun, Holds
from association.rules.house.permissions import May
from association.web.beginning import BEGINNING
from tests.architecture.source import SAID

# What bookmarks, printed cards, scripts and checks rely on. Changing one needs a redirect; adding
# is free.
PROMISED = {
    *("/", "/masuk", "/keluar", "/undangan/<>", "/cek", "/k/<>", "/iuran", "/program", "/privasi"),
    *(
        "/anggota",
        "/anggota/baru",
        "/anggota/<>",
        "/anggota/<>/ubah",
        "/anggota/<>/iuran",
        "/anggota/<>/ahli-waris",
    ),
    *(
        "/anggota/<>/kartu",
        "/anggota/impor",
        "/anggota/impor/<>",
        "/anggota/unduh.csv",
        "/anggota/unduh.xlsx",
    ),
    *("/iuran/catat", "/pengingat", "/pendaftaran", "/rekonsiliasi"),
    *(
        "/kegiatan",
        "/kegiatan/baru",
        "/kegiatan/<>",
        "/kegiatan/<>/hadir",
        "/kegiatan/<>.ics",
        "/e/<>",
    ),
    *("/klaim", "/klaim/<>"),
    *(
        "/pemantauan",
        "/pemantauan/pasar/<>",
        "/pemantauan/paguyuban/<>",
        "/pemantauan/laporan",
        "/pemantauan/unduh.xlsx",
    ),
    *("/paguyuban", "/pasar", "/pengguna", "/target", "/riwayat"),
    *("/akun", "/mulai/<>", "/gabung", "/atur-ulang/<>", "/keluarga/<>"),
    *("/healthz", "/readyz", "/metrics"),
}
# Promised and not built yet. Building one means taking it from here.
LATER = {
    *("/pemantauan/laporan", "/pemantauan/unduh.xlsx"),
    *("/target", "/metrics"),
}
# Ours beside the promised ones: first segments that may be used.
FURTHER = {
    "ahli-waris",
    "akun",
    "bahasa",
    "antrean",
    "h",
    "isian",
    "kota",
    "kuitansi",
    "lainnya",
    "lembar",
    "cari",
    "pengurus",
    "sw.js",
    # what every browser and robot asks of a site
    ".well-known",
    "apple-touch-icon.png",
    "favicon.ico",
    "manifest.webmanifest",
    "robots.txt",
    "luring",
}
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def path_of(rule: Rule) -> str:
    """Give a rule's address without the names and kinds of its variables."""
    return re.sub(r"<[^>]*>", "<>", rule.rule)


def violations(app: Flask) -> list[str]:
    """Name every route that is open by mistake, at an unknown address, or exempt from CSRF."""
    found = []
    firsts = {path.split("/")[1] for path in PROMISED} | FURTHER
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not isinstance(getattr(view, "may", None), May):
            found.append(
                f"rule 3.4: {rule.rule} has no permission: write @pages.get(..., may=May.X) "
                f"or @pages.post(..., may=May.X)"
            )
        if path_of(rule).split("/")[1] not in firsts:
            found.append(
                f"rule 3.4: {rule.rule} begins with a word that no promised address has: "
                f"use one of theirs, or add it to FURTHER"
            )
        if (rule.methods or set()) & {"PUT", "PATCH", "DELETE"}:
            found.append(
                f"rule 3.6: {rule.rule} cannot be asked without JavaScript, there are only GET "
                f"and POST: use pages.post with an address of its own"
            )
    guard = app.extensions.get("csrf")
    if (
        guard is None
        or not app.config.get("WTF_CSRF_CHECK_DEFAULT", True)
        or not app.config.get("WTF_CSRF_ENABLED", True)
    ):
        found.append(
            "rule 3.8: CSRF protection is not on: keep CSRFProtect in create_app and both "
            "WTF_CSRF switches at True"
        )
        return found
    if not set(app.config["WTF_CSRF_METHODS"]) >= CHANGING:
        found.append("rule 3.8: CSRF protection leaves a method out: name all of CHANGING")
    exempt = {*guard._exempt_views, *guard._exempt_blueprints}
    return found + [
        f"rule 3.8: {name} is exempt from CSRF: take the exemption away, send the token"
        for name in exempt
    ]


def test_every_route_says_who_may(wired: Flask) -> None:
    assert violations(wired) == []


def test_every_promised_address_is_there_or_named_as_later(wired: Flask) -> None:
    built = {path_of(rule) for rule in wired.url_map.iter_rules()}
    assert PROMISED - built == LATER, (
        "rule 3.4: promised addresses and what is built differ: put the address back (or a "
        "redirect), or take what you built from LATER"
    )


def test_a_broken_rule_is_found() -> None:
    from flask_wtf import CSRFProtect

    app = Flask("bad", static_folder=None)
    app.secret_key = "x" * 32
    app.add_url_rule("/anggota", "plain", lambda: "", methods=["GET", "DELETE"])
    assert "CSRF protection is not on" in "\n".join(violations(app))
    csrf = CSRFProtect(app)

    def guarded() -> str:
        return ""

    guarded.may = May.SEE_PUBLIC  # type: ignore[attr-defined]
    app.add_url_rule("/gudang", "guarded", csrf.exempt(guarded), methods=["POST"])
    found = violations(app)
    assert all(map(SAID.fullmatch, found))
    said = "\n".join(found)
    for part in (
        "/anggota has no permission",
        "only GET and POST",
        "/gudang begins with",
        "is exempt from CSRF",
    ):
        assert part in said


def test_a_plain_route_cannot_be_written() -> None:
    from association.web.gate import Pages

    with pytest.raises(TypeError, match="may="):
        Pages("x").route("/x")
    with pytest.raises(TypeError, match="may"):
        Pages("x").get("/x")  # type: ignore[call-arg]


def test_a_post_without_a_token_is_refused_everywhere(wired: Flask) -> None:
    client = wired.test_client()
    wired.extensions[BEGINNING].last = Holds(Begun.DONE, demo=False)
    for rule in wired.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            answer: Response = client.post(re.sub(r"<[^>]*>", "1", rule.rule))
            assert answer.status_code in {400, 404}, (
                f"rule 3.8: POST {rule.rule} answers {answer.status_code} without a token: "
                f"let CSRFProtect look at it before anything else"
            )
