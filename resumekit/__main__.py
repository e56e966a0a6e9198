"""`python -m resumekit` is `resumekit`."""

import sys

from resumekit.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
