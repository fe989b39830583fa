"""Keep the answer to one unclear line with the upload it stands in."""

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, prepared
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.imports import reads, storage
from association.roster.imports.keeping import Sealed, put_anew
from association.roster.imports.models import Upload
from association.roster.imports.storage import Understood
from association.roster.lists.packing import weight
from association.roster.lists.readers import read_apart
from association.roster.lists.values import RowValues
from association.roster.pasting import answering
from association.rules.house.errors import RuleError
from association.vault import vault


def answer(
    upload_id: int, number: str, values: RowValues | None, by: By, *, once: Once | None
) -> None:
    """Make an unclear row a person's with these values, or pass it over when there are none.

    A row that was answered already stays as it is. Raises RuleError once the saving has begun.
    """

    def take() -> None:
        upload = db.session().get_one(Upload, upload_id)
        head = vault.open(upload.head_sealed, reads.place(upload_id, "head"))
        parts, seen = reads.opened_parts(db.session(), upload_id)
        said = storage.values_to(values) if values else None
        texts, heavy = (head, *parts), weight((head, *parts))
        data = "\n".join(texts).encode()
        told = read_apart(answering.answered, data, weight=heavy, number=number, said=said)
        answered = Sealed.of(Understood.of(told)) if told.texts else None
        line = {"line": told.facts["line"], "person": values is not None}
        _take(upload_id, answered, by, seen=seen, told=line, once=once)

    prepared(take)


@write_once
def _take(
    session: Session,
    upload_id: int,
    answered: Sealed | None,
    by: By,
    *,
    seen: reads.Stamp,
    told: dict[str, int | bool],
    once: Once | None,
) -> None:
    upload = session.get_one(Upload, upload_id, with_for_update=True)
    if upload.position or upload.batch_id is not None:
        raise RuleError(
            "Penyimpanan sudah dimulai. Baris ini ada di berkas yang ditolak; tidak ada yang "
            "hilang."
        )
    if answered is not None:
        put_anew(session, upload, answered, seen=seen)
        record(session, by, "answer line", f"upload:{upload_id}", **told)
