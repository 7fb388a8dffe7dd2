"""``python -m poldermodel`` is the ``polder`` command."""

from poldermodel.cli import main

if __name__ == "__main__":  # a spawned worker imports this file too
    main()
