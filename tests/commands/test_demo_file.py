"""The file of the demo city, without its key."""

from pathlib import Path

from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.territory.models import Association
from tests.attacks.test_file_alone import PART, digests
from tests.commands.stage import fresh_app, run, whole_database


def test_the_citys_file_alone_tells_and_confirms_no_number(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        assert run(app, "demo").exit_code == 0
        with whole_database(app) as session:
            members = session.query(Member).all()
            numbers = {one.nik for one in members} | {one.phone for one in members}
            numbers |= {one.kpj for one in session.query(Participant)}
            openly = {one.contact_phone.removeprefix("+62") for one in session.query(Association)}
    secrets = {one.removeprefix("+62") for one in numbers if one}
    assert len(secrets) > 300
    raw = (tmp_path / "guyub.db").read_bytes()
    for one in openly:  # with the byte behind it, one would look like another's longer number
        raw = raw.replace(one.encode(), b"")
    assert [one for one in secrets if one.encode() in raw] == []
    guesses = digests(
        text.encode() for one in secrets for text in (one, f"0{one}", f"62{one}", f"+62{one}")
    )
    assert not any(raw[at : at + PART] in guesses for at in range(len(raw) - PART + 1))
