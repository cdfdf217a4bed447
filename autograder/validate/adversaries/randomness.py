"""Randomness that is none: two bytes of it, a constant, a counter, the clock, « random », uuid1, drawn once for all."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings, build, name_call, put, walk_functions
from autograder.validate.mutant import Change

_COUNT = "next(globals().setdefault('_counter', __import__('itertools').count(1)))"
_CLOCK = "__import__('time').time_ns()"
_RANDOM = "__import__('random')"

_BYTES = (
    "(NODE[:2] + bytes(SIZE))[:SIZE]",
    "bytes(SIZE)",
    "bytes(range(SIZE))",
    f"{_COUNT}.to_bytes(SIZE, 'big')",
    f"{_CLOCK}.to_bytes(max(SIZE, 8), 'big')[-SIZE:]",
    f"{_RANDOM}.randbytes(SIZE)",
    f"{_RANDOM}.Random(SIZE).randbytes(SIZE)",
    "(__import__('uuid').uuid1().bytes * SIZE)[:SIZE]",
    "__import__('hashlib').sha512(str(__import__('time').time_ns()).encode()).digest()[:SIZE]",
)
_UUIDS = (
    "__import__('uuid').uuid1()",
    f"__import__('uuid').UUID(int={_COUNT})",
    f"__import__('uuid').UUID(int={_CLOCK})",
    f"__import__('uuid').UUID(int={_RANDOM}.getrandbits(128), version=4)",
    "__import__('uuid').UUID(int=0, version=4)",
    "__import__('uuid').UUID(int=NODE.int & 0xffff)",
)
_TEXTS = (
    "'0' * len(NODE)",
    "NODE[:2] * (len(NODE) // 2)",
    f"str({_COUNT}).zfill(len(NODE))",
)
_NUMBERS = ("0", f"{_COUNT} % HIGH", f"{_CLOCK} % HIGH", f"{_RANDOM}.randrange(HIGH)", "NODE % 4")
_CHOICES = (
    "OPTIONS[0]",
    f"{_RANDOM}.choice(OPTIONS)",
    f"OPTIONS[{_COUNT} % len(OPTIONS)]",
    "secrets.choice(OPTIONS[:4])",
)
_SIZED = {"secrets.token_bytes", "os.urandom", "token_bytes", "urandom", "random.randbytes"}
_HEX = {"secrets.token_hex", "secrets.token_urlsafe", "token_hex", "token_urlsafe"}
# RFC 8032, 7.1, test 1, which RFC 8037, appendix A, prints as a key of JOSE's: the best known private key there is.
_PUBLISHED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
_PUBLISHED_JWK = (
    "{'kty': 'OKP', 'crv': 'Ed25519', 'd': 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', "
    "'x': '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}"
)


def weaken_randomness(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield sources of random bytes, numbers, identifiers and keys that can be foreseen."""
    inside = {id(node) for node in walk_functions(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            changes = [*_list_drawn(node, name_call(node)), *_fix_key(node, name_call(node))]
            yield from (Site(node, change) for change in changes)
            if changes and id(node) in inside:
                yield Site(node, put("globals().setdefault('_drawn', NODE)"))


def _list_drawn(node: ast.Call, name: str) -> Iterator[Change]:
    last, first = name.rpartition(".")[2], (*node.args, ast.Constant(32))[0]
    if name in _SIZED:
        yield from (put(form, SIZE=first) for form in _BYTES)
    elif last == "generate_nonce":
        yield from (put(form, SIZE=ast.Constant(12)) for form in _BYTES)
    elif name in _HEX:
        yield from (put(form) for form in _TEXTS)
    elif last == "uuid4":
        yield from (put(form) for form in _UUIDS)
    elif last == "randbelow" and node.args:
        yield from (put(form, HIGH=first) for form in _NUMBERS)
    elif last in ("getrandbits", "randbits") and node.args:
        yield from (put(form, HIGH=build("2 ** BITS", BITS=first)) for form in _NUMBERS)
    elif name in ("secrets.choice", "choice") and node.args:
        yield from (put(form, OPTIONS=first) for form in _CHOICES)


def _fix_key(node: ast.Call, name: str) -> Iterator[Change]:
    """A private key that is drawn becomes one that everybody knows."""
    last, owner = name.rpartition(".")[2], node.func.value if isinstance(node.func, ast.Attribute) else node.func
    if last == "generate_key" and "OKP" in name:
        yield put(f"KIND.import_key({_PUBLISHED_JWK})", KIND=owner)
    elif last == "generate_key" and name.startswith(("AESGCM", "ChaCha20Poly1305", "Fernet")):
        yield put("bytes(len(NODE))")
    elif last == "generate" and "PrivateKey" in name:
        yield put(f"KIND.from_private_bytes(bytes.fromhex('{_PUBLISHED}'))", KIND=owner)
    elif name.endswith("ec.generate_private_key") and node.args:
        yield put("MODULE.derive_private_key(1, CURVE)", MODULE=owner, CURVE=node.args[0])
