"""Lines and columns, as ``ast`` and ``tokenize`` count them, turned into positions in a text."""

from __future__ import annotations

import ast


class Offsets:
    """The positions of the lines of one text."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def find(self, line: int, column: int) -> int:
        """Return the position of a column counted in characters; ``line`` is counted from 1."""
        return self._starts[line - 1] + column

    def find_span(self, node: ast.expr) -> tuple[int, int]:
        """Return where ``node`` begins and ends; ``ast`` counts columns in bytes of UTF-8."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._from_bytes(node.lineno, node.col_offset), self._from_bytes(node.end_lineno, node.end_col_offset)

    def _from_bytes(self, line: int, column: int) -> int:
        return self.find(line, len(self._lines[line - 1].encode("utf-8")[:column].decode("utf-8")))
