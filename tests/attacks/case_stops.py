"""How somebody comes to each form of a case."""

from tests.attacks.paper_stops import CASE
from tests.attacks.steps import step

PAGE = "/klaim/{claim_id}"
OPENING = "/anggota/<id:member_id>/klaim/<what>"
SUBMITTED = step(f"{CASE}/langkah/<step_to>", PAGE, day="2026-11-22")
DIED = step(OPENING, "/anggota/{member_id}/klaim", day="2026-11-20")
STOPS = (
    DIED,
    SUBMITTED,
    step(f"{CASE}/tunggu", PAGE, until="2026-11-29", what="Akta kematian"),
    step(f"{CASE}/lapor", PAGE),
    step(f"{CASE}/batal", PAGE),
    step(f"{CASE}/hari", "@", DIED, day="2026-11-18"),
)
