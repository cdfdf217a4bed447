"""Les vérifications qui restent ici : badges tirés au hasard, jugés par une seconde écriture de chaque réponse."""

import base64
import hashlib
import json
import re
import time
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

TEXT = st.text("abcdéèç 0123456789?>", max_size=12)
SEEDS = st.integers(1, 200)
SCHOOLS = ["https://un.example", "https://deux.example"]


def pack(data):
    return base64.b64encode(data).decode().translate(str.maketrans("+/", "-_", "="))


def pair_of(number):
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(str(number).encode()).digest())
    return private, {"kty": "OKP", "crv": "Ed25519", "x": pack(private.public_key().public_bytes_raw())}


def seal(private, head, payload):
    text = pack(json.dumps(head).encode()) + "." + pack(payload)
    return text + "." + pack(private.sign(text.encode()))


@pytest.mark.task("read", weight=2)
@settings(max_examples=6)
@given(name=TEXT, kid=TEXT)
def test_read_any(student, name, kid):
    """Des badges tirés au hasard."""
    head, body = {"alg": "Ed25519", "kid": kid}, {"name": name, "?": ">>>"}
    token = seal(pair_of(1)[0], head, json.dumps(body, ensure_ascii=False).encode())
    assert list(student.call("read_badge", token)) == [head, body], tr("Un badge tiré au hasard est mal lu.")


def moment(second, zone):
    """Le même instant, écrit dans un fuseau ou un autre."""
    base = 1795597200 + second
    hours = {"Z": 0, "+00:00": 0, "-05:00": -5, "+01:00": 1}[zone]
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(base + hours * 3600)) + zone


ZONES = st.sampled_from(["Z", "+00:00", "-05:00", "+01:00"])
NEAR = st.sampled_from([-7200, -1, 0, 1, 7200])
DATE = st.tuples(NEAR, ZONES)


@pytest.mark.task("verify", weight=3)
@settings(max_examples=16)
@given(
    alg=st.sampled_from(["Ed25519"] * 6 + ["none", "EdDSA"]),
    issuer=st.sampled_from([*SCHOOLS, *SCHOOLS, "https://trois.example"]),
    signer=st.sampled_from([0, 0, 0, 0, 1, 2]),
    start=DATE,
    end=st.none() | DATE,
)
def test_verify_any(student, alg, issuer, signer, start, end):
    """Des badges tirés au hasard, bons, faux et périmés."""
    trusted = {school: pair_of(number)[1] for number, school in enumerate(SCHOOLS)}
    number = SCHOOLS.index(issuer) if issuer in SCHOOLS else 5
    key = pair_of(number if signer == 0 else 9 if signer == 1 else 1 - number)
    badge = {"issuer": {"id": issuer}, "validFrom": moment(*start)} | ({"validUntil": moment(*end)} if end else {})
    head = {"alg": alg} | ({"jwk": key[1]} if signer == 1 else {})
    token = seal(key[0], head, json.dumps(badge).encode())
    faults = [
        (alg != "Ed25519", "algorithm"),
        (issuer not in SCHOOLS, "issuer"),
        (signer != 0, "signature"),
        (start[0] > 0, "early"),
        (end is not None and end[0] <= 0, "expired"),
        (True, "ok"),
    ]
    wanted = next(word for holds, word in faults if holds)
    assert student.call("verify_badge", token, trusted, moment(0, "Z")) == wanted, tr(
        "Un badge tiré au hasard est mal jugé."
    )


def sealed(issuer, head=None, **more):
    """Un badge signé par la clé de la première école."""
    badge = {"issuer": {"id": issuer}, "validFrom": moment(-9, "Z"), **more}
    return seal(pair_of(0)[0], head or {"alg": "Ed25519"}, json.dumps(badge).encode())


@pytest.mark.task("verify", weight=3)
def test_verify_near(student):
    """Des badges presque bons."""
    trusted = {
        f"https://{name}.example": pair_of(number)[1] for number, name in enumerate(["un", "deux", "cinq", "six"])
    }
    now, here = moment(0, "Z"), "https://un.example"
    last = seal(
        pair_of(3)[0],
        {"alg": "Ed25519"},
        json.dumps({"issuer": {"id": "https://six.example"}, "validFrom": now}).encode(),
    )
    table = {
        tr("un badge juste"): ((sealed(here), trusted, now), "ok"),
        tr("un long badge juste"): ((sealed(here, name="é" * 4000), trusted, now), "ok"),
        tr("une école parmi d’autres"): ((last, trusted, now), "ok"),
        tr("une extension critique inconnue"): (
            (sealed(here, {"alg": "Ed25519", "crit": ["essai"], "essai": 1}), trusted, now),
            "signature",
        ),
        tr("une heure écrite dans un autre fuseau"): (
            (sealed(here, validUntil=moment(60, "Z")), trusted, moment(0, "-05:00")),
            "ok",
        ),
        tr("une fin écrite dans un autre fuseau"): (
            (sealed(here, validUntil=moment(-60, "+01:00")), trusted, moment(0, "-05:00")),
            "expired",
        ),
    }
    for label, near in student.list_near(here).items():
        table[tr("l’émetteur, {change}").format(change=label)] = ((sealed(near), trusted, now), "issuer")
    for label, near in student.list_near("Ed25519").items():
        table[tr("l’algorithme, {change}").format(change=label)] = (
            (sealed(here, {"alg": near}), trusted, now),
            "algorithm",
        )
    student.near_misses("verify_badge", table, tr("Chaque comparaison porte sur le texte entier."))


@pytest.mark.task("verify", weight=2)
def test_verdicts_value(student):
    """Les dix réponses de cette variante."""
    assert student.value("verdicts") == student.secret["verdicts"], tr("Ces réponses ne sont pas celles de ces badges.")


@pytest.mark.task("holder", weight=2)
@settings(max_examples=6)
@given(owner=SEEDS, other=SEEDS, challenge=TEXT, fault=st.sampled_from(["none", "key", "text", "signature", "extra"]))
def test_holder_any(student, owner, other, challenge, fault):
    """Des présentations tirées au hasard."""
    private, jwk = pair_of(owner)
    text = '{"crv":"Ed25519","kty":"OKP","x":"' + jwk["x"] + '"}'
    name = pack(hashlib.sha256(text.encode()).digest())
    assert student.call("thumbprint", {"use": "sig", **jwk}) == name, tr(
        "Une empreinte de clé tirée au hasard est fausse."
    )
    badge = {"credentialSubject": {"id": "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + name}}
    stranger = pair_of(other + 300)
    sealer = stranger[0] if fault in ("key", "signature") else private
    answer = seal(sealer, {"alg": "Ed25519"}, (challenge + ("!" if fault == "text" else "")).encode())
    shown = stranger[1] if fault == "key" else {"kid": "a", **jwk} if fault == "extra" else jwk
    assert student.call("is_holder", badge, shown, answer, challenge) is (fault in ("none", "extra")), tr(
        "Une présentation tirée au hasard est mal jugée."
    )


PREFIX = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"


@pytest.mark.task("holder", weight=3)
def test_holder_near(student):
    """Des présentations presque bonnes."""
    private, jwk = pair_of(7)
    text = '{"crv":"Ed25519","kty":"OKP","x":"' + jwk["x"] + '"}'
    name, question = PREFIX + pack(hashlib.sha256(text.encode()).digest()), "Question du 25 novembre."

    def show(subject=name, payload=question, asked=question):
        answer = seal(private, {"alg": "Ed25519"}, payload.encode())
        return {"credentialSubject": {"id": subject}}, jwk, answer, asked

    long = question * 300
    table = {
        tr("une présentation juste"): (show(), True),
        tr("une longue question"): (show(payload=long, asked=long), True),
        tr("une longue question, sans sa fin"): (show(payload=long[:-1], asked=long), False),
    }
    for label, near in student.list_near(name).items():
        table[tr("l’identifiant, {change}").format(change=label)] = (show(subject=near), False)
    for label, near in student.list_near(question).items():
        table[tr("la réponse signée, {change}").format(change=label)] = (show(payload=near), False)
    student.near_misses("is_holder", table, tr("Chaque comparaison porte sur le texte entier."))


@pytest.mark.task("issue", weight=2)
def test_identifier_cannot_be_foreseen(student):
    """Un identifiant que personne ne peut prévoir."""
    arguments = {"id": "https://a.example", "name": "A"}, "urn:a", {"name": "A"}, moment(0, "Z"), moment(5, "Z")
    student.unforeseen("make_badge", *arguments, pick=lambda badge: uuid.UUID(badge["id"][9:]).bytes)


@pytest.mark.task("issue", weight=2)
def test_signing_changes_nothing(student):
    """Signer ne change pas le badge donné."""
    badge = {"id": "urn:1", "issuer": {"id": "https://a.example"}, "credentialSubject": {"id": "urn:a"}}
    badge |= {"validFrom": moment(0, "Z"), "validUntil": moment(5, "Z")}
    private, jwk = pair_of(8)
    student.untouched(
        "sign_badge",
        badge,
        {**jwk, "d": pack(private.private_bytes_raw())},
        look=tr("Travaillez sur une copie : après `sign_badge`, le badge donné a changé."),
    )


# The key pair that RFC 8037, appendix A, prints: whoever can read can sign with it.
PRINTED = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"


@pytest.mark.task("issue", weight=2)
def test_private_key_stays_private(student):
    """Votre clé privée n’est ni publiée ni connue."""
    public = json.loads(student.file("cle-publique.json"))["x"]
    assert public != PRINTED, tr("Cette clé est imprimée dans une norme : tout le monde peut signer avec elle.")
    student.nothing_beside(holds=lambda data: holds_private(data, public))


def holds_private(data, public):
    """Whether some 32 bytes written in hexadecimal or base64 are the private key of ``public``."""
    text = data.decode("latin-1")
    seeds = [
        base64.urlsafe_b64decode(found + "=") for found in re.findall(r"(?<![\w-])[\w-]{43}(?![\w-])", text, re.ASCII)
    ]
    seeds += [bytes.fromhex(found) for found in re.findall(r"(?<!\w)[0-9a-fA-F]{64}(?!\w)", text)]
    seeds += [data] if len(data) == 32 else []
    return any(
        pack(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()) == public for seed in seeds
    )


@pytest.mark.task("issue", weight=2)
@settings(max_examples=3)
@given(number=SEEDS, name=TEXT, second=st.integers(0, 10**6), zone=ZONES)
def test_issue_any(student, number, name, second, zone):
    """Des badges que vous signez, vérifiés ailleurs."""
    private, jwk = pair_of(number)
    seed = pack(private.private_bytes_raw())
    issuer = {"id": f"https://{number}.example", "name": name}
    achievement = {"name": name + "!", "criteria": {"narrative": name}}
    start, end = moment(second, zone), moment(second + 5, "Z")
    badge = student.call("make_badge", issuer, "urn:" + name, achievement, start, end)
    head, body, signature = student.call("sign_badge", badge, {**jwk, "d": seed}).split(".")
    private.public_key().verify(base64.urlsafe_b64decode(signature + "=="), f"{head}.{body}".encode())
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    wanted = badge | {"iss": issuer["id"], "jti": badge["id"], "sub": "urn:" + name}
    wanted |= {"nbf": 1795597200 + second, "exp": 1795597205 + second}
    assert claims == wanted, tr("Un badge tiré au hasard n’est pas signé comme convenu.")
    subject = {"id": "urn:" + name, "type": ["AchievementSubject"], "achievement": achievement}
    shape = [badge["name"], badge["issuer"], badge["credentialSubject"]]
    assert shape == [name + "!", {**issuer, "type": ["Profile"]}, subject], tr("Un badge tiré au hasard est mal fait.")
