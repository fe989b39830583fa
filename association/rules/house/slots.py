"""A place for one function that a room above hands to a room below, which may not import it."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Slot(Generic[Function]):
    """Holds the one function that answers what the room below asks; filled when the app is made."""

    def __init__(self, question: str) -> None:
        self.question = question
        self._answer: Function | None = None

    def fill(self, answer: Function) -> Function:
        """Put the function in; a decorator. Raises ValueError when another one is there."""
        if self._answer not in (None, answer):
            raise ValueError(f"two rooms answer: {self.question}")
        self._answer = answer
        return answer

    @property
    def answer(self) -> Function:
        """Give the function. Raises LookupError when no room put one in."""
        if self._answer is None:
            raise LookupError(f"no room answers: {self.question}")
        return self._answer
