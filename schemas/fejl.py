"""Why a file could not be read: a stable code and one Danish sentence that names the cause and the next step."""

from __future__ import annotations


class KanIkkeLaeses(Exception):  # noqa: N818 (the name is the sentence)
    """A file that cannot be read as a document. ``kode`` is stable; ``besked`` is one Danish sentence.

    The sentence does not name the file: whoever reports it does, since reading knows only bytes.
    """

    def __init__(self, kode: str, besked: str, side: int | None = None) -> None:
        super().__init__(besked)
        self.kode, self.besked, self.side = kode, besked, side
