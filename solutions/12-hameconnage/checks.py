"""Les vérifications livrées avec l’exercice : messages du dossier, exemples publiés, propriétés."""

from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# --- 2. Les indices -----------------------------------------------------------------------------------------------

FILES = ["pneus", "banque", "direction"]


def read_file(student, name):
    return student.given("lent_read")(f"data/{name}.eml")


@pytest.mark.task("evidence")
def test_read_domain(student):
    """Le domaine d’une adresse, en minuscules."""
    assert student.call("read_domain", "Zoé <zoe@atelier.example>") == "atelier.example", tr(
        "`parseaddr` rend deux morceaux ; l’adresse est le second. Le domaine suit le signe @."
    )
    domain = student.call("read_domain", "<zoe@Atelier.EXAMPLE>")
    assert domain == "atelier.example", tr("Un domaine se rend en minuscules.")


@pytest.mark.task("evidence")
def test_display_name_trap(student):
    """Une adresse dans le nom affiché ne trompe pas votre fonction."""
    header = '"aide@banque.example" <moi@ailleurs.example>'
    domain = student.call("read_domain", header)
    if "banque" in str(domain):
        student.mistake("name_read_as_address")
    assert domain == "ailleurs.example", tr("La vraie adresse est entre les chevrons.")


@pytest.mark.task("evidence")
@pytest.mark.parametrize("name", FILES)
def test_from_and_path(student, name):
    """Le nom, le domaine de From et celui de Return-Path, dans les trois fichiers."""
    data = read_file(student, name)
    got = student.expect_table(student.call("evidence", data))
    message = message_from_bytes(data, policy=default)
    shown, address = parseaddr(message["From"])
    wanted = {"name": shown, "from": address.partition("@")[2].lower()}
    wanted["path"] = parseaddr(message["Return-Path"])[1].partition("@")[2]
    for label, value in wanted.items():
        assert label in got, tr("Il manque une étiquette : `{label}`.").format(label=label)
        assert got[label] == value, tr("Regardez l’étiquette `{label}` dans ce fichier.").format(label=label)


@pytest.mark.task("evidence")
def test_reply(student):
    """Reply-To, présent ou absent."""
    assert student.call("evidence", read_file(student, "pneus"))["reply"] == "alerte-compte.example", tr(
        "La ligne Reply-To dit où partira la réponse. Rendez son domaine, en minuscules."
    )
    try:
        reply = student.call("evidence", read_file(student, "banque"))["reply"]
    except Exception as error:
        kind = getattr(getattr(error, "error", None), "type", "")
        if kind not in ("IndexError", "TypeError", "AttributeError"):
            raise
        student.mistake("reply_not_asked")
    assert reply is None, tr("Sans ligne Reply-To, l’étiquette vaut `None`, sans guillemets.")


@pytest.mark.task("evidence")
def test_ip(student):
    """L’adresse IP vient de la ligne du haut."""
    address = student.call("evidence", read_file(student, "pneus"))["ip"]
    assert address == "203.0.113.77", tr("L’adresse est entre deux crochets. Coupez au premier, puis au second.")


# --- 3. SPF -------------------------------------------------------------------------------------------------------


def ask_spf(student, record, ip):
    """Appelle `check_spf` ; dit quand une adresse est restée du texte."""
    try:
        return student.call("check_spf", record, ip)
    except AttributeError as error:
        if "_version" not in str(error):
            raise
        student.mistake("address_left_as_text")


@pytest.mark.task("spf")
@pytest.mark.parametrize(
    ("record", "ip", "wanted"),
    [
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.129", "pass"),
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", "fail"),
        ("v=spf1 +all", "192.0.2.65", "pass"),
        ("v=spf1 -ip4:192.0.2.0/24 +all", "192.0.2.65", "fail"),
    ],
    ids=["192.0.2.129", "192.0.2.65", "+all", "-ip4"],
)
def test_spf_published(student, record, ip, wanted):
    """Les exemples de la RFC 7208, annexe A."""
    answer = ask_spf(student, record, ip)
    if answer == "pass" and record.startswith("v=spf1 -ip4"):
        student.mistake("sign_ignored")
    assert answer == wanted, tr("C’est l’exemple publié. Lisez la règle mot à mot, de gauche à droite.")


@pytest.mark.task("spf")
def test_spf_block(student):
    """Un bloc se calcule, il ne se compare pas comme un texte."""
    answer = ask_spf(student, "v=spf1 ip4:198.51.100.0/28 -all", "198.51.100.200")
    if answer == "pass":
        student.mistake("block_as_text")
    assert answer == "fail", tr("Cette adresse est hors du bloc ; le mot suivant la vise.")


@pytest.mark.task("spf")
def test_spf_missing(student):
    """Un domaine sans règle."""
    assert student.call("check_spf", None, "192.0.2.1") == "none", tr(
        'Sans règle, rien n’est permis ni refusé : le résultat est `"none"`, avant toute autre lecture.'
    )


@pytest.mark.task("spf")
def test_spf_end(student):
    """Une règle où rien ne vise l’adresse."""
    answer = ask_spf(student, "v=spf1 mx ip4:192.0.2.0/28", "203.0.113.5")
    assert answer == "neutral", tr("Après la boucle, si rien n’a répondu, le résultat est neutre.")


@pytest.mark.task("spf")
@pytest.mark.parametrize(("sign", "wanted"), [("~", "softfail"), ("?", "neutral")], ids=["~all", "?all"])
def test_spf_signs(student, sign, wanted):
    """Les deux autres signes."""
    assert student.call("check_spf", f"v=spf1 {sign}all", "203.0.113.5") == wanted, tr(
        "Le résultat se prend dans `SIGNS`, sous le signe lu."
    )


# --- 4. DKIM ------------------------------------------------------------------------------------------------------

# RFC 8463, annexe A : un message signé avec Ed25519, et la clé que publie le domaine.
PUBLISHED = (
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\n"
    " d=football.example.com; i=@football.example.com;\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\n"
    " subject : date : message-id : from : subject : date;\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\n"
    " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\n"
    " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\n"
    "From: Joe SixPack <joe@football.example.com>\n"
    "To: Suzie Q <suzie@shopping.example.net>\n"
    "Subject: Is dinner ready?\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\n"
    "\n"
    "Hi.\n\nWe lost the game.  Are you hungry yet?\n\nJoe.\n"
)
PUBLISHED_KEY = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
}
UNSIGNED = PUBLISHED[PUBLISHED.index("From:") :]


@pytest.mark.task("dkim")
def test_signer(student):
    """Le domaine qui a signé."""
    other = PUBLISHED.replace("From: Joe SixPack <joe@football.example.com>", "From: Joe <joe@ailleurs.example>")
    signer = student.call("read_signer", other.encode())
    if signer is None:
        student.mistake("spaces_not_stripped")
    assert signer == "football.example.com", tr(
        "Coupez la ligne DKIM-Signature aux points-virgules. Chaque morceau peut commencer par un espace."
    )


@pytest.mark.task("dkim")
def test_signer_none(student):
    """Un message sans signature n’a pas de signataire."""
    try:
        signer = student.call("read_signer", UNSIGNED.encode())
    except AttributeError:
        student.fail(tr("Ce message n’a pas de ligne DKIM-Signature : demandez d’abord si elle existe."))
    assert signer is None, tr("Sans ligne DKIM-Signature, `read_signer` rend `None`.")


@pytest.mark.task("dkim")
def test_dkim_published(student):
    """Le message signé de la RFC 8463 est accepté."""
    verdict = student.call("check_dkim", PUBLISHED.encode(), PUBLISHED_KEY)
    if verdict is True:
        student.fail(
            tr(
                '`dkim.verify` rend `True` ou `False` ; `check_dkim` rend un de trois mots : `"none"`, `"pass"` ou `"fail"`.'
            )
        )
    assert verdict == "pass", tr(
        "Ce message est publié avec la norme : sa signature est bonne. Donnez-vous `records` à `lent_dns` ?"
    )


@pytest.mark.task("dkim")
@settings(max_examples=4)
@given(word=st.sampled_from(["dinner", "hungry", "Joe.", "lost", "SixPack", "Suzie"]))
def test_dkim_changed(student, word):
    """Un mot changé, dans le texte ou dans un en-tête signé, et la signature est refusée."""
    verdict = student.call("check_dkim", PUBLISHED.replace(word, "Xx").encode(), PUBLISHED_KEY)
    if verdict == "pass":
        student.mistake("signature_seen_not_checked")
    assert verdict == "fail", tr("Un mot signé a changé : la signature n’est plus bonne.")


@pytest.mark.task("dkim")
def test_dkim_none(student):
    """Pas de signature, ce n’est pas une mauvaise signature."""
    verdict = student.call("check_dkim", UNSIGNED.encode(), PUBLISHED_KEY)
    assert verdict == "none", tr('Sans signature, le résultat est `"none"`.')


@pytest.mark.task("dkim")
def test_intact(student):
    """La liste des messages dont la signature est bonne."""
    numbers = student.expect_list(student.value("intact"))
    texts = student.variant["mailbox"]
    wanted = [n for n in range(len(texts)) if verify_here(texts[n], student.variant["records"])]
    if numbers == [n + 1 for n in wanted]:
        student.fail(tr("Vos numéros sont trop grands de un. Ils se comptent à partir de 0."))
    assert numbers == wanted, tr("Relisez les huit messages avec `check_dkim`, dans l’ordre.")


def verify_here(text, records):
    """La même vérification, faite par nous."""
    import dkim

    def answer(name, timeout=5):
        return records.get(name.decode().rstrip("."), "").encode()

    return dkim.verify(text.encode("utf-8"), dnsfunc=answer)


# --- 5. DMARC -----------------------------------------------------------------------------------------------------


def facts_of(sender, spf="none", path="ailleurs.example", dkim="none", signer=None):
    return {"from": sender, "spf": spf, "path": path, "dkim": dkim, "signer": signer}


@pytest.mark.task("dmarc")
def test_dmarc_spf_aligned(student):
    """SPF accepté, pour le domaine affiché."""
    assert student.call("check_dmarc", facts_of("lac.example", "pass", "lac.example")) == "pass", tr(
        "SPF a accepté le domaine même que l’on affiche : c’est suffisant."
    )


@pytest.mark.task("dmarc")
def test_dmarc_spf_elsewhere(student):
    """SPF accepté, mais pour un autre domaine."""
    verdict = student.call("check_dmarc", facts_of("lac.example", "pass", "alerte.example"))
    assert verdict == "fail", tr("Aucun contrôle ne vise le domaine affiché.")


@pytest.mark.task("dmarc")
def test_dmarc_piece_of_text(student):
    """Un domaine contenu dans un autre n’est pas le même."""
    verdict = student.call("check_dmarc", facts_of("lac.example", dkim="pass", signer="grand-lac.example"))
    assert verdict == "fail", tr("Ces deux domaines n’ont pas la même organisation.")


@pytest.mark.task("dmarc")
def test_dmarc_relaxed(student):
    """Les exemples de la RFC 7489, annexe B.1."""
    below = facts_of("example.com", "pass", "child.example.com")
    above = facts_of("child.example.com", dkim="pass", signer="example.com")
    for facts in (below, above):
        verdict = student.call("check_dmarc", facts)
        assert verdict == "pass", tr("La RFC 7489 tient ces deux domaines pour alignés.")
    for facts in (
        facts_of("child.example.com", "pass", "example.net"),
        facts_of("child.example.com", dkim="pass", signer="sample.net"),
    ):
        assert student.call("check_dmarc", facts) == "fail", tr("La RFC 7489 tient ces deux domaines pour étrangers.")


@pytest.mark.task("dmarc")
def test_dmarc_failed(student):
    """Le bon domaine, mais des contrôles qui ont échoué."""
    facts = facts_of("lac.example", "softfail", "lac.example", "fail", "lac.example")
    assert student.call("check_dmarc", facts) == "fail", tr(
        'Les domaines sont les bons, mais aucun contrôle n’a réussi. Demandez-vous bien `"pass"` ?'
    )


# --- 6. Le tri ----------------------------------------------------------------------------------------------------

KNOWN = ["lac.example", "pneus.example"]


def case(**changes):
    base = {"from": "lac.example", "reply": None, "path": "lac.example", "dkim": "pass"}
    return {**base, "spf_aligned": True, "dkim_aligned": True, **changes}


NOTHING = {"spf_aligned": False, "dkim_aligned": False}


def judge(student, facts):
    """Appelle `judge` et rend une paire ; dit quand la forme n’y est pas."""
    result = student.call("judge", facts, KNOWN)
    advice = tr("`judge` rend deux textes entre parenthèses : le verdict, puis l’en-tête.")
    result = student.expect_list(result, look=advice)
    assert len(result) == 2, advice
    return tuple(result)


@pytest.mark.task("triage")
def test_judge_authentic(student):
    """Les deux façons d’être authentique."""
    assert judge(student, case()) == ("authentic", "DKIM-Signature"), tr(
        "Tout est aligné et connu : la signature est la preuve."
    )
    forwarded = judge(student, case(path="club.example", spf_aligned=False))
    assert forwarded == ("authentic", "DKIM-Signature"), tr("La signature est alignée : elle suffit.")
    assert judge(student, case(dkim="none", dkim_aligned=False)) == ("authentic", "Return-Path"), tr(
        "SPF est aligné, sans signature : l’adresse de retour est la preuve."
    )


@pytest.mark.task("triage")
def test_judge_unproven(student):
    """Rien d’aligné : trois preuves possibles."""
    assert judge(student, case(**NOTHING, dkim="fail", path="alerte.example")) == ("unproven", "DKIM-Signature"), tr(
        "La signature a échoué : c’est elle qui prouve."
    )
    assert judge(student, case(**NOTHING, dkim="none")) == ("unproven", "Received"), tr(
        "L’adresse de retour est la bonne, pas la machine : la ligne Received le montre."
    )
    assert judge(student, case(**NOTHING, dkim="pass", path="alerte.example")) == ("unproven", "Return-Path"), tr(
        "L’adresse de retour est d’une autre organisation : c’est elle qui prouve."
    )


@pytest.mark.task("triage")
def test_judge_unknown(student):
    """Un domaine en règle, mais inconnu."""
    verdict = judge(student, case(**{"from": "lca.example", "path": "lca.example"}))
    assert verdict == ("unknown", "From"), tr("Ce domaine n’est pas dans la liste des organisations connues.")
    assert judge(student, case(**{"from": "info.lac.example"})) == ("authentic", "DKIM-Signature"), tr(
        "`info.lac.example` est de l’organisation `lac.example`, qui est connue."
    )


@pytest.mark.task("triage")
def test_judge_diverted(student):
    """Une réponse qui partirait ailleurs."""
    verdict = judge(student, case(reply="alerte.example"))
    assert verdict == ("diverted", "Reply-To"), tr("La réponse part vers une autre organisation.")
    assert judge(student, case(reply="suivi.lac.example"))[0] == "authentic", tr(
        "`suivi.lac.example` est de la même organisation que `lac.example` : rien n’est détourné."
    )


@pytest.mark.task("triage")
def test_verdicts(student):
    """Les huit verdicts de votre boîte suivent votre fonction."""
    verdicts = student.expect_list(student.value("verdicts"))
    facts, known = student.variant["facts"], student.variant["known"]
    assert len(verdicts) == len(facts), tr("Un verdict par message : huit en tout.")
    wanted = [list(student.call("judge", row, known)) for row in facts]
    assert [list(verdict) for verdict in verdicts] == wanted, tr(
        "`verdicts` est la liste de ce que rend `judge`, dans l’ordre des messages."
    )


@pytest.mark.task("triage")
def test_report(student):
    """La fiche de tri, sur le disque."""
    verdicts = student.value("verdicts")
    wanted = [
        student.given("lent_line")(number, *verdict)
        for number, verdict in enumerate(verdicts)
        if verdict[0] != "authentic"
    ]
    report = student.expect_text(
        student.value("report"), look=tr('`report` est un texte : `"\\n".join(lines)` colle une liste de lignes.')
    )
    lines = report.split("\n")
    if len(lines) == len(wanted) and lines != wanted and lines[0].replace("1", "0") == wanted[0].replace("1", "0"):
        student.fail(tr("Les numéros de la fiche ne sont pas ceux de `mailbox`. Ils se comptent à partir de 0."))
    assert lines == wanted, tr("Une ligne par message non authentique, dans l’ordre, et rien d’autre.")
    assert student.file("tri.md").decode("utf-8") == report, tr("`lent_save(report)` écrit la fiche dans `tri.md`.")
