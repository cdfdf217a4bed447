"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import hashlib
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.text(string.ascii_letters + string.digits + "éèêàçùôï-’", min_size=1, max_size=12)
NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=8)


def compute_code(key, counter, digits, algorithm):
    """HOTP une seconde fois : en bits, avec HMAC écrit en entier (RFC 2104), pour ne rien partager avec la réponse."""
    block = 128 if algorithm == "sha512" else 64
    padded = (hashlib.new(algorithm, key).digest() if len(key) > block else key).ljust(block, b"\0")
    message = bytes(counter >> shift & 255 for shift in range(56, -8, -8))
    inner = hashlib.new(algorithm, bytes(byte ^ 0x36 for byte in padded) + message).digest()
    mac = hashlib.new(algorithm, bytes(byte ^ 0x5C for byte in padded) + inner).digest()
    offset = mac[-1] & 0x0F
    bits = "".join(f"{byte:08b}" for byte in mac[offset : offset + 4])[1:]
    return f"{int(bits, 2):011d}"[-digits:]


def slow_print(password, salt):
    return hashlib.scrypt(password.encode("utf-8"), salt=salt, n=1024, r=8, p=1, dklen=32)


# --- Attaquer -----------------------------------------------------------------------------------------------------


@pytest.mark.task("crack", weight=3)
@given(chosen=st.dictionaries(NAMES, WORDS, max_size=6), words=st.lists(WORDS, max_size=8), lost=st.integers(0, 3))
def test_crack_any_leak(student, chosen, words, lost):
    """Des fuites et des listes tirées au hasard."""
    known = sorted(set(words) | set(list(chosen.values())[lost:]))
    leak = {name: hashlib.sha256(word.encode("utf-8")).hexdigest() for name, word in chosen.items()}
    expected = {name: word for name, word in chosen.items() if word in known}
    assert student.call("crack", leak, known) == expected, tr(
        "Une fuite tirée au hasard n’est pas rendue comme il faut."
    )


@pytest.mark.task("crack", weight=2)
def test_own_leak_values(student):
    """Votre propre fuite, nom par nom."""
    assert student.value("found") == student.secret["found"], tr(
        "Les comptes trouvés ne sont pas ceux de cette liste-ci."
    )


# --- Réparer ------------------------------------------------------------------------------------------------------


@pytest.mark.task("verify", weight=2)
@settings(max_examples=6)
@given(password=WORDS, other=WORDS, salt=st.binary(min_size=16, max_size=16))
def test_verify_other_records(student, password, other, salt):
    """Des lignes rangées ailleurs, avec des sels et des mots de passe tirés au hasard."""
    record = salt.hex() + "$" + slow_print(password, salt).hex()
    assert student.call("verify", password, record) is True, tr("Le bon mot de passe est refusé.")
    assert student.call("verify", other, record) is (other == password), tr("Un mauvais mot de passe est accepté.")


@pytest.mark.task("verify", weight=2)
def test_store_is_slow_hash(student):
    """L’empreinte rangée est celle de `slow_hash`, avec un sel différent à chaque fois."""
    salts = set()
    for password in ["soleil", "Neige d’été", "soleil", "x", "lanterne cuivre orage"]:
        salt_text, _, print_text = student.call("store", password).partition("$")
        assert print_text == slow_print(password, bytes.fromhex(salt_text)).hex(), tr(
            "L’empreinte rangée n’est pas celle que `slow_hash` calcule avec le sel de la ligne."
        )
        salts.add(salt_text)
    assert len(salts) == 5, tr("Le même sel a servi deux fois.")


@pytest.mark.task("verify")
def test_verify_one_digit_changed(student):
    """Une ligne dont un chiffre a changé est refusée, où qu’il soit."""
    salt = bytes(range(16))
    print_text = slow_print("soleil", salt).hex()
    for place in (0, 31, 63):
        changed = print_text[:place] + ("0" if print_text[place] != "0" else "1") + print_text[place + 1 :]
        assert student.call("verify", "soleil", salt.hex() + "$" + changed) is False, tr(
            "Une empreinte changée d’un seul chiffre est acceptée."
        )


# --- Le code à six chiffres ---------------------------------------------------------------------------------------


@pytest.mark.task("totp", weight=3)
@given(
    key=st.binary(min_size=10, max_size=140),
    counter=st.integers(0, 2**63 - 1),
    digits=st.integers(6, 8),
    algorithm=st.sampled_from(["sha1", "sha256", "sha512"]),
)
def test_hotp_any(student, key, counter, digits, algorithm):
    """Des clés et des compteurs tirés au hasard."""
    assert student.call("hotp", key, counter, digits, algorithm) == compute_code(key, counter, digits, algorithm), tr(
        "Un code tiré au hasard n’est pas celui de la RFC 4226."
    )


@pytest.mark.task("totp", weight=3)
@given(
    key=st.binary(min_size=10, max_size=80),
    moment=st.integers(0, 2**36),
    step=st.sampled_from([30, 60, 45]),
    algorithm=st.sampled_from(["sha1", "sha256", "sha512"]),
)
def test_totp_any(student, key, moment, step, algorithm):
    """Des instants et des pas tirés au hasard."""
    code = student.call("totp", key, moment, algorithm=algorithm, step=step)
    assert code == compute_code(key, moment // step, 6, algorithm), tr(
        "Un code tiré au hasard n’est pas celui de la RFC 6238."
    )


@pytest.mark.task("totp")
def test_defaults(student):
    """Sans rien préciser : 6 chiffres, SHA-1, 30 secondes."""
    key = b"une clef pour cette fois"
    assert student.call("hotp", key, 7) == compute_code(key, 7, 6, "sha1"), tr(
        "Par défaut, `hotp` rend 6 chiffres avec SHA-1."
    )
    assert student.call("totp", key, 1_795_000_000) == compute_code(key, 1_795_000_000 // 30, 6, "sha1"), tr(
        "Par défaut, `totp` rend 6 chiffres avec SHA-1, par pas de 30 secondes."
    )


# --- Choisir ------------------------------------------------------------------------------------------------------


@pytest.mark.task("choose", weight=2)
@given(
    own_salt=st.booleans(),
    memory_mib=st.integers(0, 70),
    ms=st.integers(0, 300),
    budget_ms=st.integers(50, 250),
    budget_mib=st.integers(16, 60),
)
def test_judge_any(student, own_salt, memory_mib, ms, budget_ms, budget_mib):
    """Des réglages et des budgets tirés au hasard."""
    setting = {"name": "x", "own_salt": own_salt, "memory_mib": memory_mib, "ms": ms}
    refusals = [not own_salt, memory_mib <= 18, ms >= budget_ms + 1, memory_mib >= budget_mib + 1, True]
    expected = ["no_salt", "too_light", "too_slow", "too_heavy", "ok"][refusals.index(True)]
    assert student.call("judge", setting, budget_ms, budget_mib) == expected, tr(
        "Un réglage tiré au hasard est mal jugé."
    )


@pytest.mark.task("choose", weight=2)
def test_choice_value(student):
    """Le réglage choisi est celui de cette variante."""
    assert student.value("choice") == student.secret["choice"], tr("Ce réglage n’est pas celui qui convient ici.")


# --- La page ------------------------------------------------------------------------------------------------------

CODES = ["leaked_first", "second_factor", "manager", "unique", "passphrase", "storage", "recovery", "one_account"]


@pytest.mark.task("page")
@settings(max_examples=10)
@given(
    company=st.text(string.ascii_letters + " éÉ’", min_size=1, max_size=20),
    codes=st.permutations(CODES),
    count=st.integers(0, 8),
)
def test_build_page_any(student, company, codes, count):
    """Des entreprises et des listes de mesures tirées au hasard."""
    codes = codes[:count]
    expected = ["# " + company, ""] + [student.given("write_line")(place + 1, codes[place]) for place in range(count)]
    assert student.call("build_page", company, codes) == "\n".join(expected), tr(
        "Une page tirée au hasard n’est pas comme demandé."
    )
