"""A file as the documents in it: itself, or the members of a zip with the manifest among them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from pipeline.read.content import Reject, Unreadable
from pipeline.read.manifest import NAME, Hints, Manifest, read_manifest
from pipeline.read.skipped import is_skipped
from pipeline.read.sniff import sniff

# A report is a few hundred kilobytes; a member that claims more than this is a bomb or a film.
LARGEST_MEMBER = 200 * 1024 * 1024


@dataclass(slots=True)
class Document:
    """The bytes of one document. In an archive ``source`` is ``archive.zip/member.txt``."""

    source: str
    data: bytes
    hints: Hints | None = None


def documents(data: bytes, source: str, hints: Hints | None = None) -> Iterator[Document | Reject]:
    """The documents in a file, sorted by name; what cannot be taken out comes as a Reject."""
    try:
        kind = sniff(data)
    except Unreadable as error:
        yield Reject(source, error.reason, error.detail)
        return
    if kind != "zip":
        yield Document(source, data, hints)
        return
    archive = zipfile.ZipFile(BytesIO(data))
    members = {_member_name(info): info for info in archive.infolist() if not info.is_dir()}
    names = sorted(name for name in members if not is_skipped(name))
    manifests = {
        str(PurePosixPath(name).parent): _manifest(archive, info, f"{source}/{name}", members)
        for name, info in sorted(members.items())
        if PurePosixPath(name).name == NAME
    }
    if not names:
        yield Reject(source, "empty archive", "the zip holds no files; fetch it again")
    for name in names:
        yield _member(archive, members[name], f"{source}/{name}", _hints_for(name, manifests) or hints)
    for manifest in manifests.values():
        yield from manifest.problems


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, hints: Hints | None
) -> Document | Reject:
    if info.flag_bits & 1:
        return Reject(source, "password protected", "unpack the archive with its password")
    if info.file_size > LARGEST_MEMBER:
        return Reject(source, "too large", f"{info.file_size:,} bytes; unpack the archive and leave it out")
    try:
        return Document(source, archive.read(info), hints)
    except Exception as error:  # zlib, lzma and zipfile each raise their own
        return Reject(source, "damaged file", f"cannot be taken out of the zip ({error}); fetch it again")


def _manifest(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, members: dict[str, zipfile.ZipInfo]
) -> Manifest:
    folder = str(PurePosixPath(_member_name(info)).parent)
    document = _member(archive, info, source, None)
    if isinstance(document, Reject):
        return Manifest(problems=[document])
    prefix = "" if folder == "." else f"{folder}/"
    return read_manifest(document.data, source, lambda name: prefix + name in members)


def _hints_for(name: str, manifests: dict[str, Manifest]) -> Hints | None:
    for folder in PurePosixPath(name).parents:
        manifest = manifests.get(str(folder))
        if manifest and (hints := manifest.hints.get(str(PurePosixPath(name).relative_to(folder)))):
            return hints
    return None


def _member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; Windows writes Chinese names in GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
