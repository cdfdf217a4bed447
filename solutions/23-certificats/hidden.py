"""Les vérifications qui restent ici : chaînes tirées au hasard, jugées par une seconde écriture et par la bibliothèque."""

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store
from hypothesis import given, settings
from hypothesis import strategies as st

PEM = serialization.Encoding.PEM
MOMENT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
CA_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
DAYS = st.sampled_from([-400, -2, -1, 0, 1, 2, 400])


def key_of(number):
    return ec.derive_private_key(number + 7, ec.SECP256R1())


def forge(subject, number, issuer, issuer_number, days, authority, names=()):
    """Un certificat dont les dates sont à `days` jours du moment."""
    key = key_of(number).public_key()
    fields = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (issuer, subject)]
    form = x509.CertificateBuilder(*fields, key, 1000 + number)
    form = form.not_valid_before(MOMENT + timedelta(days=days[0])).not_valid_after(MOMENT + timedelta(days=days[1]))
    if authority is not None:
        form = form.add_extension(x509.BasicConstraints(authority, None), critical=True)
    if names:
        form = form.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    return form.sign(key_of(issuer_number), hashes.SHA256()).public_bytes(PEM).decode("ascii")


@pytest.mark.task("read", weight=2)
@settings(max_examples=6)
@given(
    subject=st.sampled_from(["Caisse", "Étal 4", "x"]),
    names=st.sampled_from([[], ["a.example.com"], ["*.example.org", "b.example.org"]]),
    hours=st.integers(-300, 3000),
)
def test_describe_any(student, subject, names, hours):
    """Des certificats tirés au hasard."""
    text = forge(subject, 1, "Signataire", 2, (-500, hours / 24), False, names)
    wanted = {"subject": subject, "issuer": "Signataire", "names": names, "days_left": hours // 24}
    assert student.call("describe", text, MOMENT) == wanted, tr("Un certificat est mal lu.")


@pytest.mark.task("read", weight=2)
@settings(max_examples=9)
@given(
    name=st.sampled_from(["*.example.com", "www.example.com", "*.A.example.com", "*.com", "example.com"]),
    host=st.sampled_from(
        [
            "www.example.com",
            "WWW.Example.com",
            "a.example.com",
            "b.a.example.com",
            "example.com",
            "wwwexample.com",
            "com",
        ]
    ),
)
def test_covers_any(student, name, host):
    """Des noms tirés au hasard, avec et sans étoile."""
    first, _, rest = host.lower().partition(".")
    wanted = name.lower() in (host.lower(), f"*.{rest}" if first and rest else "")
    assert student.call("covers", name, host) is wanted, tr("Un nom est mal comparé.")


def forge_today(subject, number, issuer, issuer_number, days, authority, names=()):
    """Un certificat d’aujourd’hui, avec les cases qu’un client sévère exige."""
    key, signer = key_of(number).public_key(), key_of(issuer_number)
    fields = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (issuer, subject)]
    form = x509.CertificateBuilder(*fields, key, x509.random_serial_number())
    now = datetime.now(UTC)
    form = form.not_valid_before(now + timedelta(days=days[0])).not_valid_after(now + timedelta(days=days[1]))
    form = form.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    form = form.add_extension(theirs, critical=False)
    form = form.add_extension(x509.BasicConstraints(authority, None), critical=True)
    if authority:
        form = form.add_extension(CA_USAGE, critical=True)
    if names:
        form = form.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    return form.sign(signer, hashes.SHA256()).public_bytes(PEM)


LIFE = (-9, 90)
PROBED = {"ok": "ok", "name": "name", "late": "expired", "early": "not-yet", "weak": "other"}
PROBED |= {"alone": "issuer", "own": "issuer", "foreign": "issuer"}


def make_server(case, host):
    """La chaîne qu’un serveur présente, avec ce défaut."""
    middle = forge_today("Atelier", 2, "Racine", 1, LIFE, case != "weak")
    days = {"late": (-60, -2), "early": (2, 60)}.get(case, LIFE)
    server = forge_today("Serveur", 3, "Atelier", 2, days, False, ["x.example.org" if case == "name" else host])
    if case == "own":
        return forge_today("Serveur", 3, "Serveur", 3, LIFE, False, [host])
    if case == "foreign":
        middle = forge_today("Atelier", 2, "Ailleurs", 4, LIFE, True) + forge_today(
            "Ailleurs", 4, "Ailleurs", 4, LIFE, True
        )
    return server if case == "alone" else server + middle


@pytest.mark.task("probe", weight=5)
@settings(max_examples=2)
@given(cases=st.lists(st.sampled_from(sorted(PROBED)), min_size=3, max_size=3), site=st.sampled_from(["a", "b-2"]))
def test_probe_any(student, cases, site):
    """De vrais serveurs, tirés au hasard."""
    host, form = f"{site}.example.net", serialization.PrivateFormat.PKCS8
    student.put_file("r.pem", forge_today("Racine", 1, "Racine", 1, (-900, 900), True))
    student.put_file("s.key", key_of(3).private_bytes(PEM, form, serialization.NoEncryption()))
    for case in cases:
        student.put_file("s.pem", make_server(case, host))
        port = student.call("lent_serve", "s.pem", "s.key")
        assert student.call("probe", port, "r.pem", host) == PROBED[case], tr("Un serveur est mal jugé.")


def second_opinion(chain, root, names, host):
    """Le premier défaut, écrit autrement : une liste de questions, puis la première qui échoue."""
    loaded = [x509.load_pem_x509_certificate(text.encode("ascii")) for text in [*chain, root]]
    questions = [("name", host in names or f"*.{host.partition('.')[2]}" in names)]
    for one, above in itertools.pairwise(loaded):
        try:
            above.public_key().verify(one.signature, one.tbs_certificate_bytes, ec.ECDSA(hashes.SHA256()))
            signed = True
        except InvalidSignature:
            signed = False
        boxes = [box.value.ca for box in above.extensions if isinstance(box.value, x509.BasicConstraints)]
        questions += [
            ("not-yet", one.not_valid_before_utc <= MOMENT),
            ("expired", one.not_valid_after_utc >= MOMENT),
            ("issuer", one.issuer.public_bytes() == above.subject.public_bytes()),
            ("authority", boxes == [True]),
            ("signature", signed),
        ]
    return next((fault for fault, fine in questions if not fine), "ok")


@pytest.mark.task("verify", weight=4)
@settings(max_examples=16)
@given(seed=st.integers(0, 10**6))
def test_find_any(student, seed):
    """Des chaînes tirées au hasard, avec un défaut ou deux."""
    rng = random.Random(seed)
    host = "stock.example.com"
    names = rng.choice([[host], ["x.example.com", host], ["*.example.com"], ["x.example.com"], []] + [[host]] * 6)
    length = rng.randint(1, 3)
    subjects = [f"N{place}" for place in range(length)] + ["Racine"]
    broken = rng.sample(["dates", "issuer", "authority", "signature", "none", "none", "none"], 2)
    spot = rng.randrange(length)
    chain = []
    for place in range(length):
        hit = place == spot
        days = (
            rng.choice([(-9, -1), (1, 9), (0, 5), (-5, 0), (-5, -1 / 86400)]) if hit and "dates" in broken else (-9, 9)
        )
        issuer = "Autre" if hit and "issuer" in broken else subjects[place + 1]
        signer = 50 if hit and "signature" in broken else place + 1
        authority = None if place == 0 else not (place == spot and "authority" in broken)
        chain.append(forge(subjects[place], place, issuer, signer, days, authority, names if place == 0 else ()))
    weak = "authority" in broken and spot == 0
    root = forge("Racine", length, "Racine", length, (-900, -100 if seed % 5 == 0 else 900), None if weak else True)
    wanted = second_opinion(chain, root, names, host)
    assert student.call("find_fault", chain, root, host, MOMENT) == wanted, tr("Une chaîne est mal jugée.")


@pytest.mark.task("diagnose", weight=3, shown=tr("le défaut de chacun de vos dossiers"))
def test_own_faults(student):
    """Les défauts de cette variante."""
    faults = student.value("faults")
    for letter, fault in student.secret["faults"].items():
        assert faults[letter] == fault, tr("Un dossier de cette variante est mal jugé.")


@pytest.mark.task("build", weight=2)
@settings(max_examples=2)
@given(site=st.sampled_from(["stock", "paie", "agenda-3"]), rest=st.sampled_from(["example.net", "lac.example.org"]))
def test_any_chain(student, site, rest):
    """Un autre nom, et des clés neuves à chaque fois."""
    host = f"{site}.{rest}"
    keys = set()
    for _ in range(2):
        student.call("build_chain", host)
        path = find_path(student.file("racine.pem"), student.file("chaine.pem"), host)
        assert len(path) == 3, tr("La chaîne d’un autre nom est refusée.")
        keys |= {one.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo) for one in path}
    assert len(keys) == 6, tr("Les mêmes clés ont servi deux fois.")


def find_path(root, chain, host):
    """Le chemin que la bibliothèque trouve dans les fichiers de l’apprenant, vide quoi qu’il arrive d’autre."""
    try:
        rules = PolicyBuilder().store(Store([x509.load_pem_x509_certificate(root)]))
        judge = rules.time(datetime.now(UTC) + timedelta(days=89)).build_server_verifier(x509.DNSName(host))
        certificates = x509.load_pem_x509_certificates(chain)
        return judge.verify(certificates[0], certificates[1:])
    except Exception:
        return []
