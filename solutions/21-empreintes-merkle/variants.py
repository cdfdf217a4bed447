"""One week of a shared delivery log, with one line changed after the tree head was published."""

from __future__ import annotations

import hashlib
import random

PRODUCTS = ("munster", "tomme", "beurre", "lait cru", "yaourt nature", "crème", "fromage frais", "gruyère râpé")
DAYS = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")


def make(rng: random.Random) -> dict[str, dict[str, object]]:
    """Return the public case (today's log, root, two copies of the hashes, slips) and its secret answer."""
    deliveries = _invent_deliveries(rng, rng.randint(24, 40))
    index, decoy, other, *untouched = rng.sample(range(len(deliveries)), 6)
    hides_heat = rng.random() < 0.6
    if hides_heat:
        deliveries[index]["tenths"] = rng.randint(71, 98)
    friday = [_write_line(delivery) for delivery in deliveries]
    today = list(friday)
    today[index] = _write_line(_falsify(rng, deliveries[index], hides_heat))
    miscopied = {number: _write_line(_miscopy(rng, deliveries[number])) for number in (index, decoy, other)}
    kept = [_hash_leaf(line) for line in friday]
    redone = [_hash_leaf(line) for line in today]
    redone[decoy] = _hash_leaf(miscopied[decoy])
    copies = [kept, redone]
    rng.shuffle(copies)
    slips = [friday[index], *miscopied.values(), *(friday[number] for number in untouched)]
    rng.shuffle(slips)
    return {
        "public": {
            "log": today,
            "root": _climb(kept)[-1][0].hex(),
            "copies": [[digest.hex() for digest in copy] for copy in copies],
            "slips": slips,
        },
        "secret": {
            "index": index,
            "original": friday[index],
            "proof": [digest.hex() for digest in _list_proof(kept, index)],
        },
    }


def _invent_deliveries(rng: random.Random, size: int) -> list[dict[str, object]]:
    moments = sorted(rng.sample([(day, minute) for day in DAYS for minute in range(360, 1080, 5)], size))
    lots = rng.sample(range(1000, 10000), size)
    return [
        {
            "day": day,
            "minute": minute,
            "lot": lot,
            "product": rng.choice(PRODUCTS),
            "kilos": rng.randint(12, 98),
            "tenths": rng.randint(71, 98) if rng.random() < 0.08 else rng.randint(21, 58),
            "dock": rng.randint(1, 4),
        }
        for (day, minute), lot in zip(moments, lots, strict=True)
    ]


def _write_line(delivery: dict[str, object]) -> str:
    hours, minutes = divmod(int(str(delivery["minute"])), 60)
    degrees, tenths = divmod(int(str(delivery["tenths"])), 10)
    return (
        f"{delivery['day']} {hours:02}:{minutes:02} ; lot {delivery['lot']} ; {delivery['product']} ; "
        f"{delivery['kilos']} kg ; {degrees},{tenths} °C ; quai {delivery['dock']}"
    )


def _falsify(rng: random.Random, delivery: dict[str, object], hides_heat: bool) -> dict[str, object]:
    """Change what somebody would want changed: a lot that came too warm, or a weight."""
    if hides_heat:
        return {**delivery, "tenths": rng.randint(21, 49)}
    return {**delivery, "kilos": int(str(delivery["kilos"])) + rng.randint(1, 9)}


def _miscopy(rng: random.Random, delivery: dict[str, object]) -> dict[str, object]:
    """Change what a tired hand gets wrong: the dock, or ten minutes."""
    if rng.random() < 0.5:
        return {**delivery, "dock": int(str(delivery["dock"])) % 4 + 1}
    return {**delivery, "minute": int(str(delivery["minute"])) + 10}


def _hash_leaf(line: str) -> bytes:
    return hashlib.sha256(b"\x00" + line.encode("utf-8")).digest()


def _climb(hashes: list[bytes]) -> list[list[bytes]]:
    """Return the rows of the tree, from the leaves up; an odd one out goes up as it is (RFC 6962, 2.1)."""
    rows = [hashes]
    while len(rows[-1]) > 1:
        row = rows[-1]
        pairs = [row[start : start + 2] for start in range(0, len(row), 2)]
        rows.append(
            [hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
        )
    return rows


def _list_proof(hashes: list[bytes], index: int) -> list[bytes]:
    proof = []
    for row in _climb(hashes)[:-1]:
        neighbour = index + 1 if index % 2 == 0 else index - 1
        if neighbour < len(row):
            proof.append(row[neighbour])
        index //= 2
    return proof
