"""From bytes to records: reading, structure, punkter, records."""
