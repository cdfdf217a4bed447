"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, vraies poignées de main."""

import contextlib
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from hypothesis import given, settings
from hypothesis import strategies as st

PEM = serialization.Encoding.PEM
MOMENT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
CA_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
HOST = "caisse.example.com"


def draw_key():
    return ec.generate_private_key(ec.SECP256R1())


def forge(subject, key, issuer, issuer_key, first=-5, last=50, authority=False, names=(), now=MOMENT):
    """Rend un certificat, de `first` à `last` jours autour de `now`."""
    name, signer = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (subject, issuer)]
    form = x509.CertificateBuilder(signer, name, key.public_key(), x509.random_serial_number())
    form = form.not_valid_before(now + timedelta(days=first)).not_valid_after(now + timedelta(days=last))
    form = form.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    form = form.add_extension(theirs, critical=False)
    form = form.add_extension(x509.BasicConstraints(authority, None), critical=True)
    if authority:
        form = form.add_extension(CA_USAGE, critical=True)
    if names:
        form = form.add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
    return form.sign(issuer_key, hashes.SHA256())


def to_text(certificate):
    return certificate.public_bytes(PEM).decode("ascii")


class Bench:
    """Une racine, un intermédiaire et un serveur, avec de quoi les abîmer."""

    def __init__(self, now=MOMENT):
        self.now = now
        self.root_key, self.middle_key, self.key = draw_key(), draw_key(), draw_key()
        self.root = forge("Racine", self.root_key, "Racine", self.root_key, -900, 900, True, now=now)
        self.middle = self.make_middle()

    def make_middle(self, first=-300, last=300, authority=True, signer=None):
        issuer_key = signer or self.root_key
        return forge("Atelier", self.middle_key, "Racine", issuer_key, first, last, authority, now=self.now)

    def make_server(self, first=-5, last=50, names=(HOST,), signer=None, subject=HOST):
        issuer_key = signer or self.middle_key
        return forge(subject, self.key, "Atelier", issuer_key, first, last, False, names, now=self.now)


# --- 2. Lire ------------------------------------------------------------------------------------------------------


def get(student, answer, label):
    """Rend la valeur d’une étiquette ; dit quand elle manque."""
    answer = student.expect_table(answer)
    if label not in answer:
        student.fail(tr("L’étiquette `{label}` manque au dictionnaire.").format(label=label))
    return answer[label]


@pytest.mark.task("read")
def test_describe(student):
    """Le sujet, le signataire et les noms."""
    bench = Bench()
    text = to_text(bench.make_server(names=("a.example.com", "b.example.com"), subject="Librairie"))
    answer = student.call("describe", text, MOMENT)
    if get(student, answer, "subject") == "Atelier" and get(student, answer, "issuer") == "Librairie":
        student.mistake("issuer_for_subject")
    assert get(student, answer, "subject") == "Librairie", tr(
        "Le sujet se lit avec `common_name(certificate.subject)`."
    )
    assert get(student, answer, "issuer") == "Atelier", tr(
        "Le signataire se lit avec `common_name(certificate.issuer)`."
    )
    names = get(student, answer, "names")
    if names == ["Librairie"]:
        student.mistake("common_name_as_names")
    assert names == ["a.example.com", "b.example.com"], tr("La liste des noms est celle que rend `names_of`.")
    answer = student.call("describe", to_text(bench.root), MOMENT)
    assert get(student, answer, "names") == [], tr("Cette racine n’a pas de case SAN : la liste est vide.")


@pytest.mark.task("read")
def test_days_left(student):
    """Les jours qui restent, ou qui manquent."""
    bench = Bench()
    for last in (50, 0, -3):
        text = to_text(bench.make_server(first=-60, last=last))
        days = get(student, student.call("describe", text, MOMENT), "days_left")
        if days == -last and last:
            student.mistake("days_backwards")
        if days == last + 60:
            student.mistake("days_of_life")
        assert days == last, tr("Enlevez `moment` à la fin, puis prenez les jours de cette durée.")


@pytest.mark.task("read")
@settings(max_examples=3)
@given(first=st.sampled_from(["www", "caisse", "a-1"]), rest=st.sampled_from(["example.com", "lac.example.org"]))
def test_covers_plain(student, first, rest):
    """Un nom sans étoile, en majuscules ou non."""
    name = f"{first}.{rest}"
    if student.call("covers", name.upper(), name) is False and student.call("covers", name, name) is True:
        student.mistake("case_matters")
    assert student.call("covers", name, name.upper()) is True, tr("Le même nom, en majuscules, est le même nom.")
    assert student.call("covers", name, rest) is False, tr("Un nom plus court n’est pas le même nom.")
    assert student.call("covers", name, "x." + name) is False, tr("Un nom plus long n’est pas le même nom.")


@pytest.mark.task("read")
def test_covers_star(student):
    """Une étoile, un morceau."""
    star = "*.example.com"
    assert student.call("covers", star, "www.example.com") is True, tr("`*.example.com` couvre `www.example.com`.")
    if student.call("covers", star, "a.b.example.com") is True:
        student.mistake("star_too_wide")
    if student.call("covers", star, "example.com") is True:
        student.mistake("star_for_nothing")
    assert student.call("covers", star, "www.example.org") is False, tr("Après l’étoile, la suite doit être la même.")
    assert student.call("covers", "*.Example.com", "WWW.example.COM") is True, tr("Majuscules et minuscules se valent.")


# --- 3. Sonder ----------------------------------------------------------------------------------------------------


def write_files(student, bench, chain):
    """Range chez l’apprenant une racine, une chaîne et une clé, pour un vrai serveur."""
    form = serialization.PrivateFormat.PKCS8
    student.put_file("essai-racine.pem", bench.root.public_bytes(PEM))
    student.put_file("essai-chaine.pem", b"".join(one.public_bytes(PEM) for one in chain))
    key = bench.key.private_bytes(PEM, form, serialization.NoEncryption())
    student.put_file("essai.key", key)


def visit(student, host=HOST, root="essai-racine.pem"):
    """Ouvre le serveur d’essai et le fait sonder."""
    port = student.call("lent_serve", "essai-chaine.pem", "essai.key")
    try:
        return student.call("probe", port, root, host)
    except Exception as error:
        if "server_hostname" in str(error):
            student.fail(tr("La poignée de main a besoin du nom cherché : donnez-lui `server_hostname=…`."))
        if getattr(getattr(error, "error", None), "type", "") != "SSLCertVerificationError":
            raise
        student.mistake("refusal_escapes")


@pytest.mark.task("probe")
def test_probe_good(student):
    """Un bon serveur est accepté."""
    bench = Bench(datetime.now(UTC))
    write_files(student, bench, [bench.make_server(), bench.middle])
    answer = visit(student)
    if answer == "issuer":
        student.mistake("own_root_ignored")
    assert answer == "ok", tr('Ce serveur est bon : la poignée de main réussit, et la réponse est `"ok"`.')


@pytest.mark.task("probe")
def test_probe_name(student):
    """Un autre nom est refusé."""
    bench = Bench(datetime.now(UTC))
    write_files(student, bench, [bench.make_server(), bench.middle])
    answer = visit(student, "banque.example.com")
    if answer == "ok":
        student.mistake("name_not_checked")
    if answer == "issuer":
        student.mistake("one_word_for_all")
    assert answer == "name", tr("Le code est 62 : cherchez-le dans `CODES`.")


@pytest.mark.task("probe", weight=2)
def test_probe_dates_and_issuer(student):
    """Périmé, trop jeune, signataire absent, racine inconnue."""
    bench = Bench(datetime.now(UTC))
    faults = {
        "expired": [bench.make_server(-60, -2), bench.middle],
        "not-yet": [bench.make_server(2, 60), bench.middle],
        "issuer": [bench.make_server()],
    }
    write_files(student, bench, [])
    for fault, chain in faults.items():
        student.put_file("essai-chaine.pem", b"".join(one.public_bytes(PEM) for one in chain))
        answer = visit(student)
        if answer == "ok":
            student.mistake("verification_off")
        assert answer == fault, tr("Le mot vient de `CODES`, par le code de l’erreur.")


@pytest.mark.task("probe")
def test_probe_other(student):
    """Un code qui n’est pas dans le tableau."""
    bench = Bench(datetime.now(UTC))
    write_files(student, bench, [bench.make_server(), bench.make_middle(authority=False)])
    try:
        answer = visit(student)
    except KeyError:
        student.mistake("code_not_in_table")
    assert answer == "other", tr('Un code absent de `CODES` donne `"other"`.')


# --- 4. Vérifier --------------------------------------------------------------------------------------------------


def find(student, bench, chain, host=HOST, moment=MOMENT):
    """Appelle `find_fault` sur des certificats."""
    return student.call("find_fault", [to_text(one) for one in chain], to_text(bench.root), host, moment)


@pytest.mark.task("verify")
def test_find_ok(student):
    """Une bonne chaîne, et son premier et dernier jour."""
    bench = Bench()
    chain = [bench.make_server(0, 0 + 1), bench.middle]
    for moment in (MOMENT, MOMENT + timedelta(days=1)):
        answer = find(student, bench, chain, moment=moment)
        if answer == "authority":
            student.fail(tr("Le droit de signer se demande au signataire, pas au certificat qu’il signe."))
        assert answer == "ok", tr(
            "Rien ne cloche dans cette chaîne ; à l’instant exact du début et de la fin, elle vaut."
        )
    direct = forge(HOST, bench.key, "Racine", bench.root_key, names=(HOST,))
    assert find(student, bench, [direct]) == "ok", tr("Un serveur signé par la racine elle-même est une bonne chaîne.")


@pytest.mark.task("verify")
def test_find_name(student):
    """Les noms de la case SAN, et eux seuls."""
    bench = Bench()
    answer = find(student, bench, [bench.make_server(names=("autre.example.com",)), bench.middle])
    if answer == "ok":
        student.mistake("common_name_trusted")
    assert answer == "name", tr("La case SAN ne couvre pas le nom cherché.")
    for names in (("x.example.com", HOST), (HOST, "x.example.com"), ("*.example.com",)):
        answer = find(student, bench, [bench.make_server(names=names, subject="Librairie"), bench.middle])
        if answer == "name" and len(names) == 2:
            student.mistake("one_name_only")
        assert answer == "ok", tr("Un des noms de la case SAN couvre le nom cherché : `lent_covers` le dit.")


@pytest.mark.task("verify")
def test_find_dates(student):
    """Les dates de toute la chaîne."""
    bench = Bench()
    assert find(student, bench, [bench.make_server(-60, -1), bench.middle]) == "expired", tr(
        "La fin du serveur est passée."
    )
    answer = find(student, bench, [bench.make_server(2, 60), bench.middle])
    assert answer == "not-yet", tr("Le début du serveur n’est pas venu.")
    answer = find(student, bench, [bench.make_server(), bench.make_middle(-400, -1)])
    if answer == "ok":
        student.mistake("server_dates_only")
    assert answer == "expired", tr("La fin de l’intermédiaire est passée.")


@pytest.mark.task("verify")
def test_find_issuer(student):
    """Un signataire absent."""
    bench = Bench()
    answer = find(student, bench, [bench.make_server()])
    assert answer == "issuer", tr(
        "L’intermédiaire manque : le suivant est la racine, qui n’a pas le nom du signataire."
    )


@pytest.mark.task("verify")
def test_find_authority(student):
    """Un signataire qui n’a pas le droit de signer."""
    bench = Bench()
    answer = find(student, bench, [bench.make_server(), bench.make_middle(authority=False)])
    if answer == "ok":
        student.mistake("authority_not_asked")
    assert answer == "authority", tr("`is_authority` du suivant est `False`.")


@pytest.mark.task("verify")
def test_find_signature(student):
    """Une fausse signature, à chaque étage."""
    bench = Bench()
    other = draw_key()
    chains = [[bench.make_server(signer=other), bench.middle], [bench.make_server(), bench.make_middle(signer=other)]]
    for chain in chains:
        try:
            answer = find(student, bench, chain)
        except Exception as error:
            if getattr(getattr(error, "error", None), "type", "") != "InvalidSignature":
                raise
            student.mistake("signature_error_escapes")
        if answer == "ok":
            student.mistake("names_trusted")
        assert answer == "signature", tr("La clé du suivant ne vérifie pas la signature.")


@pytest.mark.task("verify")
def test_find_first(student):
    """Plusieurs défauts : le premier, dans l’ordre."""
    bench = Bench()
    late = bench.make_server(-60, -1, names=("autre.example.com",))
    assert find(student, bench, [late, bench.middle]) == "name", tr("Le nom est regardé avant les dates.")
    chain = [bench.make_server(signer=draw_key()), bench.make_middle(-400, -1)]
    answer = find(student, bench, chain)
    if answer == "expired":
        student.mistake("dates_first")
    assert answer == "signature", tr("Le serveur est examiné en entier avant l’intermédiaire.")


# --- 5. Les dossiers ----------------------------------------------------------------------------------------------

FAULTS = {"ok", "expired", "not-yet", "name", "issuer", "authority", "signature"}
REMEDY = {
    "ok": "nothing",
    "expired": "renew",
    "not-yet": "clock",
    "name": "names",
    "issuer": "chain",
    "authority": "refuse",
    "signature": "refuse",
}


def read_answers(student, name, words):
    """Rend un dictionnaire de six réponses, après avoir regardé sa forme."""
    answers = student.value(name)
    if not isinstance(answers, dict) or sorted(map(str, answers)) != list("ABCDEFG"):
        student.fail(tr('`{name}` est un dictionnaire de sept étiquettes, de `"A"` à `"G"`.').format(name=name))
    for letter, word in answers.items():
        if word not in words:
            student.fail(
                tr("Dossier {letter} : « {word} » n’est pas un des mots proposés.").format(letter=letter, word=word)
            )
    return answers


def open_chain(student, case):
    """Rend les certificats d’un dossier, du serveur vers la racine."""
    papers = student.variant["papers"]
    return [x509.load_pem_x509_certificate(papers[number].encode("ascii")) for number in case["chain"]]


def judge(student, case, root):
    """Rend le verdict de la bibliothèque, qui ne dit que oui ou non."""
    chain = open_chain(student, case)
    rules = PolicyBuilder().store(Store([x509.load_pem_x509_certificate(root.encode("ascii"))])).time(MOMENT)
    try:
        rules.build_server_verifier(x509.DNSName(case["host"])).verify(chain[0], chain[1:])
    except VerificationError:
        return False
    return True


@pytest.mark.task("diagnose")
def test_faults_agree(student):
    """Bonnes et mauvaises chaînes, selon la bibliothèque."""
    faults = read_answers(student, "faults", FAULTS)
    for case in student.variant["cases"]:
        letter, good = case["id"], judge(student, case, student.variant["root"])
        if good and faults[letter] != "ok":
            student.fail(
                tr("Dossier {letter} : un client accepte cette chaîne, et vous y voyez un défaut.").format(
                    letter=letter
                )
            )
        if not good and faults[letter] == "ok":
            if common_name_fits(student, case):
                student.mistake("draft_believed", letter=letter)
            student.fail(
                tr("Dossier {letter} : un client refuse cette chaîne, et vous l’acceptez.").format(letter=letter)
            )


def common_name_fits(student, case):
    """Dit si le nom courant du serveur est celui que l’on cherche, comme le croit le brouillon."""
    name = open_chain(student, case)[0].subject
    return name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == case["host"]


@pytest.mark.task("diagnose")
def test_remedies_fit(student):
    """Chaque remède répond à son défaut."""
    faults = read_answers(student, "faults", FAULTS)
    remedies = read_answers(student, "remedies", set(REMEDY.values()))
    for letter, fault in faults.items():
        if fault in ("authority", "signature") and remedies[letter] == "renew":
            student.mistake("impostor_renewed", letter=letter)
        if fault == "not-yet" and remedies[letter] == "renew":
            student.mistake("young_renewed", letter=letter)
        assert remedies[letter] == REMEDY[fault], tr(
            "Dossier {letter} : ce remède ne répond pas au défaut « {fault} »."
        ).format(letter=letter, fault=fault)


# --- 6. Bâtir -----------------------------------------------------------------------------------------------------


NOT_READ = tr("`{path}` n’est pas un fichier PEM de certificats lisibles. `.public_bytes(PEM)` les écrit.")


class Paper:
    """Ce qu’un certificat dit, en valeurs ordinaires ; lire l’un d’eux peut échouer, le comparer non."""

    def __init__(self, certificate):
        self.certificate = certificate
        self.who = certificate.subject.rfc4514_string()
        self.subject = [one.value for one in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
        key = certificate.public_key()
        self.key = key.public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.last = certificate.not_valid_after_utc
        boxes = {type(box.value): box for box in certificate.extensions}
        limits, usage = boxes.get(x509.BasicConstraints), boxes.get(x509.KeyUsage)
        self.limits = limits and (limits.value.ca, limits.value.path_length, limits.critical)
        self.usage = usage and (usage.value.key_cert_sign, usage.critical)
        names = boxes.get(x509.SubjectAlternativeName)
        self.names = names and (names.value.get_values_for_type(x509.DNSName), names.critical)
        self.own = self.find_own_signature(key)

    def find_own_signature(self, key):
        """Dit si ce certificat porte une signature de sa propre clé."""
        try:
            key.verify(self.certificate.signature, self.certificate.tbs_certificate_bytes, ec.ECDSA(hashes.SHA256()))
        except Exception:
            return False
        return True


def read_papers(student, path):
    """Rend les certificats d’un fichier PEM."""
    data = student.file(path)
    if b"PRIVATE KEY" in data:
        student.mistake("key_given_away", path=path)
    # Ce fichier vient de l’apprenant : tout ce que la bibliothèque peut lever en le lisant se dit de la même façon.
    try:
        papers = [Paper(certificate) for certificate in x509.load_pem_x509_certificates(data)]
    except Exception:
        papers = []
    if not papers:
        student.fail(NOT_READ.format(path=path))
    return papers


def read_key(student):
    """Rend la clé privée du serveur, et sa clé publique en octets."""
    data = student.file("serveur.key")
    try:
        key = serialization.load_pem_private_key(data, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError(type(key).__name__)
        public = key.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    except Exception:
        key = None
    if key is None:
        student.fail(
            tr("`serveur.key` n’est pas une clé privée P-256 en PEM, sans mot de passe. `lent_save_key` l’écrit.")
        )
    return key, public


def build(student, host="essai.example.com"):
    """Fait bâtir une chaîne ; rend la racine, l’intermédiaire, le serveur et sa clé, une fois à leur place."""
    student.call("build_chain", host)
    key, public = read_key(student)
    roots, chain = read_papers(student, "racine.pem"), read_papers(student, "chaine.pem")
    if len(chain) == 3:
        student.mistake("root_sent")
    if len(chain) == 1:
        student.mistake("middle_not_sent")
    if len(roots) != 1:
        student.fail(tr("`racine.pem` contient un seul certificat, la racine."))
    if len(chain) != 2:
        student.fail(tr("`chaine.pem` contient le serveur, puis l’intermédiaire."))
    if chain[1].key == public and chain[0].limits and chain[0].limits[0]:
        student.mistake("chain_backwards")
    return roots[0], chain[1], chain[0], key


@pytest.mark.task("build")
def test_files(student):
    """Trois certificats, trois clés, et la bonne sur le serveur."""
    root, middle, server, _ = build(student)
    public = read_key(student)[1]
    if len({root.key, middle.key, server.key}) < 3:
        student.mistake("one_key_for_all")
    if public in (root.key, middle.key):
        student.mistake("wrong_key_saved")
    if server.key != public:
        student.fail(tr("La clé de `serveur.key` n’est pas celle du certificat du serveur."))


@pytest.mark.task("build")
def test_boxes(student):
    """Les cases de chaque certificat."""
    root, middle, server, _ = build(student)
    for paper, authority, depth in ((root, True, None), (middle, True, 0), (server, False, None)):
        if not paper.limits:
            student.mistake("constraints_missing", who=paper.who)
        if paper.limits[0] and not authority:
            student.mistake("server_may_sign")
        assert paper.limits == (authority, depth, True), tr(
            "La case `BasicConstraints` de {who} n’est pas celle du tableau."
        ).format(who=paper.who)
        if authority:
            assert paper.usage == (True, True), tr("La case `CA_USAGE` de {who} n’est pas celle du tableau.").format(
                who=paper.who
            )
    if not server.names:
        student.mistake("names_missing")
    assert server.names[0] == ["essai.example.com"], tr(
        "La case SAN donne un seul nom, celui que `build_chain` a reçu."
    )
    assert server.names[1] is False, tr("La case SAN n’est pas critique dans le tableau.")


@pytest.mark.task("build")
def test_dates_and_subjects(student):
    """Les noms et les durées du tableau."""
    root, middle, server, _ = build(student)
    now = datetime.now(UTC)
    for paper, subject, last in ((root, "Racine", 3650), (middle, "Atelier", 1000), (server, "essai.example.com", 90)):
        assert paper.subject == [subject], tr("Un sujet n’est pas celui du tableau.")
        assert (paper.last - now + timedelta(hours=12)).days == last, tr(
            "La durée de « {subject} » n’est pas celle du tableau."
        ).format(subject=subject)


def shake_hands(root, chain, key, host):
    """Fait une vraie poignée de main en mémoire ; rend « ok », ou le refus d’OpenSSL."""
    form = serialization.PrivateFormat.PKCS8
    lines = [key.private_bytes(PEM, form, serialization.NoEncryption()), *[one.public_bytes(PEM) for one in chain]]
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "serveur.pem"
        path.write_bytes(b"".join(lines))
        server_side.load_cert_chain(path)
    client_side = ssl.create_default_context(cadata=root.public_bytes(PEM).decode("ascii"))
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = server_side.wrap_bio(up, down, server_side=True)
    client = client_side.wrap_bio(down, up, server_hostname=host)
    for _ in range(3):
        for side in (client, server):
            with contextlib.suppress(ssl.SSLWantReadError):
                side.do_handshake()
    return "ok"


def try_hands(root, chain, key, host):
    """La même, où tout refus devient une phrase : ces certificats viennent de l’apprenant."""
    try:
        return shake_hands(root, chain, key, host)
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    except Exception as error:
        return str(getattr(error, "reason", None) or type(error).__name__)


@pytest.mark.task("build", weight=2)
def test_handshake(student):
    """Un vrai client accepte votre serveur, et refuse un autre nom."""
    root, middle, server, key = build(student)
    chain = [server.certificate, middle.certificate]
    answer = try_hands(root.certificate, chain, key, "essai.example.com")
    if answer != "ok" and (server.own or middle.own):
        student.mistake("signed_by_subject")
    assert answer == "ok", tr(
        "Le client a refusé. Remontez la chaîne : qui signe qui, avec quelle clé, et quel nom de signataire ?"
    )
    assert try_hands(root.certificate, chain, key, "autre.example.com") != "ok", tr(
        "Le client doit refuser un autre nom."
    )
    try:
        rules = PolicyBuilder().store(Store([root.certificate])).time(datetime.now(UTC))
        path = rules.build_server_verifier(x509.DNSName("essai.example.com")).verify(chain[0], chain[1:])
    except Exception:
        path = []
    assert len(path) == 3, tr(
        "La bibliothèque refuse ce chemin, plus sévère que le client. Comparez vos cases à celles du tableau."
    )


@pytest.mark.task("build")
def test_seen(student):
    """Votre propre poignée de main."""
    seen = student.expect_text(
        student.value("seen"), look=tr("`seen` est ce que rend `lent_visit(host)` : la version de TLS, en texte.")
    )
    assert seen.startswith("TLSv1."), tr("`seen` commence par `TLSv1.` quand la poignée de main a réussi.")
