"""Keep photos of papers, show one and note who looked, remove one; each ends by its day."""

from typing import Any

from sqlalchemy import event, select
from sqlalchemy import inspect as state_of
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.claims.models import Claim
from association.cover.papers import reads
from association.cover.papers.models import ClaimPhoto
from association.database import write_tx
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.rules.house.errors import RuleError
from association.rules.law.claim_papers import Paper
from association.vault import Parcel, vault

MOST = 2  # of one paper: front and back


@write_once
def keep(
    session: Session, claim_id: int, paper: Paper, image: Parcel, by: By, *, once: Once | None
) -> int:
    """Keep a photo of a paper; gives its id. Raises RuleError when there are two already, or the
    case was undone."""
    claim = reads.open_case(session, claim_id)
    if len(reads.photos(session, claim)[paper.value]) >= MOST:
        raise RuleError(
            "Berkas ini sudah punya %(n)s foto. Hapus satu dulu, lalu tambah yang baru.", n=MOST
        )
    photo = ClaimPhoto(
        claim_id=claim.id,
        code=paper.value,
        association_id=claim.association_id,
        image_sealed=b"",
        taken_by=by.account_id,
        taken_at=by.at,
    )
    photo.end_with(claim.decided_on)
    session.add(photo)
    session.flush()
    photo.image_sealed = vault.lay(image, ClaimPhoto.place(photo.id))
    record(session, by, "keep claim photo", f"claim:{claim_id}", paper=paper.value)
    return photo.id


def view(claim_id: int, photo_id: int, by: By) -> str:
    """Open a photo, as base64, and keep who looked. Raises NoResultFound (reads.photo)."""
    with write_tx() as tx:
        photo = reads.photo(tx.session, claim_id, photo_id)
        record(tx.session, by, "view claim photo", f"claim:{claim_id}", paper=photo.code)
        return vault.open(photo.image_sealed, ClaimPhoto.place(photo.id))


@write_once
def remove(session: Session, claim_id: int, photo_id: int, by: By, *, once: Once | None) -> str:
    """Delete a photo at once; gives the code of its paper. Raises NoResultFound (reads.photo)."""
    photo = reads.photo(session, claim_id, photo_id)
    session.delete(photo)
    record(session, by, "remove claim photo", f"claim:{claim_id}", paper=photo.code)
    return photo.code


@event.listens_for(Session, "before_flush")
def _end_with_the_case(session: Session, _context: object, _instances: Any) -> None:
    """Let photos end with their case, whichever action decides it or takes that back."""
    for claim in session.dirty:
        if isinstance(claim, Claim) and state_of(claim).attrs.decided_on.history.has_changes():
            with session.no_autoflush:
                photos = list(
                    session.scalars(select(ClaimPhoto).where(ClaimPhoto.claim_id == claim.id))
                )
            for photo in photos:
                photo.end_with(claim.decided_on)
