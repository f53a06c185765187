"""Files that lie in a folder of reports and are none: passed over without a word."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from pipeline.read.manifest import NAME

# ~$name.docx is Word's lock file beside an open document.
HIDDEN = (".", "~$", "__MACOSX")
# What keepers of a corpus write about it: README.md, README_CN.txt, LICENSE. Only as a whole word:
# 'readme获嘉县2023.txt' is a report somebody named so.
ABOUT = re.compile(r"(?:readme|licen[cs]e)(?:[._-][\w.-]*)?", re.I | re.ASCII)


def is_skipped(path: str) -> bool:
    """Whether a file is no report by its path (below the folder or archive given) alone."""
    parts = PurePosixPath(path).parts
    name = parts[-1]
    return (
        name in (NAME, "Thumbs.db")
        or ABOUT.fullmatch(name) is not None
        or any(part.startswith(HIDDEN) for part in parts)
    )
