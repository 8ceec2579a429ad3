"""What a referat is: records, vocabularies and the evidence of every fact. Imports pydantic only."""
