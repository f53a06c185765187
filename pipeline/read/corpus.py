"""Files and folders → the items to read, each with what a manifest says of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.read.content import Reject
from pipeline.read.manifest import NAME, Hints, Manifest, read_manifest
from pipeline.read.skipped import HIDDEN, is_skipped

# Where a dataset keeps its state.
STATE = ".baoshu"


@dataclass(slots=True)
class Item:
    """One file to read. ``source`` is the path as the user gave it, with forward slashes below."""

    source: str
    path: str
    hints: Hints | None = None


@dataclass(slots=True)
class Corpus:
    """The items of a corpus in order, and what is wrong with its manifests and links."""

    items: list[Item] = field(default_factory=list)
    problems: list[Reject] = field(default_factory=list)


def find_items(paths: list[str]) -> Corpus:
    """All files under ``paths`` in depth, sorted; hidden files, manifests and READMEs are not reports.

    Links are followed. A file named or linked to twice is one item. Raises FileNotFoundError for a path that
    does not exist.
    """
    corpus = Corpus()
    manifests: dict[Path, Manifest] = {}
    problems: list[Reject] = []
    seen: set[str] = set()
    folders: dict[Path, str] = {}
    for given in paths:
        root = Path(given)
        if not root.exists():
            raise FileNotFoundError(f"{given}: no such file or folder")
        files = [root] if root.is_file() else _files_under(root, problems)
        top = root.parent if root.is_file() else root
        for path in files:
            real = _real(path, folders)
            if real in seen:
                continue
            seen.add(real)
            hints = _hints_for(path, top, manifests)
            corpus.items.append(Item(path.as_posix(), str(path), hints))
    corpus.items.sort(key=lambda item: item.source)
    corpus.problems = [p for folder in sorted(manifests) for p in manifests[folder].problems]
    corpus.problems += sorted(problems, key=lambda problem: problem.source)
    return corpus


def _files_under(root: Path, problems: list[Reject]) -> list[Path]:
    """The files below ``root``, sorted; links are followed, what cannot be opened is a problem."""
    found: list[Path] = []
    above = {root.resolve(), *root.resolve().parents}
    walked: set[Path] = set()
    # A folder goes by its own name where it has one in the corpus: manifests use that. So links come last.
    waiting = [root]
    while waiting:
        start = waiting.pop(0)
        if start != root and start.resolve() in above | walked:
            continue  # a link back, or to what is here already
        links: list[Path] = []
        for folder, folders, names in os.walk(start, onerror=lambda error: problems.append(_closed(error))):
            here = Path(folder)
            walked.add(here.resolve())
            # A dataset that baoshu wrote is no corpus: its texts/ would be read as reports again.
            folders[:] = sorted(
                n for n in folders if not n.startswith(HIDDEN) and not (here / n / STATE).is_dir()
            )
            links += [here / n for n in folders if (here / n).is_symlink()]
            found += [here / name for name in sorted(names) if not is_skipped(name)]
        waiting += links
    files = [path for path in found if path.is_file()]
    if len(files) < len(found):
        problems += [_broken(path) for path in found if path.is_symlink() and not path.exists()]
    return files


def _real(path: Path, folders: dict[Path, str]) -> str:
    """``path`` without symbolic links; ``folders`` remembers what that is for each folder."""
    if path.is_symlink():
        return os.path.realpath(path)
    folder = path.parent
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], path.name)


def _broken(path: Path) -> Reject:
    where = os.readlink(path)
    return Reject(
        path.as_posix(), "broken link", f"it points to {where}, which is not there; copy the file itself"
    )


def _closed(error: OSError) -> Reject:
    return Reject(
        Path(str(error.filename)).as_posix(),
        "cannot be opened",
        f"{error.strerror}; check the folder's rights",
    )


def _hints_for(path: Path, top: Path, manifests: dict[Path, Manifest]) -> Hints | None:
    """The row for ``path`` in the nearest manifest at or above it, not higher than ``top``."""
    folder = path.parent
    while True:
        if folder not in manifests:
            manifests[folder] = _load(folder)
        rows = manifests[folder].hints
        hints = rows.get(path.relative_to(folder).as_posix()) if rows else None
        if hints or folder == top or folder == folder.parent:
            return hints
        folder = folder.parent


def _load(folder: Path) -> Manifest:
    file = folder / NAME
    if not file.is_file():
        return Manifest()
    return read_manifest(file.read_bytes(), file.as_posix(), lambda name: (folder / name).is_file())
