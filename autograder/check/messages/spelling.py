"""Names that are nearly the same."""

from __future__ import annotations


def find_near_name(name: str, candidates: list[str]) -> str:
    """Return the candidate that is ``name`` but for one slip or two, empty where there is none."""
    allowed = 1 if len(name) < 5 else 2
    plain = fold_name(name)
    for candidate in candidates:
        if candidate != name and fold_name(candidate) == plain:
            return candidate
    scored = sorted((count_slips(plain, fold_name(candidate), allowed), candidate) for candidate in candidates)
    return scored[0][1] if scored and scored[0][0] <= allowed else ""


def count_slips(one: str, other: str, most: int = 2) -> int:
    """Return how many letters were added, dropped, changed or swapped with their neighbour; ``most + 1`` at most."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


def fold_name(name: str) -> str:
    """Return a name without its capitals and underscores."""
    return name.replace("_", "").lower()
