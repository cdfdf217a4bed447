"""Les vérifications livrées avec l’exercice : badges faits par nous, valeurs publiées, propriétés."""

import base64
import hashlib
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

# --- Nos outils : les mêmes calculs, sans la bibliothèque de l’exercice --------------------------------------------

PREFIX = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"
SCHOOL = "https://ecole.example"
NOW = "2026-11-25T09:00:00Z"
# RFC 8037, annexe A : la clé, et son empreinte au sens de la RFC 7638.
PUBLISHED_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
PUBLISHED_PRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text):
    return base64.urlsafe_b64decode(text + "==")


def make_key(number):
    """Une paire de clés, toujours la même pour le même numéro."""
    seed = bytes([number]) * 32
    point = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return {"kty": "OKP", "crv": "Ed25519", "x": encode(point), "d": encode(seed)}


def public_of(key):
    return {name: key[name] for name in ("kty", "crv", "x")}


def sign(payload, key, **header):
    """Une signature en trois morceaux, faite par nous."""
    head = {"alg": "Ed25519", "typ": "JWT", **header}
    text = encode(json.dumps(head).encode()) + "." + encode(payload)
    signature = Ed25519PrivateKey.from_private_bytes(decode(key["d"])).sign(text.encode())
    return text + "." + encode(signature)


def is_signed(token, jwk):
    """Dit si la signature est bonne, par le calcul seul."""
    text, _, signature = token.rpartition(".")
    try:
        Ed25519PublicKey.from_public_bytes(decode(jwk["x"])).verify(decode(signature), text.encode())
    except InvalidSignature:
        return False
    return True


def make_print(jwk):
    text = json.dumps({name: jwk[name] for name in ("crv", "kty", "x")}, separators=(",", ":"))
    return encode(hashlib.sha256(text.encode()).digest())


KEY, LIAR = make_key(7), make_key(8)
TRUSTED = {SCHOOL: public_of(KEY)}


def badge_of(**changes):
    badge = {"name": "Souder, Noor", "issuer": {"id": SCHOOL}, "validFrom": "2025-03-03T08:00:00Z"}
    return badge | {"validUntil": "2028-03-03T08:00:00Z", "credentialSubject": {"id": "urn:x"}} | changes


def token_of(badge, key=KEY, **header):
    return sign(json.dumps(badge).encode(), key, **header)


# --- 2. Lire ------------------------------------------------------------------------------------------------------


@pytest.mark.task("read")
@settings(max_examples=5)
@given(data=st.binary(min_size=1, max_size=12))
def test_decode_part(student, data):
    """A piece gives its bytes back, whatever its length."""
    try:
        got = student.call("decode_part", encode(data))
    except Exception as error:
        if "padding" not in str(error):
            raise
        student.mistake("padding_missing")
    if isinstance(got, str):
        student.fail(
            "`decode_part` returns bytes. A piece is not always text: the signature is not."
        )
    assert got == data, "`base64.urlsafe_b64decode` reads this encoding, and returns bytes."


@pytest.mark.task("read")
def test_decode_part_for_addresses(student):
    """The signs `-` and `_` are read back."""
    got = student.call("decode_part", "-_8t")
    if got != b"\xfb\xff\x2d":
        student.mistake("ordinary_base64")
    assert got == b"\xfb\xff\x2d"


@pytest.mark.task("read")
def test_read_badge(student):
    """The header and the content, in two dictionaries."""
    badge = badge_of(name="Conduire, Maïwenn")
    result = student.call("read_badge", token_of(badge, kid="k"))
    advice = "`read_badge` returns two values in parentheses: the header, then the content."
    result = student.expect_list(result, look=advice)
    assert len(result) == 2, advice
    if result[0] == badge:
        student.fail("The two values are swapped: the header comes first, the content after it.")
    assert result[0] == {"alg": "Ed25519", "typ": "JWT", "kid": "k"}, "The header is the first piece. `json.loads` makes a dictionary of it."
    assert result[1] == badge, "The content is the second piece."


@pytest.mark.task("read")
def test_titles(student):
    """The names of the ten badges."""
    titles = student.expect_list(student.value("titles"))
    wanted = [json.loads(decode(token.split(".")[1]))["name"] for token in student.variant["tokens"]]
    assert titles == wanted, 'Ten texts, in the order of `tokens`: the value of `"name"` in each content.'


@pytest.mark.task("read")
def test_read_by_hand(student):
    """The pieces are read by your own code."""
    assert "lent_" not in student.source("read"), "This task is done without a lent tool: with `base64` and `json`."


# --- 3. Vérifier --------------------------------------------------------------------------------------------------


def verdict_of(student, token, now=NOW):
    """Appelle `verify_badge` ; dit quand un émetteur inconnu l’arrête."""
    try:
        return student.call("verify_badge", token, TRUSTED, now)
    except KeyError:
        student.mistake("issuer_assumed")
    except TypeError as error:
        if "unhashable" in str(error):
            student.mistake("whole_issuer_looked_up")
        if "offset" not in str(error):
            raise
        student.fail(
            "A date without a time zone cannot be compared with a date that has one. Change both with `fromisoformat`."
        )
    except Exception as error:
        if getattr(getattr(error, "error", None), "type", "") != "BadSignatureError":
            raise
        student.mistake("refusal_escapes")


@pytest.mark.task("verify")
def test_verify_ok(student):
    """A good badge, with or without an end date."""
    assert verdict_of(student, token_of(badge_of())) == "ok", "This badge is signed by the school and valid today."
    endless = badge_of()
    del endless["validUntil"]
    try:
        verdict = verdict_of(student, token_of(endless))
    except Exception as error:
        if "validUntil" not in str(error):
            raise
        verdict = None
    assert verdict == "ok", "`validUntil` may be missing: the badge then has no end."


@pytest.mark.task("verify")
def test_verify_algorithm(student):
    """A badge that itself chooses "no signature"."""
    body = encode(json.dumps(badge_of()).encode())
    for name in ("none", "HS256", "None"):
        token = encode(json.dumps({"alg": name}).encode()) + "." + body + "."
        verdict = verdict_of(student, token)
        assert verdict == "algorithm", 'The algorithm is not `"Ed25519"`: that is the first line of the table.'


@pytest.mark.task("verify")
def test_verify_issuer(student):
    """An unknown issuer."""
    token = token_of(badge_of(issuer={"id": "https://ailleurs.example"}))
    assert verdict_of(student, token) == "issuer", "This issuer is not in your list of trusted schools."


@pytest.mark.task("verify")
def test_verify_own_key(student):
    """A false badge, which brings its own key."""
    verdict = verdict_of(student, token_of(badge_of(), LIAR, jwk=public_of(LIAR)))
    assert verdict == "signature", "The school's key does not check this signature."


@pytest.mark.task("verify")
@settings(max_examples=3)
@given(place=st.integers(0, 30))
def test_verify_changed(student, place):
    """Changed content is refused."""
    head, _, signature = token_of(badge_of()).split(".")
    changed = badge_of(name="Souder, Noor" + "x" * (place + 1))
    token = f"{head}.{encode(json.dumps(changed).encode())}.{signature}"
    assert verdict_of(student, token) == "signature", "The content changed after the signature."


@pytest.mark.task("verify")
def test_verify_early(student):
    """A badge that is not valid yet."""
    for date in ("2026-11-25T09:00:01Z", "2026-11-25T05:00:00-05:00"):
        verdict = verdict_of(student, token_of(badge_of(validFrom=date)))
        assert verdict == "early", "`now` is before `validFrom`."
    assert verdict_of(student, token_of(badge_of(validFrom=NOW))) == "ok", "At the very instant of `validFrom`, the badge is valid."


@pytest.mark.task("verify")
def test_verify_expired(student):
    """An expired badge, even written in another time zone."""
    verdict = verdict_of(student, token_of(badge_of(validUntil="2026-11-25T10:30:00+02:00")))
    assert verdict == "expired", "`now` is after `validUntil`."
    assert verdict_of(student, token_of(badge_of(validUntil=NOW))) == "expired", "At the very instant of `validUntil`, the badge is no longer valid."


@pytest.mark.task("verify")
def test_verdicts(student):
    """The ten answers follow your function."""
    verdicts = student.expect_list(student.value("verdicts"))
    data = student.variant
    wanted = [student.call("verify_badge", token, data["trusted"], data["now"]) for token in data["tokens"]]
    assert verdicts == wanted, "`verdicts` is the list of what `verify_badge` returns, in the order of `tokens`."


# --- 4. Le détenteur ----------------------------------------------------------------------------------------------


@pytest.mark.task("holder")
def test_thumbprint_published(student):
    """The hash of a key published by RFC 8037."""
    got = student.call("thumbprint", PUBLISHED_KEY)
    assert got == PUBLISHED_PRINT, "Three labels, `rfc8785.dumps`, SHA-256, base64 for addresses. RFC 8037, appendix A.3, gives the value."


@pytest.mark.task("holder")
def test_thumbprint_three_members(student):
    """The other labels of the key do not count."""
    got = student.call("thumbprint", {**PUBLISHED_KEY, "kid": "a", "use": "sig"})
    if got not in (PUBLISHED_PRINT, PUBLISHED_PRINT + "="):
        student.mistake("whole_key_hashed")
    assert got == PUBLISHED_PRINT


HOLDER = make_key(9)
HELD = {"credentialSubject": {"id": PREFIX + make_print(public_of(HOLDER))}}


def accept_first(student):
    """Une fonction qui refuse tout n’a rien vérifié : la bonne réponse passe d’abord."""
    answer = sign("défi 4821".encode(), HOLDER)
    assert student.call("is_holder", HELD, public_of(HOLDER), answer, "défi 4821") is True, "The identifier, the signature and the challenge agree: the answer is `True`."


@pytest.mark.task("holder")
def test_holder_accepted(student):
    """The right person, the right answer."""
    accept_first(student)


@pytest.mark.task("holder")
def test_holder_other_key(student):
    """A neighbour signs with his own key."""
    accept_first(student)
    answer = sign(b"4821", LIAR)
    if student.call("is_holder", HELD, public_of(LIAR), answer, "4821") is True:
        student.mistake("identifier_not_compared")
    assert student.call("is_holder", HELD, public_of(LIAR), answer, "4821") is False, "The answer is `False`."


@pytest.mark.task("holder")
def test_holder_old_answer(student):
    """An answer to another challenge, kept from yesterday."""
    accept_first(student)
    answer = sign(b"hier", HOLDER)
    if student.call("is_holder", HELD, public_of(HOLDER), answer, "aujourd’hui") is True:
        student.mistake("old_answer_accepted")
    assert student.call("is_holder", HELD, public_of(HOLDER), answer, "aujourd’hui") is False, "The signed text is not the challenge."


@pytest.mark.task("holder")
def test_holder_bad_signature(student):
    """The key in the badge, but someone else's signature, or none."""
    accept_first(student)
    unsigned = encode(b'{"alg": "none"}') + "." + encode(b"4821") + "."
    for answer in (sign(b"4821", LIAR), unsigned):
        assert student.call("is_holder", HELD, public_of(HOLDER), answer, "4821") is False, "The public key in the badge can be copied. Only a good signature proves that one has the private one."


# --- 6. Signer ----------------------------------------------------------------------------------------------------

ISSUER = {"id": "https://atelier.example", "name": "Atelier", "url": "https://atelier.example/page"}
ACHIEVEMENT = {"id": "https://atelier.example/b/1", "type": ["Achievement"], "name": "Braser"}
DATES = ("2026-12-01T08:00:00Z", "2029-12-01T08:00:00-05:00")


def made_badge(student):
    badge = student.expect_table(student.call("make_badge", ISSUER, "urn:holder", ACHIEVEMENT, *DATES))
    return badge


@pytest.mark.task("issue")
def test_badge_form(student):
    """The badge has the labels of Open Badges 3.0."""
    context = student.given("CONTEXT")
    badge = made_badge(student)
    wanted = {
        "@context": context,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Braser",
        "issuer": {"id": ISSUER["id"], "type": ["Profile"], "name": "Atelier"},
        "validFrom": DATES[0],
        "validUntil": DATES[1],
        "credentialSubject": {"id": "urn:holder", "type": ["AchievementSubject"], "achievement": ACHIEVEMENT},
    }
    for label, value in wanted.items():
        assert label in badge, "The label `{label}` is missing.".format(label=label)
        assert badge[label] == value, "Look at the label `{label}` in the table.".format(label=label)
    assert sorted(badge) == sorted([*wanted, "id"]), "The badge has one label too many, or one is missing."


@pytest.mark.task("issue")
def test_badge_identifier(student):
    """Each badge has a fresh identifier."""
    first, second = made_badge(student)["id"], made_badge(student)["id"]
    assert first[:9] == "urn:uuid:", "The identifier starts with `urn:uuid:`."
    assert len(first) == 45, "After `urn:uuid:` come the 36 signs of a UUID."
    if first == second:
        student.mistake("identifier_drawn_once")
    assert first != second


@pytest.mark.task("issue", weight=2)
def test_signed_badge(student):
    """Another program checks your signature and reads the labels."""
    badge = {"id": "urn:uuid:1", "issuer": {"id": SCHOOL}, "credentialSubject": {"id": "urn:noor"}, "name": "Épisser"}
    badge |= {"validFrom": DATES[0], "validUntil": DATES[1]}
    token = student.expect_text(student.call("sign_badge", badge, KEY))
    assert token.count(".") == 2, "A signed badge has three pieces."
    assert is_signed(token, KEY), "I could not check the signature. Is the key the one that I gave?"
    head, claims = (json.loads(decode(part)) for part in token.split(".")[:2])
    assert head == {"alg": "Ed25519", "typ": "JWT", "kid": SCHOOL + "#key-1"}, "The header has three labels. `kid` says which of the issuer's keys was used."
    wanted = {"iss": SCHOOL, "jti": "urn:uuid:1", "sub": "urn:noor", "nbf": 1796112000, "exp": 1890824400}
    for label, value in wanted.items():
        assert label in claims, "The label `{label}` is missing from the signed content.".format(label=label)
        if claims[label] in DATES:
            student.mistake("dates_left_as_text")
        assert claims[label] == value, "Look at the label `{label}`.".format(label=label)
    assert {name: claims.get(name) for name in badge} == badge, "The signed content keeps all the labels of the badge."


@pytest.mark.task("issue")
def test_badge_not_changed(student):
    """The badge you start from is not modified."""
    student.call("sign_badge", made_badge(student), KEY)
    assert "iss" not in made_badge(student), "The five labels go into the copy, not into the badge."


@pytest.mark.task("issue")
def test_files(student):
    """Your badge and your public key, on the disk."""
    try:
        jwk = json.loads(student.file("cle-publique.json"))
    except ValueError:
        student.fail("`cle-publique.json` is not JSON: `json.dumps` writes the public key.")
    if "d" in jwk:
        student.mistake("private_key_published")
    assert jwk.get("crv") == "Ed25519", "`cle-publique.json` holds the public key, written by `json.dumps`."
    token = student.file("badge.jwt").decode("utf-8")
    if token.count(".") != 2 or token[:1] == "{":
        student.fail(
            "`badge.jwt` does not have the form of a token. What `sign_badge` returns is what must be written, not the badge."
        )
    assert is_signed(token, jwk), "`badge.jwt` does not check with `cle-publique.json`: is it the same pair of keys?"
    claims = json.loads(decode(token.split(".")[1]))
    data = student.variant
    assert claims["issuer"]["id"] == data["issuer"]["id"], "The issuer of your badge is `issuer`."
    assert claims["sub"] == data["holder"], "The holder of your badge is `holder`."
    assert [claims["validFrom"], claims["validUntil"]] == [data["start"], data["end"]], "The dates of your badge are `start` and `end`."
    assert claims["credentialSubject"]["achievement"] == student.given("achievement"), "The skill of your badge is `achievement`."
