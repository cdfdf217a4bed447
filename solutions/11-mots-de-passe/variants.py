"""Une fuite fabriquée par apprenant : des gens inventés, des mots de passe tirés au sort, rien de réel."""

import hashlib
import random
from pathlib import Path

NAMES = [
    "amina",
    "baptiste",
    "chidi",
    "dalia",
    "elif",
    "fanny",
    "goran",
    "hanae",
    "idriss",
    "jeanne",
    "kevin",
    "linh",
    "mariama",
    "nassim",
    "odile",
    "paola",
    "quentin",
    "rachid",
    "sofia",
    "thierry",
    "ulysse",
    "valerie",
    "wendy",
    "xavier",
    "yara",
    "zacharie",
]
ACCENTED = ["forêt", "étoile", "été2024", "crème", "érable", "château", "gruyère", "hélène", "café", "noël2023"]
LONG_WORDS = [
    "lanterne",
    "cuivre",
    "bascule",
    "orage",
    "tiroir",
    "violon",
    "gravier",
    "pommier",
    "registre",
    "falaise",
    "comptoir",
    "boussole",
    "verrou",
    "sarrasin",
    "cabane",
    "tonnerre",
    "muraille",
    "ficelle",
]
CRACKABLE = 8
STRONG = 4


def make(rng: random.Random) -> dict:
    """Return a leak of twelve accounts, eight of which fall to the list, and candidates for slow storage."""
    found, strong = _draw_passwords(rng)
    accounts = list({**found, **strong}.items())
    rng.shuffle(accounts)
    leak = {name: hashlib.sha256(password.encode("utf-8")).hexdigest() for name, password in accounts}
    settings, budget_ms, budget_mib, best = _draw_settings(rng)
    return {
        "public": {
            "leak": leak,
            "crackable": CRACKABLE,
            "settings": settings,
            "budget_ms": budget_ms,
            "budget_mib": budget_mib,
        },
        "secret": {"found": found, "choice": best},
    }


def _draw_passwords(rng: random.Random) -> tuple[dict, dict]:
    words = (Path(__file__).parent / "data" / "mots-courants.txt").read_text(encoding="utf-8").split()
    names = rng.sample(NAMES, CRACKABLE + STRONG)
    shared = rng.choice([word for word in words if word not in ACCENTED])
    accented = rng.sample(ACCENTED, 2)
    others = rng.sample([word for word in words if word not in ACCENTED and word != shared], CRACKABLE - 4)
    found = dict(zip(names[:CRACKABLE], [shared, shared, *accented, *others], strict=True))
    strong = {name: " ".join(rng.sample(LONG_WORDS, 4)) + f" {rng.randint(10, 99)}" for name in names[CRACKABLE:]}
    return found, strong


def _draw_settings(rng: random.Random) -> tuple[list, int, int, str]:
    """Five candidates that each meet one refusal, and one that fits."""
    budget_ms = rng.choice([150, 200, 250, 300])
    budget_mib = rng.choice([64, 96, 128])
    fits = rng.choice([19, 32, 46, 64])
    slow = rng.choice([size for size in (19, 32, 46, 64) if size != fits])
    settings = [
        _setting("sha256", False, 0, 0.001),
        _setting("sha256-salt", True, 0, 0.001),
        _setting("scrypt-1", True, 1, rng.randint(2, 6)),
        _setting(f"argon2id-{fits}", True, fits, budget_ms - rng.choice([0, 10, 40])),
        _setting(f"argon2id-{slow}-slow", True, slow, budget_ms + rng.choice([1, 60, 200])),
        _setting(f"argon2id-{budget_mib * 2}", True, budget_mib * 2, budget_ms - 5),
        _setting("argon2id-one-salt", False, fits, budget_ms - 20),
    ]
    rng.shuffle(settings)
    return settings, budget_ms, budget_mib, f"argon2id-{fits}"


def _setting(name: str, own_salt: bool, memory_mib: int, ms: float) -> dict:
    return {"name": name, "own_salt": own_salt, "memory_mib": memory_mib, "ms": ms}
