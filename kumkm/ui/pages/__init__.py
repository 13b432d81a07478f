"""One module or folder per page."""

import importlib
import pkgutil


def load_all() -> None:
    """Import every module of every page, so that what they keep is known before a page is opened."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
