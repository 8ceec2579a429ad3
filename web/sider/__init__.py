"""The pages, a module each: ``async def vis(side: Side) -> Response``; their addresses stand in ``web/ruter.py``."""
