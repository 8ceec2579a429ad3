"""``python -m referat.cli``."""

from referat.cli import main

if __name__ == "__main__":
    main()
