"""The evidence of a fact, and the base of every record read from a document."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from referat.schemas.side import Boks


class Belaeg(BaseModel):
    """Where a fact was read: page from 1, offsets into the kept text, the rule that read it, its box on a PDF."""

    model_config = ConfigDict(frozen=True)

    side: int = Field(ge=1)
    tegn_fra: int = Field(ge=0)
    tegn_til: int = Field(ge=0)
    regel: str
    boks: Boks | None = None


class Post(BaseModel):
    """A record. Two records are equal when they say the same, wherever it was read."""

    model_config = ConfigDict(extra="forbid")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.indhold() == other.indhold()

    def indhold(self) -> dict[str, Any]:
        """The record without its evidence."""
        return self.model_dump(exclude={"belaeg"})


class Fakta(Post):
    """A record with the place where it was read."""

    belaeg: Belaeg
