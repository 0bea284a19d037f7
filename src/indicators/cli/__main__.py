"""`python -m indicators.cli`."""

from indicators.cli import main

if __name__ == "__main__":
    main()
