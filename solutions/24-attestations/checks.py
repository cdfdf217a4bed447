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
    """Un morceau redonne ses octets, quelle que soit sa longueur."""
    try:
        got = student.call("decode_part", encode(data))
    except Exception as error:
        if "padding" not in str(error):
            raise
        student.mistake("padding_missing")
    if isinstance(got, str):
        student.fail(
            tr("`decode_part` rend des octets. Un morceau n’est pas toujours du texte : la signature n’en est pas.")
        )
    assert got == data, tr("`base64.urlsafe_b64decode` lit ce codage-là, et rend des octets.")


@pytest.mark.task("read")
def test_decode_part_for_addresses(student):
    """Les signes `-` et `_` se relisent."""
    got = student.call("decode_part", "-_8t")
    if got != b"\xfb\xff\x2d":
        student.mistake("ordinary_base64")
    assert got == b"\xfb\xff\x2d"


@pytest.mark.task("read")
def test_read_badge(student):
    """L’en-tête et le contenu, en deux dictionnaires."""
    badge = badge_of(name="Conduire, Maïwenn")
    result = student.call("read_badge", token_of(badge, kid="k"))
    advice = tr("`read_badge` rend deux valeurs entre parenthèses : l’en-tête, puis le contenu.")
    result = student.expect_list(result, look=advice)
    assert len(result) == 2, advice
    if result[0] == badge:
        student.fail(tr("Les deux valeurs sont échangées : l’en-tête vient d’abord, le contenu ensuite."))
    assert result[0] == {"alg": "Ed25519", "typ": "JWT", "kid": "k"}, tr(
        "L’en-tête est le premier morceau. `json.loads` en fait un dictionnaire."
    )
    assert result[1] == badge, tr("Le contenu est le deuxième morceau.")


@pytest.mark.task("read")
def test_titles(student):
    """Les noms des dix badges."""
    titles = student.expect_list(student.value("titles"))
    wanted = [json.loads(decode(token.split(".")[1]))["name"] for token in student.variant["tokens"]]
    assert titles == wanted, tr('Dix textes, dans l’ordre de `tokens` : la valeur de `"name"` de chaque contenu.')


@pytest.mark.task("read")
def test_read_by_hand(student):
    """Les morceaux sont relus par votre code."""
    assert "lent_" not in student.source("read"), tr("Cette tâche se fait sans outil prêté : avec `base64` et `json`.")


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
            tr("Une date sans fuseau ne se compare pas à une date avec fuseau. Changez les deux par `fromisoformat`.")
        )
    except Exception as error:
        if getattr(getattr(error, "error", None), "type", "") != "BadSignatureError":
            raise
        student.mistake("refusal_escapes")


@pytest.mark.task("verify")
def test_verify_ok(student):
    """Un bon badge, avec ou sans date de fin."""
    assert verdict_of(student, token_of(badge_of())) == "ok", tr(
        "Ce badge est signé par l’école et valable aujourd’hui."
    )
    endless = badge_of()
    del endless["validUntil"]
    try:
        verdict = verdict_of(student, token_of(endless))
    except Exception as error:
        if "validUntil" not in str(error):
            raise
        verdict = None
    assert verdict == "ok", tr("`validUntil` peut manquer : le badge n’a alors pas de fin.")


@pytest.mark.task("verify")
def test_verify_algorithm(student):
    """Un badge qui choisit lui-même « aucune signature »."""
    body = encode(json.dumps(badge_of()).encode())
    for name in ("none", "HS256", "None"):
        token = encode(json.dumps({"alg": name}).encode()) + "." + body + "."
        verdict = verdict_of(student, token)
        assert verdict == "algorithm", tr('L’algorithme n’est pas `"Ed25519"` : c’est la première ligne du tableau.')


@pytest.mark.task("verify")
def test_verify_issuer(student):
    """Un émetteur inconnu."""
    token = token_of(badge_of(issuer={"id": "https://ailleurs.example"}))
    assert verdict_of(student, token) == "issuer", tr("Cet émetteur n’est pas dans la liste de confiance.")


@pytest.mark.task("verify")
def test_verify_own_key(student):
    """Un faux badge, qui apporte sa propre clé."""
    verdict = verdict_of(student, token_of(badge_of(), LIAR, jwk=public_of(LIAR)))
    assert verdict == "signature", tr("La clé de l’école ne vérifie pas cette signature.")


@pytest.mark.task("verify")
@settings(max_examples=3)
@given(place=st.integers(0, 30))
def test_verify_changed(student, place):
    """Un contenu changé est refusé."""
    head, _, signature = token_of(badge_of()).split(".")
    changed = badge_of(name="Souder, Noor" + "x" * (place + 1))
    token = f"{head}.{encode(json.dumps(changed).encode())}.{signature}"
    assert verdict_of(student, token) == "signature", tr("Le contenu a changé après la signature.")


@pytest.mark.task("verify")
def test_verify_early(student):
    """Un badge qui n’est pas encore valable."""
    for date in ("2026-11-25T09:00:01Z", "2026-11-25T05:00:00-05:00"):
        verdict = verdict_of(student, token_of(badge_of(validFrom=date)))
        assert verdict == "early", tr("`now` est avant `validFrom`.")
    assert verdict_of(student, token_of(badge_of(validFrom=NOW))) == "ok", tr(
        "À l’instant même de `validFrom`, le badge est valable."
    )


@pytest.mark.task("verify")
def test_verify_expired(student):
    """Un badge périmé, même écrit dans un autre fuseau."""
    verdict = verdict_of(student, token_of(badge_of(validUntil="2026-11-25T10:30:00+02:00")))
    assert verdict == "expired", tr("`now` est après `validUntil`.")
    assert verdict_of(student, token_of(badge_of(validUntil=NOW))) == "expired", tr(
        "À l’instant même de `validUntil`, le badge n’est plus valable."
    )


@pytest.mark.task("verify")
def test_verdicts(student):
    """Les dix réponses suivent votre fonction."""
    verdicts = student.expect_list(student.value("verdicts"))
    data = student.variant
    wanted = [student.call("verify_badge", token, data["trusted"], data["now"]) for token in data["tokens"]]
    assert verdicts == wanted, tr("`verdicts` est la liste de ce que rend `verify_badge`, dans l’ordre de `tokens`.")


# --- 4. Le détenteur ----------------------------------------------------------------------------------------------


@pytest.mark.task("holder")
def test_thumbprint_published(student):
    """L’empreinte de clé publiée par la RFC 8037."""
    got = student.call("thumbprint", PUBLISHED_KEY)
    assert got == PUBLISHED_PRINT, tr(
        "Trois étiquettes, `rfc8785.dumps`, SHA-256, base64 pour adresses. La RFC 8037, annexe A.3, donne la valeur."
    )


@pytest.mark.task("holder")
def test_thumbprint_three_members(student):
    """Les autres étiquettes de la clé ne comptent pas."""
    got = student.call("thumbprint", {**PUBLISHED_KEY, "kid": "a", "use": "sig"})
    if got not in (PUBLISHED_PRINT, PUBLISHED_PRINT + "="):
        student.mistake("whole_key_hashed")
    assert got == PUBLISHED_PRINT


HOLDER = make_key(9)
HELD = {"credentialSubject": {"id": PREFIX + make_print(public_of(HOLDER))}}


def accept_first(student):
    """Une fonction qui refuse tout n’a rien vérifié : la bonne réponse passe d’abord."""
    answer = sign("défi 4821".encode(), HOLDER)
    assert student.call("is_holder", HELD, public_of(HOLDER), answer, "défi 4821") is True, tr(
        "L’identifiant, la signature et le défi concordent : la réponse est `True`."
    )


@pytest.mark.task("holder")
def test_holder_accepted(student):
    """La bonne personne, la bonne réponse."""
    accept_first(student)


@pytest.mark.task("holder")
def test_holder_other_key(student):
    """Un voisin signe avec sa propre clé."""
    accept_first(student)
    answer = sign(b"4821", LIAR)
    if student.call("is_holder", HELD, public_of(LIAR), answer, "4821") is True:
        student.mistake("identifier_not_compared")
    assert student.call("is_holder", HELD, public_of(LIAR), answer, "4821") is False, tr("La réponse est `False`.")


@pytest.mark.task("holder")
def test_holder_old_answer(student):
    """Une réponse à un autre défi, gardée d’hier."""
    accept_first(student)
    answer = sign(b"hier", HOLDER)
    if student.call("is_holder", HELD, public_of(HOLDER), answer, "aujourd’hui") is True:
        student.mistake("old_answer_accepted")
    assert student.call("is_holder", HELD, public_of(HOLDER), answer, "aujourd’hui") is False, tr(
        "Le texte signé n’est pas le défi."
    )


@pytest.mark.task("holder")
def test_holder_bad_signature(student):
    """La clé du badge, mais une signature d’un autre, ou aucune."""
    accept_first(student)
    unsigned = encode(b'{"alg": "none"}') + "." + encode(b"4821") + "."
    for answer in (sign(b"4821", LIAR), unsigned):
        assert student.call("is_holder", HELD, public_of(HOLDER), answer, "4821") is False, tr(
            "La clé publique du badge peut être copiée. Seule une bonne signature prouve que l’on a la privée."
        )


# --- 6. Signer ----------------------------------------------------------------------------------------------------

ISSUER = {"id": "https://atelier.example", "name": "Atelier", "url": "https://atelier.example/page"}
ACHIEVEMENT = {"id": "https://atelier.example/b/1", "type": ["Achievement"], "name": "Braser"}
DATES = ("2026-12-01T08:00:00Z", "2029-12-01T08:00:00-05:00")


def made_badge(student):
    badge = student.expect_table(student.call("make_badge", ISSUER, "urn:holder", ACHIEVEMENT, *DATES))
    return badge


@pytest.mark.task("issue")
def test_badge_form(student):
    """Le badge a les étiquettes des Open Badges 3.0."""
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
        assert label in badge, tr("Il manque l’étiquette `{label}`.").format(label=label)
        assert badge[label] == value, tr("Regardez l’étiquette `{label}` dans le tableau.").format(label=label)
    assert sorted(badge) == sorted([*wanted, "id"]), tr("Le badge a une étiquette de trop, ou il lui en manque une.")


@pytest.mark.task("issue")
def test_badge_identifier(student):
    """Chaque badge a un identifiant neuf."""
    first, second = made_badge(student)["id"], made_badge(student)["id"]
    assert first[:9] == "urn:uuid:", tr("L’identifiant commence par `urn:uuid:`.")
    assert len(first) == 45, tr("Après `urn:uuid:` viennent les 36 signes d’un UUID.")
    if first == second:
        student.mistake("identifier_drawn_once")
    assert first != second


@pytest.mark.task("issue", weight=2)
def test_signed_badge(student):
    """Un autre programme vérifie votre signature et relit les étiquettes."""
    badge = {"id": "urn:uuid:1", "issuer": {"id": SCHOOL}, "credentialSubject": {"id": "urn:noor"}, "name": "Épisser"}
    badge |= {"validFrom": DATES[0], "validUntil": DATES[1]}
    token = student.expect_text(student.call("sign_badge", badge, KEY))
    assert token.count(".") == 2, tr("Un badge signé a trois morceaux.")
    assert is_signed(token, KEY), tr("Je n’ai pas pu vérifier la signature. La clé est-elle celle que j’ai donnée ?")
    head, claims = (json.loads(decode(part)) for part in token.split(".")[:2])
    assert head == {"alg": "Ed25519", "typ": "JWT", "kid": SCHOOL + "#key-1"}, tr(
        "L’en-tête a trois étiquettes. `kid` dit laquelle des clés de l’émetteur a servi."
    )
    wanted = {"iss": SCHOOL, "jti": "urn:uuid:1", "sub": "urn:noor", "nbf": 1796112000, "exp": 1890824400}
    for label, value in wanted.items():
        assert label in claims, tr("Il manque l’étiquette `{label}` dans le contenu signé.").format(label=label)
        if claims[label] in DATES:
            student.mistake("dates_left_as_text")
        assert claims[label] == value, tr("Regardez l’étiquette `{label}`.").format(label=label)
    assert {name: claims.get(name) for name in badge} == badge, tr(
        "Le contenu signé garde toutes les étiquettes du badge."
    )


@pytest.mark.task("issue")
def test_badge_not_changed(student):
    """Le badge de départ n’est pas modifié."""
    student.call("sign_badge", made_badge(student), KEY)
    assert "iss" not in made_badge(student), tr("Les cinq étiquettes vont dans la copie, pas dans le badge.")


@pytest.mark.task("issue")
def test_files(student):
    """Votre badge et votre clé publique, sur le disque."""
    try:
        jwk = json.loads(student.file("cle-publique.json"))
    except ValueError:
        student.fail(tr("`cle-publique.json` n’est pas du JSON : `json.dumps` écrit la clé publique."))
    if "d" in jwk:
        student.mistake("private_key_published")
    assert jwk.get("crv") == "Ed25519", tr("`cle-publique.json` contient la clé publique, écrite par `json.dumps`.")
    token = student.file("badge.jwt").decode("utf-8")
    if token.count(".") != 2 or token[:1] == "{":
        student.fail(
            tr(
                "`badge.jwt` n’a pas la forme d’un jeton. C’est ce que rend `sign_badge` qu’il faut écrire, pas le badge."
            )
        )
    assert is_signed(token, jwk), tr(
        "`badge.jwt` ne se vérifie pas avec `cle-publique.json` : est-ce la même paire de clés ?"
    )
    claims = json.loads(decode(token.split(".")[1]))
    data = student.variant
    assert claims["issuer"]["id"] == data["issuer"]["id"], tr("L’émetteur de votre badge est `issuer`.")
    assert claims["sub"] == data["holder"], tr("Le détenteur de votre badge est `holder`.")
    assert [claims["validFrom"], claims["validUntil"]] == [data["start"], data["end"]], tr(
        "Les dates de votre badge sont `start` et `end`."
    )
    assert claims["credentialSubject"]["achievement"] == student.given("achievement"), tr(
        "La compétence de votre badge est `achievement`."
    )
