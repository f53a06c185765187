"""A fixed-size sketch of a text, and how alike two texts are by their sketches.

Bottom-k minhash over runs of five characters: the share of common runs (Jaccard) can be estimated
from the k smallest hashes alone, so that near-duplicates are found without reading texts again.
"""

from __future__ import annotations

import numpy as np

RUN = 5  # characters; shorter runs are shared by all reports, longer ones break at each correction
SIZE = 128  # hashes kept: a standard error of 0.04 at the thresholds used
MIX = np.uint64(0x9E3779B97F4A7C15)
BASE = np.uint64(1_000_003)


def sketch(text: str) -> str:
    """The sketch of ``text``: eight hexadecimal digits a hash, smallest first. Layout counts for nothing."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    digits = (codes >= 0x30) & (codes <= 0x39)
    codes = codes[((codes >= 0x3400) & (codes <= 0x9FFF)) | digits].astype(np.uint64)
    count = len(codes) - RUN + 1
    if count < 1:
        return ""
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN):
        hashes = hashes * BASE + codes[offset : offset + count]
    hashes = (hashes ^ (hashes >> np.uint64(29))) * MIX
    smallest = np.unique(hashes >> np.uint64(32))[:SIZE]
    return "".join(f"{value:08x}" for value in smallest.tolist())


def likeness(one: str, two: str) -> float:
    """Estimated share of common runs of two sketched texts, 0 to 1."""
    a, b = _hashes(one), _hashes(two)
    if not a or not b:
        return 0.0
    # Beyond the shorter full sketch nothing is known of the other text.
    size = min(SIZE, len(a | b))
    union = set(sorted(a | b)[:size])
    return len(union & a & b) / len(union)


def anchors(hexadecimal: str, count: int = 8) -> list[str]:
    """The smallest hashes: texts that are nearly the same share at least one of them."""
    return [hexadecimal[i : i + 8] for i in range(0, min(len(hexadecimal), 8 * count), 8)]


def _hashes(hexadecimal: str) -> set[str]:
    return {hexadecimal[i : i + 8] for i in range(0, len(hexadecimal), 8)}
