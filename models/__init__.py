"""What a reader of Danish minutes knows, as data with a loader."""
