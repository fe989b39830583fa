"""The one error that rules raise: a sentence for the user."""


class RuleError(ValueError):
    """Something typed or read is not acceptable; `message` says what is wrong, in Indonesian."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
