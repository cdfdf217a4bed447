"""Checks of a library skipped, weakened, or asked with more than is needed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from autograder.validate.adversaries.site import Site, Surroundings, name_call, name_target, put
from autograder.validate.mutant import with_fields

_DEFAULTS_LOOSE = frozenset(
    {
        *("algorithms", "strict", "validate", "verify", "check_hostname", "purpose", "cafile", "maxmem", "required"),
        *("aad", "associated_data", "context", "issuer", "audience", "options", "max_depth", "policy", "nonce"),
    }
)
"""Keywords without which a library asks less."""
_SETTINGS = frozenset({"check_hostname", "verify_mode", "verify_flags", "minimum_version"})
_COSTS = frozenset({"n", "r", "p", "iterations", "time_cost", "memory_cost", "key_size", "length", "dklen", "rounds"})
"""Keywords whose small values are cheap for an attacker too."""


def weaken_library(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield calls of libraries that verify nothing, less, or at less cost."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _skip_verification(node)
            for word in node.keywords:
                if word.arg in _DEFAULTS_LOOSE:
                    yield Site(
                        node, partial(with_fields, keywords=[other for other in node.keywords if other is not word])
                    )
                elif word.arg in _COSTS:
                    yield Site(word, partial(with_fields, value=ast.Constant(16 if word.arg == "n" else 1)))
        elif isinstance(node, ast.Assign) and name_target(node.targets[0]).rpartition(".")[2] in _SETTINGS:
            yield Site(node, lambda _: ast.Pass())


def _skip_verification(node: ast.Call) -> Iterator[Site]:
    name = name_call(node)
    last = name.rpartition(".")[2]
    if last == "compare_digest" and len(node.args) == 2:
        yield Site(node, put("LEFT == RIGHT", LEFT=node.args[0], RIGHT=node.args[1]))
    elif name.endswith("jws.deserialize_compact") and node.args:
        form = "MODULE.extract_compact(TOKEN.encode() if isinstance(TOKEN, str) else TOKEN)"
        yield Site(node, put(form, MODULE=node.func.value, TOKEN=node.args[0]))  # type: ignore[attr-defined]
        loose = ast.parse("['none', 'HS256', 'EdDSA', 'Ed25519', 'ES256', 'RS256']", mode="eval").body
        words = [word for word in node.keywords if word.arg != "algorithms"]
        yield Site(node, partial(with_fields, keywords=[*words, ast.keyword("algorithms", loose)]))
    elif name.endswith("create_default_context"):
        yield Site(node, put("__import__('ssl')._create_unverified_context()"))
        yield Site(node, put("__import__('ssl').SSLContext(__import__('ssl').PROTOCOL_TLS_CLIENT)"))
        yield Site(node, _then(node, "set_ciphers('ALL:@SECLEVEL=0')"))
        yield Site(node, _then(node, "load_default_certs()"))
    elif isinstance(node.func, ast.Attribute) and last.startswith(("verify", "validate", "check_")):
        yield Site(node, put("None"))
        yield Site(node, put("True"))


def _then(node: ast.Call, call: str):  # type: ignore[no-untyped-def]
    return put(f"(lambda made: (made.{call}, made)[1])(NODE)")
