"""What a client is told when its request cannot be answered."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - an answer to a client, not a fault of ours
    """A request that is answered with an error status and one line that says what would be right."""

    def __init__(self, status: int, message: str, limit: str = "", headers: Mapping[str, str] | None = None) -> None:
        """A refusal; ``limit`` names the setting that was hit, where one was."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.limit = limit
        self.headers = dict(headers or {})
