"""The data files of what a reader of Danish minutes knows."""
