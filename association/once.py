"""Actions that a form's key makes happen once: the answer is kept, and given again to a repeat."""

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from association.database import Base, UtcDateTime, write_tx
from association.drafts import forget
from association.vault import vault

P = ParamSpec("P")
Answer = TypeVar("Answer")


class SavedAnswer(Base):
    """What a form with an idempotency key was answered, kept in the same transaction as what it
    changed."""

    __tablename__ = "saved_answer"
    owner: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary(16))  # keyed; empty: not known any more
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class KeyReused(Exception):
    """One idempotency key came with two different bodies."""


@dataclass(frozen=True, slots=True)
class Once:
    """Makes a change happen once: who sent it, the form's 128-bit key, the `digest_of` its body,
    and when. Its `draft`, if it has one, goes with the change."""

    owner: str
    key: str
    digest: bytes
    at: datetime
    draft: bytes = b""


def digest_of(body: object, *, owner: str, key: str) -> bytes:
    """Make the 16-byte keyed digest of a form's body, another one for each form.

    A body holds NIK and phone: without the vault's key nobody can try which ones gave the digest.
    """
    return vault.index(repr((owner, key, body)), "form body")


def write_once(action: Callable[Concatenate[Session, P], Answer]) -> Callable[P, Answer]:
    """Make an action of its own transaction happen once for the key in `once` (keyword, None for
    no key).

    The action gets the session of a write_tx; pages call it without one. Its answer (None, bool,
    int, str or tuples of them) is kept with what it changed. When the same form comes again,
    nothing runs and the kept answer is given. Raises KeyReused when the key came before with
    another body.
    """
    parameter = inspect.signature(action).parameters.get("once")
    if parameter is None or parameter.kind is not parameter.KEYWORD_ONLY:
        raise TypeError(f"{action.__name__} needs a keyword `once: Once | None`")

    @wraps(action)
    def happen_once(*args: P.args, **kwargs: P.kwargs) -> Answer:
        once = cast("Once | None", kwargs["once"])
        with write_tx() as tx:
            if once is None:
                return action(tx.session, *args, **kwargs)
            kept = _claim(tx.session, once)
            if kept is not None:
                return cast(Answer, _opened(kept))
            answer = action(tx.session, *args, **kwargs)
            _keep(tx.session, once, answer)
            if once.draft:
                forget(tx.session, once.draft)
            return answer

    return happen_once


def as_part(action: Callable[P, Answer]) -> Callable[Concatenate[Session, P], Answer]:
    """Give an action of write_once as a part of its caller's transaction, which needs no key."""
    return cast(Callable[Concatenate[Session, P], Answer], inspect.unwrap(action))


def was_saved(session: Session, owner: str, key: str) -> bool:
    """Tell whether the form with this key changed something before."""
    return session.get(SavedAnswer, (owner, key)) is not None


def _claim(session: Session, once: Once) -> str | None:
    """Take the key for this transaction; give the kept answer when it was taken before."""
    try:
        session.execute(
            sa.insert(SavedAnswer).values(
                owner=once.owner, key=once.key, digest=once.digest, answer="", saved_at=once.at
            )
        )
    except IntegrityError:
        session.rollback()
        kept = session.get_one(SavedAnswer, (once.owner, once.key))
        if kept.digest not in (once.digest, b""):
            raise KeyReused from None
        return kept.answer
    return None


def _keep(session: Session, once: Once, answer: object) -> None:
    text = json.dumps(answer)
    if _opened(text) != answer:
        raise TypeError(f"{answer!r} would come back as something else: answer with plain values")
    own = (SavedAnswer.owner == once.owner, SavedAnswer.key == once.key)
    session.execute(sa.update(SavedAnswer).where(*own).values(answer=text))


def _opened(text: str) -> object:
    """Give a kept answer back as it was; lists are tuples."""
    try:
        return _with_tuples(json.loads(text)) if text else None
    except ValueError:  # kept as plain text by a version before 0.2.0
        raise KeyReused from None


def _with_tuples(value: object) -> object:
    return tuple(_with_tuples(one) for one in value) if isinstance(value, list) else value
