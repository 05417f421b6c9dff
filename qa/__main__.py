"""``python -m qa``."""

import sys

from qa.cli import run

if __name__ == "__main__":
    run(sys.argv[1:])
