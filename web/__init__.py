"""The site: a published copy of a store, shown in Danish by Datasette with our own pages. docs/web.md says how to add one."""
