"""The site: a published copy of a store, shown in Danish by Datasette with pages of our own; see docs/web.md."""
