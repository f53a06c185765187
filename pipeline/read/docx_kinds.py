"""Word documents with macros (.docm) and templates (.dotx): documents but for the type they state."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from pipeline.read.sniff import CONTENT_TYPES

PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?|"
    rb"openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def as_plain_docx(data: bytes) -> bytes:
    """``data`` as a document that python-docx opens; it refuses the other types by their names."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        types = archive.read(CONTENT_TYPES)
        if not OTHER.search(types):
            return data
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as plain:
            for info in archive.infolist():
                is_types = info.filename == CONTENT_TYPES
                plain.writestr(info.filename, OTHER.sub(PLAIN, types) if is_types else archive.read(info))
    return out.getvalue()
