"""Which of a learner's files go on beside the graded notebook: an allow-list of kinds, pictures by what they hold.

What a submission holds besides is not lost: it stays in ``submitted/`` and among the attempts.
"""

from __future__ import annotations

from pathlib import Path

from autograder.grading.pictures import MAX_BYTES, find_kind


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))
TEXTS = _split(
    ".txt .csv .tsv .json .jsonl .ndjson .toml .yml .yaml .ini .cfg .conf .log .md .rst .py .sql .rules .pem "
    ".crt .csr .cer .pub .asc .sig"
)
DATA = frozenset((".pcap", ".pcapng", ".bin", ".dat", ".der", ".sqlite", ".parquet", ".npy"))
"""What exercises hand out or ask for; a browser is never shown it, only given it to save."""


def is_kept(path: Path) -> bool:
    """Whether a file that was handed in is of a kind that goes on."""
    kind = path.suffix.lower()
    if kind in PICTURES:
        try:
            with path.open("rb") as stream:
                return path.stat().st_size <= MAX_BYTES and bool(find_kind(stream.read(MAX_BYTES)))
        except OSError:
            return False
    return kind in TEXTS or kind in DATA
