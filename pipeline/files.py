"""Files and folders that are whole or absent, and names that stand for what is in them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)


def digest(value: Any) -> str:
    """A short hash of anything JSON can hold."""
    return hashlib.sha256(_ENCODER.encode(value).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` so that the file is whole or absent; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = _aside(path)
    aside.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    os.replace(aside, path)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write in, which becomes ``folder`` at the end of the block, whole or not at all.

    Where another process has made ``folder`` meanwhile, that one stays: the same name is the same bytes.
    """
    aside = _aside(folder)
    aside.mkdir(parents=True)
    try:
        yield aside
        try:
            os.replace(aside, folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def uncache(path: Path) -> None:
    """Give back the memory in which the system keeps ``path``, where it can be told to.

    What is about to be replaced is not read again; where the system itself has to fetch memory (a virtual
    machine), a file is written two to four times faster into memory that was given back just before.
    """
    if hasattr(os, "posix_fadvise") and path.is_file():
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _aside(path: Path) -> Path:
    """Beside ``path``, under a name of its own. It begins with a dot: no listing takes it up."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}")
