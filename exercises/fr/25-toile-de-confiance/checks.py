"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, valeurs des RFC 8032 et 9580."""

import hashlib
import json
from itertools import pairwise

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

RFC_8032_SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
RFC_8032_PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
RFC_8032_SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
RFC_9580_PUBLIC = bytes.fromhex("f94da7bb48d60a61e567706a6587d0331999bb9d891a08242ead84543df895a3")
RFC_9580_CREATED = 0x63877FE3
RFC_9580_PRINT = "cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9"


def private(number):
    """Une clé privée faite par nous."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def public(number):
    return private(number).public_key().public_bytes_raw()


# --- 2. Les clés --------------------------------------------------------------------------------------------------


@pytest.mark.task("keys")
def test_sign_published(student):
    """La signature est celle de la RFC 8032, essai 1."""
    got = student.expect_bytes(student.call("sign", RFC_8032_SECRET, b""))
    assert got == RFC_8032_SIGNATURE, "La clé se fait avec `from_private_bytes`, et l’on signe le message tel quel."


@pytest.mark.task("keys")
def test_verify_published(student):
    """La signature de la RFC 8032 est acceptée."""
    got = student.call("verify", RFC_8032_PUBLIC, b"", RFC_8032_SIGNATURE)
    if got is None:
        student.mistake("verify_returns_nothing")
    assert got is True, "Cette signature est publiée : elle est bonne."


@pytest.mark.task("keys", weight=2)
@settings(max_examples=6)
@given(place=st.integers(0, 63))
def test_verify_refuses(student, place):
    """Un seul bit changé, et la signature est refusée."""
    changed = bytearray(RFC_8032_SIGNATURE)
    changed[place] ^= 1
    for message, signature in ((b"", bytes(changed)), (b"!", RFC_8032_SIGNATURE)):
        try:
            got = student.call("verify", RFC_8032_PUBLIC, message, signature)
        except Exception as error:
            if getattr(getattr(error, "error", None), "type", "") != "InvalidSignature":
                raise
            student.mistake("refusal_escapes")
        if got is True:
            student.mistake("always_true")
        assert got is False, "Une mauvaise signature donne `False`."


@pytest.mark.task("keys")
def test_fingerprint_published(student):
    """L’empreinte de la clé d’exemple de la RFC 9580."""
    got = student.expect_text(
        student.call("fingerprint", RFC_9580_PUBLIC, RFC_9580_CREATED),
        look="L’empreinte se rend en texte : `.hexdigest()`.",
    )
    packet = bytes.fromhex("0663877fe31b00000020") + RFC_9580_PUBLIC
    if got == hashlib.sha256(RFC_9580_PUBLIC).hexdigest():
        student.mistake("key_alone_hashed")
    if got == hashlib.sha256(packet).hexdigest():
        student.mistake("first_bytes_forgotten")
    if got == hashlib.sha256(bytes.fromhex("9b0000002a06e37f87631b00000020") + RFC_9580_PUBLIC).hexdigest():
        student.mistake("date_backwards")
    assert got == RFC_9580_PRINT, "Relisez le tableau ligne par ligne : sept morceaux, dans cet ordre."


# --- 3. Le trousseau ----------------------------------------------------------------------------------------------


def fingerprint(key):
    """L’empreinte d’une clé du trousseau, par nos moyens."""
    packet = b"\x06" + key["created"].to_bytes(4, "big") + b"\x1b\x00\x00\x00\x20" + bytes.fromhex(key["public"])
    return hashlib.sha256(b"\x9b\x00\x00\x00\x2a" + packet).hexdigest()


KEYS = {
    name: {"name": person, "public": public(number).hex(), "created": 1_700_000_000 + number}
    for number, (name, person) in enumerate([("k1", "Zoé"), ("k2", "Omar"), ("k3", "Omar")])
}


def certify(signer, key, by=None, about=None):
    """Un certificat ; `by` signe à la place de `signer`, `about` est la clé dont parle la signature."""
    told = about or key
    text = f"certify {fingerprint(KEYS[told])} {KEYS[told]['name']}"
    hand = private(int((by or signer)[1]) - 1)
    return {"signer": signer, "key": key, "signature": hand.sign(text.encode("utf-8")).hex()}


def pairs(value):
    """Les couples d’une liste, en listes, pour comparer sans souci de parenthèses ou de crochets."""
    rows = value if isinstance(value, list) else [value]
    return [list(pair) if isinstance(pair, tuple) else pair for pair in rows]


def read_edges(student, certificates):
    """Appelle `read_edges` ; dit quand une clé absente arrête tout."""
    try:
        return pairs(student.call("read_edges", KEYS, certificates))
    except KeyError:
        student.mistake("absent_key_sought")


@pytest.mark.task("ring")
def test_edges_direction(student):
    """Une bonne signature devient une flèche."""
    got = read_edges(student, [certify("k1", "k2")])
    if got == [["k2", "k1"]]:
        student.mistake("arrow_reversed")
    assert got == [["k1", "k2"]], "Ce certificat est bon. Vérifiez-vous avec la clé publique de qui *signe* ?"


@pytest.mark.task("ring")
def test_edges_forged(student):
    """Des signatures qui ne valent rien."""
    forged = [certify("k1", "k2", by="k3"), certify("k1", "k3", about="k2")]
    got = read_edges(student, forged)
    if got == [["k1", "k2"], ["k1", "k3"]]:
        student.mistake("signature_not_verified")
    assert got == [], "L’un est signé par une autre clé, l’autre parle d’une autre clé. Le message vérifié est `lent_statement` de la clé signée."


@pytest.mark.task("ring")
def test_edges_self(student):
    """Une clé qui se signe elle-même."""
    got = read_edges(student, [certify("k2", "k2"), certify("k2", "k1")])
    if got == [["k2", "k1"], ["k2", "k2"]]:
        student.mistake("self_signature_kept")
    assert got == [["k2", "k1"]], "Seul le second certificat compte."


@pytest.mark.task("ring")
def test_edges_absent(student):
    """Un signataire, puis une clé, absents du trousseau."""
    rows = [{**certify("k1", "k2"), "signer": "k9"}, {**certify("k1", "k2"), "key": "k9"}, certify("k3", "k1")]
    assert read_edges(student, rows) == [["k3", "k1"]], "Les deux premiers certificats visent une clé que l’on n’a pas."


@pytest.mark.task("ring")
def test_edges_sorted(student):
    """La liste est triée."""
    rows = [certify("k3", "k1"), certify("k1", "k3"), certify("k1", "k2")]
    assert read_edges(student, rows) == [["k1", "k2"], ["k1", "k3"], ["k3", "k1"]], "`sorted(…)` trie des couples."


@pytest.mark.task("ring")
def test_my_edges(student):
    """Vos flèches sont celles de votre trousseau."""
    ring = student.variant["ring"]
    wanted = student.call("read_edges", ring["keys"], ring["certificates"])
    if pairs(student.value("my_edges")) != pairs(wanted):
        student.fail("`my_edges` est ce que rend `read_edges` sur `my_keys` et `my_certificates`.")


# --- 4. Juger -----------------------------------------------------------------------------------------------------


@pytest.mark.task("judge")
def test_enough(student):
    """Un seul plein, ou trois partiels."""
    assert student.call("enough", ["none", "full"]) is True, "Une confiance pleine suffit."
    assert student.call("enough", ["ultimate"]) is True, "Votre propre signature suffit."
    two = student.call("enough", ["marginal", "marginal", "none"])
    if two is True:
        student.mistake("two_marginals_enough")
    assert two is False, "Deux confiances partielles ne font pas trois."
    three = student.call("enough", ["marginal"] * 3)
    if three is False:
        student.mistake("four_marginals_needed")
    assert three is True, "Trois confiances partielles suffisent."


@pytest.mark.task("judge")
def test_enough_none(student):
    """Personne, ou personne de confiance."""
    for levels in ([], ["none"] * 5):
        assert student.call("enough", levels) is False, "Aucune de ces signatures ne compte."


def valid_keys(student, edges, trust):
    return student.call("valid_keys", edges, "moi", trust)


@pytest.mark.task("judge")
def test_valid_direct(student):
    """Les clés que vous avez signées vous-même."""
    got = valid_keys(student, [["moi", "a"], ["b", "moi"]], {})
    got = student.expect_table(got)
    if "b" in got:
        student.mistake("arrows_followed_back")
    assert got == {"moi": 0, "a": 1}, "Votre clé a la profondeur 0, celle que vous avez signée la profondeur 1."


@pytest.mark.task("judge")
def test_valid_trust(student):
    """Une clé valide n’est pas une personne de confiance."""
    try:
        got = valid_keys(student, [["moi", "a"], ["a", "b"], ["moi", "c"], ["c", "d"]], {"a": "full"})
    except KeyError:
        student.mistake("label_not_there")
    if got == {"moi": 0, "a": 1, "c": 1, "b": 2, "d": 2}:
        student.mistake("trust_not_read")
    assert got == {"moi": 0, "a": 1, "c": 1, "b": 2}, "`a` est de confiance pleine, `c` non. Une seule des deux présente quelqu’un."


@pytest.mark.task("judge")
def test_valid_signer_must_be_valid(student):
    """Une signature de confiance, mais d’une clé qui n’est pas valide."""
    got = valid_keys(student, [["moi", "a"], ["x", "b"]], {"x": "full"})
    if "b" in got:
        student.mistake("invalid_signer_counted")
    assert got == {"moi": 0, "a": 1}, "`x` n’a été signée par personne de valide."


@pytest.mark.task("judge")
def test_valid_depth(student):
    """Une chaîne de sept clés : la dernière est trop loin."""
    names = ["moi", "a", "b", "c", "d", "e", "f"]
    edges = [[one, two] for one, two in zip(names[-2::-1], names[:0:-1], strict=True)]
    got = valid_keys(student, edges, dict.fromkeys(names, "full"))
    if got == {name: depth for depth, name in enumerate(names)}:
        student.mistake("six_steps_allowed")
    if isinstance(got, dict) and got.get("b") == 1 and got["b"] is not True:
        student.mistake("added_during_the_turn")
    assert got == {"moi": 0, "a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, "Un pas par tour, et cinq tours au plus."


@pytest.mark.task("judge")
def test_valid_own_signature(student):
    """Votre signature compte, quoi que dise `trust`."""
    got = valid_keys(student, [["moi", "a"], ["a", "moi"], ["a", "b"]], {"moi": "none", "a": "full"})
    assert got == {"moi": 0, "a": 1, "b": 2}, "La vôtre garde la profondeur 0, et ce que vous signez est valide."


@pytest.mark.task("judge")
def test_my_valid(student):
    """`my_valid` est le jugement de votre toile."""
    web = student.variant["web"]
    wanted = student.call("valid_keys", web["edges"], web["me"], web["trust"])
    if student.value("my_valid") != wanted:
        student.fail('`my_valid` est ce que rend `valid_keys` sur `web["edges"]`, `me` et `trust`.')


# --- 5. Révoquer --------------------------------------------------------------------------------------------------


@pytest.mark.task("revoke")
def test_revoke(student):
    """Une révocation que d’autres peuvent vérifier."""
    told = fingerprint(KEYS["k1"])
    got = student.expect_bytes(student.call("revoke", bytes(32), told))
    try:
        private(0).public_key().verify(got, f"revoke {told}".encode())
        good = True
    except InvalidSignature:
        good = False
    assert good is True, "On signe `lent_revocation(key_print)`, avec la clé privée reçue."


def revocation(key, by=None):
    text = f"revoke {fingerprint(KEYS[key])}"
    return {"key": key, "signature": private(int((by or key)[1]) - 1).sign(text.encode()).hex()}


@pytest.mark.task("revoke")
def test_revoked_good(student):
    """Une vraie révocation."""
    got = student.call("revoked_keys", KEYS, [revocation("k3"), revocation("k1"), revocation("k3")])
    if got in (["k1", "k3", "k3"], ["k3", "k1", "k3"]):
        student.mistake("revoked_twice")
    assert got == ["k1", "k3"], "Deux clés se révoquent elles-mêmes. La liste est triée."


@pytest.mark.task("revoke")
def test_revoked_forged(student):
    """Une révocation signée par quelqu’un d’autre, une autre pour une clé absente."""
    rows = [revocation("k1", by="k2"), {"key": "k9", "signature": "00" * 64}]
    try:
        got = student.call("revoked_keys", KEYS, rows)
    except KeyError:
        student.mistake("absent_revocation")
    if got == ["k1"] or got == ["k1", "k9"]:
        student.mistake("anyone_may_revoke")
    assert got == [], "La signature se vérifie avec la clé publique de la clé révoquée."


@pytest.mark.task("revoke")
def test_without(student):
    """Les flèches qui ne touchent aucune clé révoquée."""
    edges = [["d", "a"], ["a", "b"], ["c", "d"], ["b", "c"]]
    got = pairs(student.call("without", edges, ["a"]))
    if got == [["d", "a"], ["c", "d"], ["b", "c"]] or got == [["a", "b"], ["c", "d"], ["b", "c"]]:
        student.mistake("one_end_forgotten")
    assert got == [["c", "d"], ["b", "c"]], "`a` est révoquée : deux flèches tombent, les deux autres restent, dans le même ordre."


@pytest.mark.task("revoke")
def test_my_revoked(student):
    """Votre clé révoquée est bien vérifiée."""
    ring = student.variant["ring"]
    wanted = student.call("revoked_keys", ring["keys"], ring["revocations"])
    if student.value("my_revoked") != wanted:
        student.fail("`my_revoked` est ce que rend `revoked_keys` sur `my_keys` et `my_revocations`.")


# --- 6. La liste signée -------------------------------------------------------------------------------------------


def read_policy(student):
    policy = student.value("policy")
    rows = policy if isinstance(policy, list) else [policy]
    assert all(isinstance(row, dict) for row in rows), "`policy` est une liste de dictionnaires."
    return rows


@pytest.mark.task("policy")
def test_policy_rows(student):
    """Une ligne par clé, sauf la vôtre, avec son empreinte."""
    web, rows = student.variant["web"], read_policy(student)
    names = [row.get("name") for row in rows]
    if web["me"] in names:
        student.mistake("own_key_listed")
    assert names == sorted(name for name in web["fingerprints"] if name != web["me"]), "Les noms de `prints`, triés."
    assert all(row.get("fingerprint") == web["fingerprints"][row["name"]] for row in rows), "L’empreinte de chaque clé est dans `prints`."
    assert all(sorted(row) == ["decision", "fingerprint", "name", "path"] for row in rows), "Quatre étiquettes : `name`, `fingerprint`, `decision`, `path`."


@pytest.mark.task("policy")
def test_policy_paths(student):
    """Chaque chemin part de vous et suit des flèches qui existent."""
    web, rows = student.variant["web"], read_policy(student)
    told = {row.get("name"): row.get("decision") for row in rows}
    for row in rows:
        path = row.get("path")
        path = student.expect_list(path)
        if row.get("decision") != "trust":
            assert path == [], "Une clé qui n’est pas crue n’a pas de chemin : `[]`."
            continue
        assert [path[:1], path[-1:]] == [[web["me"]], [row["name"]]], "Le chemin va de vous à cette clé, elle comprise."
        if any(told.get(name) == "revoked" for name in path):
            student.mistake("path_through_revoked")
        if any(told.get(name) == "refuse" for name in path):
            student.mistake("path_through_refused")
        steps = [list(step) for step in pairwise(path)]
        assert all(step in web["edges"] for step in steps), "Chaque pas du chemin est une flèche de la toile."


@pytest.mark.task("policy")
def test_policy_revoked(student):
    """La clé révoquée est dite révoquée."""
    told = {row.get("name"): row.get("decision") for row in read_policy(student)}
    assert [told.get(name) for name in student.variant["web"]["revoked"]] == ["revoked"], "Une clé révoquée se signale, même si elle était valide : l’équipe doit cesser de s’en servir."


@pytest.mark.task("policy")
def test_policy_signed(student):
    """Le fichier contient votre liste, et sa signature est la vôtre."""
    data, signature = student.file("politique.json"), student.file("politique.sig")
    hand = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(student.variant["private"]))
    try:
        told = json.loads(data.decode("utf-8"))
    except ValueError:
        told = None
    if told != student.value("policy"):
        student.fail("`politique.json` n’est pas `policy` en JSON. L’avez-vous écrit après avoir fini la liste ?")
    if signature.hex().encode() == data.hex().encode():
        student.fail("Le fichier de signature contient la liste. Il attend 64 octets.")
    try:
        hand.public_key().verify(signature, data)
        good = True
    except InvalidSignature:
        good = False
    if not good and len(signature) == 64:
        student.mistake("other_bytes_signed")
    if not good:
        student.fail("`politique.sig` attend 64 octets : la signature, sans rien autour.")
    if b"\\u00" in data or b"\n" not in data:
        student.fail("Une personne doit pouvoir lire cette page : `ensure_ascii=False` et `indent=2`.")
