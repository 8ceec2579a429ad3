"""The version of the reading; a new one makes `referat ingest` read every document again."""

UDTRAEKKER = "6"
