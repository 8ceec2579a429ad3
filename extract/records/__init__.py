"""A punkt to its records: one module each, none importing another."""
