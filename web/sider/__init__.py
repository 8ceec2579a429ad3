"""The pages, a module each: ``async def vis(side: Side) -> Response``. Their addresses stand in ``referat.web.ruter``."""
