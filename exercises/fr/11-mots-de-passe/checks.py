"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, valeurs publiées."""

import ast
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

RFC_KEY = b"12345678901234567890"
SALT = bytes.fromhex("8f1d02c7a94be0356712fe5d90a8c433")
RECORD = SALT.hex() + "$3a49f2616aeba7670d905491beab3c23abf522b98eaf5502fe3c532f2333bc81"


def hash_word(word):
    return hashlib.sha256(word.encode("utf-8")).hexdigest()


# --- 2. Attaquer --------------------------------------------------------------------------------------------------


@pytest.mark.task("crack")
def test_crack_one(student):
    """Une liste d’un seul compte."""
    found = student.call("crack", {"amina": hash_word("neige")}, ["soleil", "neige", "sapin"])
    assert found == {"amina": "neige"}, "Le mot `neige` donne l’empreinte d’Amina. Votre dictionnaire contient-il son nom et ce mot ?"


@pytest.mark.task("crack")
def test_crack_several(student):
    """Plusieurs comptes, dont deux avec le même mot de passe."""
    leak = {"baptiste": hash_word("sapin"), "chidi": hash_word("soleil"), "elif": hash_word("sapin")}
    found = student.call("crack", leak, ["soleil", "neige", "sapin"])
    expected = {"baptiste": "sapin", "chidi": "soleil", "elif": "sapin"}
    if isinstance(found, dict) and len(found) == 1:
        student.mistake("first_only")
    if isinstance(found, dict) and len(found) == 2 and found.get("chidi") == "soleil":
        student.mistake("one_name_per_print")
    assert found == expected, "Trois comptes sont dans la liste : les trois tombent."


@pytest.mark.task("crack")
def test_crack_accents(student):
    """Un mot avec des accents."""
    found = student.call("crack", {"odile": hash_word("forêt")}, ["foret", "forêt"])
    if found == {}:
        student.mistake("wrong_encoding")
    assert found == {"odile": "forêt"}, "Le mot rendu est celui de la liste, accents compris."


@pytest.mark.task("crack")
def test_crack_absent(student):
    """Un compte que la liste n’ouvre pas."""
    found = student.call("crack", {"linh": hash_word("lanterne cuivre orage")}, ["soleil", "neige"])
    assert found == {}, "Aucun mot ne convient : ce nom ne doit pas figurer dans la réponse."


@pytest.mark.task("crack")
def test_own_leak(student):
    """Votre fuite : chaque mot trouvé donne bien l’empreinte volée."""
    found = student.value("found")
    leak = student.variant["leak"]
    found = student.expect_table(found, look="`found` est le dictionnaire que rend `crack(leak, words)`.")
    for name in found:
        assert name in leak, "Ce nom n’est pas dans votre liste. Avez-vous bien donné `leak` à `crack` ?"
        assert hash_word(str(found[name])) == leak[name], "L’empreinte de ce mot n’est pas celle du compte."
    assert len(found) == student.variant["crackable"], "Il y a `crackable` comptes à trouver dans votre liste. Avez-vous donné tous les mots à `crack` ?"


# --- 3. Réparer ---------------------------------------------------------------------------------------------------


def verify(student, password, record):
    """Appelle `verify` ; dit quand du texte s’est mêlé aux octets."""
    try:
        return student.call("verify", password, record)
    except TypeError as error:
        if "bytes" not in str(error):
            raise
        student.mistake("hexadecimal_as_bytes")


@pytest.mark.task("verify")
def test_store_form(student):
    """La ligne rangée : 16 octets de sel, `$`, 32 octets d’empreinte."""
    parts = str(student.call("store", "soleil")).split("$")
    assert len(parts) == 2, "La ligne rangée a la forme sel, signe `$`, empreinte. Je ne retrouve pas ces deux parties."
    assert len(parts[0]) == 32, "Un sel de 16 octets s’écrit avec 32 chiffres hexadécimaux. Combien d’octets tirez-vous ?"
    assert len(parts[1]) == 64, "L’empreinte de `slow_hash` s’écrit avec 64 chiffres hexadécimaux."


@pytest.mark.task("verify")
def test_store_fresh_salt(student):
    """Deux comptes, le même mot de passe, deux lignes différentes."""
    first, second = student.call("store", "soleil"), student.call("store", "soleil")
    if first == second:
        student.mistake("one_salt_for_all")
    assert first.split("$")[0] != second.split("$")[0], "Les deux lignes doivent avoir deux sels différents."


@pytest.mark.task("verify")
def test_verify_round_trip(student):
    """Le bon mot de passe passe, un autre non."""
    record = student.call("store", "soleil")
    accepted = verify(student, "soleil", record)
    if accepted is False:
        student.mistake("salt_not_read_back")
    assert accepted is True, "`verify` rend `True` pour le bon mot de passe."
    assert verify(student, "Soleil", record) is False, "Une majuscule de plus, et `verify` doit rendre `False`."


@pytest.mark.task("verify")
def test_verify_known_record(student):
    """Une ligne rangée hier par un autre programme."""
    assert verify(student, "Neige d’été", RECORD) is True, "Cette ligne a été rangée ailleurs, avec le même `slow_hash`. Le sel se lit avant le `$`, en hexadécimal."
    assert verify(student, "Neige d'été", RECORD) is False, "L’apostrophe n’est pas la même : ce mot de passe est faux."


@pytest.mark.task("verify")
def test_constant_time(student):
    """La comparaison met toujours le même temps."""
    tree = student.tree("verify")
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
    equals = any(isinstance(node, ast.Compare) for node in ast.walk(tree))
    if equals and "compare_digest" not in used:
        student.mistake("compared_with_equals")
    assert "compare_digest" in used, "Comparez les deux empreintes avec `hmac.compare_digest`."


# --- 4. Le code à six chiffres ------------------------------------------------------------------------------------

HOTP_MISTAKES = {
    "592503": "counter_as_text",
    "160385": "counter_reversed",
    "238872": "first_bit_kept",
    "717529": "always_first_bytes",
}


@pytest.mark.task("totp", weight=2)
def test_hotp_published(student):
    """Les dix valeurs publiées par la RFC 4226, annexe D."""
    published = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    for counter in range(10):
        try:
            code = student.call("hotp", RFC_KEY, counter)
        except TypeError as error:
            if "buffer" not in str(error):
                raise
            student.mistake("counter_not_written")
        assert not isinstance(code, int), "Le code est un texte, pas un nombre : un nombre perdrait ses zéros à gauche."
        if code in HOTP_MISTAKES:
            student.mistake(HOTP_MISTAKES[code])
        assert code == published[counter], "La RFC 4226 publie ce code. Reprenez les six étapes une à une, en affichant chaque valeur."


@pytest.mark.task("totp")
def test_hotp_leading_zeros(student):
    """Un code qui commence par des zéros."""
    code = student.call("hotp", RFC_KEY, 44)
    assert code == "000152", "Ce code a six chiffres, dont trois zéros devant."


@pytest.mark.task("totp")
@settings(max_examples=10)
@given(counter=st.integers(0, 2**40), digits=st.integers(6, 8))
def test_hotp_length(student, counter, digits):
    """Le code a toujours le nombre de chiffres demandé."""
    code = student.expect_text(student.call("hotp", RFC_KEY, counter, digits=digits))
    assert len(code) == digits, "Le nombre de chiffres est le paramètre `digits`, zéros compris."


def totp(student, moment, key=RFC_KEY, **options):
    """Appelle `totp` ; dit quand le compteur a une virgule."""
    try:
        return student.call("totp", key, moment, **options)
    except (AttributeError, TypeError) as error:
        if "float" not in str(error):
            raise
        student.mistake("division_with_point")


@pytest.mark.task("totp")
def test_totp_published(student):
    """Trois valeurs publiées par la RFC 6238, annexe B, en 8 chiffres."""
    for moment, expected in [(59, "94287082"), (1111111109, "07081804"), (20000000000, "65353130")]:
        code = totp(student, moment, digits=8)
        assert code == expected, "La RFC 6238 publie ce code. Le compteur est le nombre de pas entiers, et `digits` suit."


@pytest.mark.task("totp")
@settings(max_examples=10)
@given(step_number=st.integers(0, 2**31), second=st.integers(0, 29))
def test_totp_stays(student, step_number, second):
    """Le code ne change pas pendant 30 secondes."""
    start = totp(student, step_number * 30)
    assert totp(student, step_number * 30 + second) == start, "Ces deux instants sont dans le même pas de 30 secondes : le code est le même. La division entière s’écrit `//`."


@pytest.mark.task("totp")
def test_totp_algorithms(student):
    """SHA-256 et SHA-512, avec leurs clés de 32 et 64 octets."""
    long_key = b"1234567890" * 7
    assert totp(student, 59, long_key[:32], digits=8, algorithm="sha256") == "46119246", "Le paramètre `algorithm` va jusqu’au HMAC : `totp` le passe à `hotp`, et `hotp` à `hmac.new`."
    assert totp(student, 59, long_key[:64], digits=8, algorithm="sha512") == "90693936", "Le paramètre `algorithm` va jusqu’au HMAC, SHA-512 compris."


# --- 5. Choisir ---------------------------------------------------------------------------------------------------


def setting(own_salt=True, memory_mib=32, ms=80):
    return {"name": "x", "own_salt": own_salt, "memory_mib": memory_mib, "ms": ms}


def tell(case, sentence):
    tried = "Le réglage essayé : sel propre {own_salt}, {memory_mib} MiB, {ms} ms."
    return tried.format(own_salt=case["own_salt"], memory_mib=case["memory_mib"], ms=case["ms"]) + " " + sentence


@pytest.mark.task("choose")
def test_judge_plain_cases(student):
    """Un cas net pour chaque verdict."""
    cases = [
        (setting(own_salt=False), "no_salt"),
        (setting(memory_mib=4), "too_light"),
        (setting(ms=900), "too_slow"),
        (setting(memory_mib=1024), "too_heavy"),
        (setting(), "ok"),
    ]
    for case, expected in cases:
        verdict = student.call("judge", case, 200, 64)
        if expected == "too_light" and verdict == "ok":
            student.mistake("light_accepted", **case)
        assert verdict == expected, tell(case, "Quel verdict du tableau est vrai en premier pour lui ?")


@pytest.mark.task("choose")
def test_judge_order(student):
    """Quand deux refus sont vrais, le premier du tableau l’emporte."""
    cases = [
        (setting(own_salt=False, memory_mib=0, ms=0.001), "no_salt"),
        (setting(memory_mib=1, ms=900), "too_light"),
        (setting(memory_mib=1024, ms=900), "too_slow"),
    ]
    for case, expected in cases:
        assert student.call("judge", case, 200, 64) == expected, tell(
            case, "Deux refus sont vrais. Posez les questions dans l’ordre du tableau et rendez le premier."
        )


@pytest.mark.task("choose")
def test_judge_limits(student):
    """Une valeur égale à la limite passe, un cran plus loin non."""
    for case in [setting(memory_mib=19), setting(ms=200), setting(memory_mib=64)]:
        if student.call("judge", case, 200, 64) != "ok":
            student.mistake("limit_refused", **case)
    beyond = [
        (setting(memory_mib=18), "too_light"),
        (setting(ms=201), "too_slow"),
        (setting(memory_mib=65), "too_heavy"),
    ]
    for case, expected in beyond:
        assert student.call("judge", case, 200, 64) == expected, tell(
            case, "Il est un cran au-delà de la limite : il est refusé."
        )


@pytest.mark.task("choose")
def test_choice_is_justified(student):
    """Votre choix, jugé par votre fonction."""
    choice = student.value("choice")
    named = [item for item in student.variant["settings"] if item["name"] == choice]
    assert named, "`choice` est le nom d’un des sept réglages affichés, entre guillemets."
    verdict = student.call("judge", named[0], student.variant["budget_ms"], student.variant["budget_mib"])
    assert verdict == "ok", "Votre propre fonction refuse ce réglage. Lequel accepte-t-elle ?"


# --- 6. La page ---------------------------------------------------------------------------------------------------

GOOD = {"leaked_first", "second_factor", "manager", "unique", "passphrase", "storage", "recovery"}
HARMFUL = ["shared_sheet", "secret_question", "one_account", "every_90_days"]


@pytest.mark.task("page")
def test_build_page(student):
    """Une page à deux mesures, ligne par ligne."""
    lines = [student.given("write_line")(1, "recovery"), student.given("write_line")(2, "unique")]
    text = student.call("build_page", "Garage Nadeau", ["recovery", "unique"])
    assert text == "\n".join(["# Garage Nadeau", "", *lines]), "La page est un seul texte : le titre, une ligne vide, puis une ligne numérotée par code, dans l’ordre reçu."


@pytest.mark.task("page", weight=2)
def test_page_measures(student):
    """Votre page : les bonnes mesures, et elles seules."""
    texts = {code: measure["text"] for code, measure in student.given("MEASURES").items()}
    page = student.expect_text(student.value("page"), look="`page` est le texte que rend `build_page`.")
    kept = {code for code in texts if texts[code] in page}
    if "every_90_days" in kept:
        student.mistake("rotation_kept")
    for code in HARMFUL:
        assert code not in kept, "Une des mesures à écarter est encore dans votre page. Qui d’autre pourrait s’en servir ?"
    assert kept == GOOD, "La page compte sept mesures. Relisez celles que vous n’avez pas prises."


@pytest.mark.task("page")
def test_page_order(student):
    """Votre page : un titre, des numéros, du plus urgent au moins urgent."""
    measures = student.given("MEASURES")
    lines = student.value("page").split("\n")
    assert lines[0].startswith("# "), "La première ligne est un titre : `#`, un espace, le nom de l’entreprise."
    assert len(lines[0]) > 4, "Donnez un nom à l’entreprise, même inventé."
    codes = [code for line in lines[2:] for code in measures if measures[code]["text"] in line]
    expected = [student.given("write_line")(number, code) for number, code in enumerate(codes, start=1)]
    student.value("page")
    assert lines[2:] == expected, "Chaque ligne vient de `write_line`, avec un numéro qui augmente de un."
    days = [measures[code]["days"] for code in codes]
    assert days == sorted(days), "Les nombres sont les délais, en jours : ils vont du plus court au plus long."


@pytest.mark.task("page")
def test_page_saved(student):
    """Le fichier à emporter contient votre page."""
    assert student.file("conseils-mots-de-passe.md") == student.value("page").encode("utf-8"), "Le fichier n’est pas votre page. La dernière ligne de la cellule est `save_page(page)`."
