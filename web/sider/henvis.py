"""From the id of a row to the page of what it stands for, for those who come from a table."""

from __future__ import annotations

from typing import Any

from referat.web.side import Side


async def vis(side: Side) -> Any:
    """``/id/<id of a punkt, a meeting, a body, a person, a case>``."""
    from datasette.utils.asgi import Response

    id_ = side.dele["id"]
    sti = (await side.stier([id_])).get(id_)
    if sti is None:
        raise side.ikke_fundet()
    return Response.redirect(sti)
