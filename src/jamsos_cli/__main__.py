"""`python -m jamsos_cli` is `jamsos`."""

from jamsos_cli.cli import main

if __name__ == "__main__":
    main()
