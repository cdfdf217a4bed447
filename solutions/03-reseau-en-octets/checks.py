"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, valeurs des RFC."""

import base64
import csv
import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FLAG_NAMES = ["FIN", "SYN", "RST", "PSH", "ACK"]


def add_pairs(data):
    """Rend la somme repliée des paires, comme `struct` les lit."""
    data = data + b"\x00" * (len(data) % 2)
    return sum(struct.unpack(f">{len(data) // 2}H", data)) % 65535


def seal_header(header):
    """Rend le même en-tête, sa somme de contrôle mise en place."""
    blank = header[:10] + b"\x00\x00" + header[12:]
    return blank[:10] + struct.pack(">H", 65535 - (add_pairs(blank) or 65535)) + blank[12:]


def make_packet(source, target, protocol, payload, options=b"", life=64):
    """Rend un paquet IPv4 bien formé."""
    size = 20 + len(options)
    head = struct.pack(">BBHHHBBH", 64 + size // 4, 0, size + len(payload), 7, 0, life, protocol, 0)
    return seal_header(head + source + target + options) + payload


def make_frame(packet, kind=b"\x08\x00"):
    """Rend une trame, complétée par des zéros comme sur le câble."""
    return b"\x02" * 12 + kind + packet.ljust(46, b"\x00")


def make_question(name, client, options=b""):
    """Rend un paquet qui pose une question DNS."""
    labels = b"".join(bytes([len(part)]) + part.encode("ascii") for part in name.split("."))
    message = b"\x00\x07\x01\x00\x00\x01" + bytes(6) + labels + b"\x00\x00\x01\x00\x01"
    segment = struct.pack(">HHHH", 50000, 53, 8 + len(message), 0) + message
    return make_packet(client, bytes([192, 0, 2, 1]), 17, segment, options)


# --- 2. La somme de contrôle --------------------------------------------------------------------------------------


@pytest.mark.task("checksum")
def test_rfc_1071(student):
    """L’exemple de la RFC 1071."""
    value = student.call("checksum", bytes.fromhex("0001f203f4f5f6f7"))
    if value in (65535 - 0x2DDF0, 0xFFFF - 0xDDF0):
        student.mistake("carry_dropped")
    if value == 65535 - sum(bytes.fromhex("0001f203f4f5f6f7")):
        student.fail(tr("Vous additionnez les octets un à un. La règle les prend par paires : `0001`, puis `f203`…"))
    assert value == 0x220D, tr("Le total replié est `ddf2`, puis on retourne. En écriture ordinaire : 8717.")


@pytest.mark.task("checksum")
def test_odd_length(student):
    """Un nombre impair d’octets."""
    value = student.call("checksum", bytes.fromhex("0001f2"))
    assert value == 65535 - 0xF201, tr("Avec un octet nul à la fin, les paires sont `0001` et `f200`.")


@pytest.mark.task("checksum")
def test_folds_again(student):
    """Une suite qu’il faut replier plusieurs fois."""
    value = student.call("checksum", b"\xff\xff\x00\x01" + b"\xff\xff" * 2)
    assert value == 65535 - 1, tr(
        "Le total est `2fffe`. Un premier repli donne `10000` : cela dépasse encore. Posez de nouveau la question."
    )


@pytest.mark.task("checksum")
def test_intact_header(student):
    """Un en-tête juste, puis un octet changé."""
    header = bytes.fromhex("4500007300004000" + "4011b861c0a80001c0a800c7")
    answer = student.expect_yes_no(
        student.call("is_intact", header),
        look=tr("`is_intact` rend `True` ou `False` : c’est le résultat d’une comparaison."),
    )
    assert answer is True, tr("Cet en-tête est intact. Que rend `checksum` sur lui, somme comprise ?")
    answer = student.call("is_intact", header[:8] + b"\x3f" + header[9:])
    if answer is True:
        student.mistake("always_intact")
    assert answer is False, tr("Un octet a changé : la somme ne tombe plus juste.")


# --- 3. Le paquet et le segment -----------------------------------------------------------------------------------

HOME, FAR = bytes([192, 0, 2, 20]), bytes([198, 51, 100, 80])


def get(student, answer, label):
    """Rend la valeur d’une étiquette ; dit quand elle manque."""
    answer = student.expect_table(answer)
    if label not in answer:
        student.fail(tr("L’étiquette `{label}` manque au dictionnaire.").format(label=label))
    return answer[label]


@pytest.mark.task("decode")
def test_ipv4_fields(student):
    """Les cases d’un paquet ordinaire."""
    answer = student.call("decode_ipv4", make_packet(HOME, FAR, 6, b"bonjour", life=57))
    if get(student, answer, "source") == "198.51.100.80" and get(student, answer, "target") == "192.0.2.20":
        student.mistake("ends_swapped")
    assert get(student, answer, "source") == "192.0.2.20", tr("L’adresse de départ est aux places 12 à 15.")
    assert get(student, answer, "target") == "198.51.100.80", tr("L’adresse d’arrivée est aux places 16 à 19.")
    if get(student, answer, "life") == 6 and get(student, answer, "protocol") == 57:
        student.mistake("life_for_protocol")
    assert get(student, answer, "life") == 57, tr("La durée de vie est le nombre de la place 8.")
    assert get(student, answer, "protocol") == 6, tr("Le protocole est le nombre de la place 9.")
    assert get(student, answer, "payload") == b"bonjour", tr("Ce que porte le paquet suit l’en-tête.")


@pytest.mark.task("decode")
def test_ipv4_options(student):
    """Un en-tête de 24 octets."""
    answer = student.call("decode_ipv4", make_packet(HOME, FAR, 2, b"bonjour", b"\x94\x04\x00\x00"))
    payload = get(student, answer, "payload")
    assert payload == b"bonjour", tr("L’en-tête finit à la place que donne sa longueur, ici 24.")


@pytest.mark.task("decode")
def test_ipv4_padding(student):
    """Un paquet court, complété par des zéros."""
    answer = student.call("decode_ipv4", make_packet(HOME, FAR, 6, b"oui").ljust(46, b"\x00"))
    payload = get(student, answer, "payload")
    assert payload == b"oui", tr("Le contenu va de la fin de l’en-tête à la taille totale.")


@pytest.mark.task("decode")
def test_tcp_fields(student):
    """Les ports et le contenu d’un segment."""
    segment = struct.pack(">HHIIBBHHH", 50122, 443, 1, 2, 0x80, 24, 500, 0, 0) + bytes(12) + b"bonjour"
    answer = student.call("decode_tcp", segment)
    assert get(student, answer, "source_port") == 50122, tr("Le port de départ tient sur les places 0 et 1.")
    assert get(student, answer, "target_port") == 443, tr("Le port d’arrivée tient sur les places 2 et 3.")
    payload = get(student, answer, "payload")
    assert payload == b"bonjour", tr("La longueur de l’en-tête TCP : la première moitié de la place 12, fois quatre.")


@pytest.mark.task("decode")
@settings(max_examples=5)
@given(number=st.integers(0, 31))
def test_tcp_flags(student, number):
    """Les drapeaux levés, dans l’ordre."""
    segment = struct.pack(">HHIIBBHHH", 50122, 443, 1, 2, 0x50, number, 500, 0, 0)
    flags = get(student, student.call("decode_tcp", segment), "flags")
    wanted = [name for place, name in enumerate(FLAG_NAMES) if number >> place & 1]
    if flags == [name for place, name in enumerate(FLAG_NAMES) if number == 1 << place] and len(wanted) > 1:
        student.mistake("flags_equal")
    assert flags == wanted, tr(
        "Un drapeau est levé quand `nombre & poids` n’est pas nul. La liste suit l’ordre de `FLAGS`."
    )


# --- 4. Les noms --------------------------------------------------------------------------------------------------


@pytest.mark.task("name")
def test_rfc_1035(student):
    """Les quatre noms de la RFC 1035."""
    message = student.given("MESSAGE")
    assert student.call("read_name", message, 20) == "F.ISI.ARPA", tr(
        "Ce nom-ci ne saute pas : le brouillon le lit déjà."
    )
    try:
        answer = student.call("read_name", message, 40)
    except (UnicodeDecodeError, IndexError):
        student.mistake("pointer_as_label")
    if answer == "FOO":
        student.mistake("pointer_ends_name")
    assert answer == "FOO.F.ISI.ARPA", tr("FOO, puis un renvoi à la place 20, où le nom continue.")
    assert student.call("read_name", message, 64) == "ARPA", tr("Un nom peut n’être qu’un renvoi, ici vers 26.")
    assert student.call("read_name", message, 92) == "", tr("Une longueur nulle, tout de suite : le nom est vide.")


@pytest.mark.task("name")
def test_far_pointer(student):
    """Un renvoi vers une place plus loin que 255."""
    message = bytes(300) + b"\x03www\x07example\x03com\x00" + b"\xc1\x2c"
    try:
        answer = student.call("read_name", message, 317)
    except (UnicodeDecodeError, IndexError):
        student.fail(
            tr(
                "Votre lecteur saute hors du nom. Le renvoi est `c12c` : `c1` moins 192 donne 1, puis 1 fois 256, plus 44."
            )
        )
    if answer == "":
        student.mistake("one_byte_pointer")
    assert answer == "www.example.com", tr("Le renvoi `c12c` mène à la place 300.")


@pytest.mark.task("name")
def test_loop(student):
    """Un renvoi vers lui-même, et deux qui se répondent."""
    for message in (b"\x00\x00\xc0\x02", b"\x00\x00\xc0\x04\xc0\x02", b"\x03www\xc0\x00"):
        assert student.call("read_name", message, len(message) - 2) is None, tr(
            "Ces renvois tournent en rond. Comptez les sauts, et rendez `None` au onzième."
        )


@pytest.mark.task("name")
def test_ten_jumps(student):
    """Dix sauts sont permis, onze non."""
    message = b"\x03com\x00\x00" + b"".join(bytes([192, 2 * place + 4 if place else 0]) for place in range(11))
    answer = student.call("read_name", message, 24)
    if answer is None:
        student.mistake("stops_early")
    assert answer == "com", tr("Dix sauts mènent à « com ».")
    answer = student.call("read_name", message, 26)
    if answer == "com":
        student.mistake("stops_late")
    assert answer is None, tr("Au onzième saut, la réponse est `None`.")


# --- 6. Le rapport ------------------------------------------------------------------------------------------------

NEXT = bytes([203, 0, 113, 9])


def build_frames():
    """Une petite capture : une trame à sauter, deux questions, une réponse, un en-tête abîmé, du TCP."""
    reply = struct.pack(">HHHH", 53, 50000, 20, 0) + bytes(12)
    good = make_packet(HOME, FAR, 6, bytes(20) + b"bonjour")
    return [
        make_frame(bytes(28), b"\x08\x06"),
        make_frame(make_question("www.example.com", HOME)),
        make_frame(make_question("www.example.com", HOME)),
        make_frame(make_packet(bytes([192, 0, 2, 1]), HOME, 17, reply)),
        make_frame(good),
        make_frame(good[:8] + b"\x03" + good[9:]),
        make_frame(make_packet(HOME, FAR, 6, bytes(300))),
        make_frame(make_packet(HOME, NEXT, 6, b"\x00\x00\x00\x35" + bytes(16))),
        make_frame(make_packet(FAR, HOME, 6, bytes(20))),
        make_frame(make_question("heure.example.org", FAR, b"\x94\x04\x00\x00")),
    ]


@pytest.mark.task("report")
def test_summary_talks(student):
    """Les couples et leurs octets."""
    frames = build_frames()
    answer = student.call("summarise", frames)
    talks = get(student, answer, "talks")
    talks = student.expect_table(
        talks, look=tr('`"talks"` est un dictionnaire : un couple pour étiquette, un nombre d’octets pour valeur.')
    )
    if not talks:
        student.fail(
            tr(
                'Aucune trame n’a été retenue. `frame[12:14]` est une suite d’octets : comparez son écriture `.hex()` à `"0800"`.'
            )
        )
    total = talks.get("192.0.2.20 > 198.51.100.80")
    if "198.51.100.80 > 192.0.2.20" not in talks:
        student.mistake("ways_merged")
    assert total == 47 + 320, tr("De 192.0.2.20 à 198.51.100.80, deux paquets intacts : 47 et 320 octets.")
    wanted = {
        "192.0.2.20 > 192.0.2.1": 122,
        "192.0.2.1 > 192.0.2.20": 40,
        "192.0.2.20 > 198.51.100.80": 367,
        "192.0.2.20 > 203.0.113.9": 40,
        "198.51.100.80 > 192.0.2.20": 40,
        "198.51.100.80 > 192.0.2.1": 67,
    }
    if any("0.0.0.0" in str(pair) for pair in talks):
        student.mistake("kinds_ignored")
    assert talks == wanted, tr("Un couple de trop, ou un total faux. Vérifiez ce que vous faites des autres trames.")


@pytest.mark.task("report")
def test_summary_asked(student):
    """Les questions DNS, une seule fois chacune."""
    asked = get(student, student.call("summarise", build_frames()), "asked")
    wanted = [["192.0.2.20", "www.example.com"], ["198.51.100.80", "heure.example.org"]]
    if asked == wanted[:1]:
        student.fail(
            tr("Il manque la question d’un paquet dont l’en-tête a des options : son message commence plus loin.")
        )
    assert asked == wanted, tr(
        "Deux clients ont posé une question. Une question : protocole 17, et port d’arrivée 53. Le message suit huit octets d’en-tête UDP."
    )


@pytest.mark.task("report")
def test_summary_damaged(student):
    """Les en-têtes abîmés."""
    damaged = get(student, student.call("summarise", build_frames()), "damaged")
    if damaged == 2:
        student.fail(
            tr("Vous comptez aussi une trame qui n’est pas de l’IPv4. Elle n’a pas d’en-tête IPv4 à vérifier.")
        )
    assert damaged == 1, tr("Un seul paquet IPv4 a un en-tête abîmé dans cette capture.")


def read_rows(student, path):
    """Rend les lignes d’un fichier CSV que le travail a écrit."""
    try:
        text = student.file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        student.fail(tr("Ce fichier n’est pas en UTF-8 : nommez le codage dans `write_text`."))
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if row]


@pytest.mark.task("report")
def test_report_file(student):
    """Le fichier CSV."""
    talks = {"192.0.2.20 > 198.51.100.80": 367, "198.51.100.80 > 192.0.2.20": 40}
    student.call("write_report", {"talks": talks, "asked": [], "damaged": 0}, "essai.csv")
    rows = read_rows(student, "essai.csv")
    wanted = [["192.0.2.20", "198.51.100.80", "367"], ["198.51.100.80", "192.0.2.20", "40"]]
    if rows and len(rows[-1]) == 2:
        student.mistake("pair_not_cut")
    assert rows == [["source", "target", "bytes"], *wanted], tr(
        "Une ligne de titres, puis une ligne par couple, trois colonnes séparées par `;`."
    )


@pytest.mark.task("report")
def test_own_report(student):
    """Votre rapport, relu avec votre capture."""
    talks = read_talks(base64.b64decode(student.variant["capture"]))
    rows = read_rows(student, "rapport.csv")
    assert rows == [["source", "target", "bytes"], *[[*pair, str(size)] for pair, size in talks.items()]], tr(
        "`rapport.csv` n’est pas le rapport de votre capture. L’avez-vous écrit à la fin de la cellule ?"
    )
    loudest = student.value("loudest")
    counts = read_talks(base64.b64decode(student.variant["capture"]), count=True)
    if isinstance(loudest, str) and tuple(loudest.split(" > ")) == max(counts, key=counts.get):
        student.mistake("most_packets")
    assert loudest == " > ".join(max(talks, key=talks.get)), tr('Comparez les totaux de `"talks"` pour votre capture.')
    names = student.expect_list(
        student.value("names"), look=tr("`names` est une liste de noms, dans l’ordre des questions.")
    )
    if loudest and len(names) > 3:
        student.mistake("all_names")


def read_talks(data, count=False):
    """Rend les octets, ou les paquets, de chaque couple de la capture, par un autre chemin que l’exercice."""
    talks, place = {}, 24
    while place < len(data):
        size = struct.unpack_from("<I", data, place + 8)[0]
        kind, head = struct.unpack_from(">H20s", data, place + 28)
        length = head[0] % 16 * 4
        if kind == 0x0800 and add_pairs(data[place + 30 : place + 30 + length]) == 0:
            pair = (".".join(map(str, head[12:16])), ".".join(map(str, head[16:20])))
            talks[pair] = talks.get(pair, 0) + (1 if count else struct.unpack_from(">H", head, 2)[0])
        place += 16 + size
    return talks
