"""Where the data files of schemas/ are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def schema_path(name: str) -> Path:
    """Path of a file under schemas/.

    Args:
        name: relative name with forward slashes, e.g. ``units.json`` or ``tables/claims.json``.

    Raises:
        FileNotFoundError: if the installation lacks the file.
    """
    for folder in (_PACKAGE / "schemas", _PACKAGE.parent / "schemas"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"schemas/{name} is missing from this installation; reinstall baoshu")
