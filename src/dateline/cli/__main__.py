"""`python -m dateline.cli` is `dateline`."""

from dateline.cli.main import main

if __name__ == "__main__":
    main()
