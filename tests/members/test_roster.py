"""/anggota: the roster."""

from tests.infra.cast import Cast
from tests.infra.client import Reader


def test_a_leader_sees_their_roster_by_name_with_each_status(sari: Reader, cast: Cast) -> None:
    seen = sari.get("/anggota")
    assert seen.status == 200
    assert seen.names() == ["Budi Santoso", "Ngatiyem", "Sri Lestari", "Suparno", "Tono Wibowo", "Wagiyem"]
    statuses = {name: seen.status_of(cast.member[name]) for name in seen.names()}
    assert statuses == {
        "Budi Santoso": "ready",
        "Ngatiyem": "arrears",
        "Sri Lestari": "candidate",
        "Suparno": "active",
        "Tono Wibowo": "active",
        "Wagiyem": "inactive",
    }
