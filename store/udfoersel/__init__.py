"""A store as files for others: one module a format, each a stream of rows; ``formater`` names them."""
