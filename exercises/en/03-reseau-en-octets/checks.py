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
    """The example of RFC 1071."""
    value = student.call("checksum", bytes.fromhex("0001f203f4f5f6f7"))
    if value in (65535 - 0x2DDF0, 0xFFFF - 0xDDF0):
        student.mistake("carry_dropped")
    if value == 65535 - sum(bytes.fromhex("0001f203f4f5f6f7")):
        student.fail("You add the bytes one by one. The rule takes them in pairs: `0001`, then `f203`…")
    assert value == 0x220D, "The folded total is `ddf2`, and then it is turned over. In ordinary writing: 8717."


@pytest.mark.task("checksum")
def test_odd_length(student):
    """An odd number of bytes."""
    value = student.call("checksum", bytes.fromhex("0001f2"))
    assert value == 65535 - 0xF201, "With a zero byte at the end, the pairs are `0001` and `f200`."


@pytest.mark.task("checksum")
def test_folds_again(student):
    """A run that has to be folded several times."""
    value = student.call("checksum", b"\xff\xff\x00\x01" + b"\xff\xff" * 2)
    assert value == 65535 - 1, "The total is `2fffe`. A first fold gives `10000`: that is still over. Ask the question again."


@pytest.mark.task("checksum")
def test_intact_header(student):
    """A right header, then one byte changed."""
    header = bytes.fromhex("4500007300004000" + "4011b861c0a80001c0a800c7")
    answer = student.expect_yes_no(
        student.call("is_intact", header),
        look="`is_intact` returns `True` or `False`: it is the result of a comparison.",
    )
    assert answer is True, "This header is intact. What does `checksum` return for it, checksum included?"
    answer = student.call("is_intact", header[:8] + b"\x3f" + header[9:])
    if answer is True:
        student.mistake("always_intact")
    assert answer is False, "One byte has changed: the sum no longer comes out right."


# --- 3. Le paquet et le segment -----------------------------------------------------------------------------------

HOME, FAR = bytes([192, 0, 2, 20]), bytes([198, 51, 100, 80])


def get(student, answer, label):
    """Rend la valeur d’une étiquette ; dit quand elle manque."""
    answer = student.expect_table(answer)
    if label not in answer:
        student.fail("The label `{label}` is missing from the dictionary.".format(label=label))
    return answer[label]


@pytest.mark.task("decode")
def test_ipv4_fields(student):
    """The boxes of an ordinary packet."""
    answer = student.call("decode_ipv4", make_packet(HOME, FAR, 6, b"bonjour", life=57))
    if get(student, answer, "source") == "198.51.100.80" and get(student, answer, "target") == "192.0.2.20":
        student.mistake("ends_swapped")
    assert get(student, answer, "source") == "192.0.2.20", "The source address is at places 12 to 15."
    assert get(student, answer, "target") == "198.51.100.80", "The target address is at places 16 to 19."
    if get(student, answer, "life") == 6 and get(student, answer, "protocol") == 57:
        student.mistake("life_for_protocol")
    assert get(student, answer, "life") == 57, "The time to live is the number at place 8."
    assert get(student, answer, "protocol") == 6, "The protocol is the number at place 9."
    assert get(student, answer, "payload") == b"bonjour", "What the packet carries follows the header."


@pytest.mark.task("decode")
def test_ipv4_options(student):
    """A header of 24 bytes."""
    answer = student.call("decode_ipv4", make_packet(HOME, FAR, 2, b"bonjour", b"\x94\x04\x00\x00"))
    payload = get(student, answer, "payload")
    assert payload == b"bonjour", "The header ends at the place that its length gives, here 24."


@pytest.mark.task("decode")
def test_ipv4_padding(student):
    """A short packet, filled up with zeros."""
    answer = student.call("decode_ipv4", make_packet(HOME, FAR, 6, b"oui").ljust(46, b"\x00"))
    payload = get(student, answer, "payload")
    assert payload == b"oui", "The content goes from the end of the header to the total size."


@pytest.mark.task("decode")
def test_tcp_fields(student):
    """The ports and the content of a segment."""
    segment = struct.pack(">HHIIBBHHH", 50122, 443, 1, 2, 0x80, 24, 500, 0, 0) + bytes(12) + b"bonjour"
    answer = student.call("decode_tcp", segment)
    assert get(student, answer, "source_port") == 50122, "The source port takes places 0 and 1."
    assert get(student, answer, "target_port") == 443, "The target port takes places 2 and 3."
    payload = get(student, answer, "payload")
    assert payload == b"bonjour", "The length of the TCP header: the first half of place 12, times four."


@pytest.mark.task("decode")
@settings(max_examples=5)
@given(number=st.integers(0, 31))
def test_tcp_flags(student, number):
    """The raised flags, in order."""
    segment = struct.pack(">HHIIBBHHH", 50122, 443, 1, 2, 0x50, number, 500, 0, 0)
    flags = get(student, student.call("decode_tcp", segment), "flags")
    wanted = [name for place, name in enumerate(FLAG_NAMES) if number >> place & 1]
    if flags == [name for place, name in enumerate(FLAG_NAMES) if number == 1 << place] and len(wanted) > 1:
        student.mistake("flags_equal")
    assert flags == wanted, "A flag is raised when `number & weight` is not zero. The list follows the order of `FLAGS`."


# --- 4. Les noms --------------------------------------------------------------------------------------------------


@pytest.mark.task("name")
def test_rfc_1035(student):
    """The four names of RFC 1035."""
    message = student.given("MESSAGE")
    assert student.call("read_name", message, 20) == "F.ISI.ARPA", "This name does not jump: the draft already reads it."
    try:
        answer = student.call("read_name", message, 40)
    except (UnicodeDecodeError, IndexError):
        student.mistake("pointer_as_label")
    if answer == "FOO":
        student.mistake("pointer_ends_name")
    assert answer == "FOO.F.ISI.ARPA", "FOO, then a pointer to place 20, where the name goes on."
    assert student.call("read_name", message, 64) == "ARPA", "A name can be nothing but a pointer, here to 26."
    assert student.call("read_name", message, 92) == "", "A zero length straight away: the name is empty."


@pytest.mark.task("name")
def test_far_pointer(student):
    """A pointer to a place further than 255."""
    message = bytes(300) + b"\x03www\x07example\x03com\x00" + b"\xc1\x2c"
    try:
        answer = student.call("read_name", message, 317)
    except (UnicodeDecodeError, IndexError):
        student.fail(
            "Your reader jumps outside the name. The pointer is `c12c`: `c1` minus 192 gives 1, then once 256, plus 44."
        )
    if answer == "":
        student.mistake("one_byte_pointer")
    assert answer == "www.example.com", "The pointer `c12c` leads to place 300."


@pytest.mark.task("name")
def test_loop(student):
    """A pointer to itself, and two that point at each other."""
    for message in (b"\x00\x00\xc0\x02", b"\x00\x00\xc0\x04\xc0\x02", b"\x03www\xc0\x00"):
        assert student.call("read_name", message, len(message) - 2) is None, "These pointers go round in circles. Count the jumps, and return `None` at the eleventh."


@pytest.mark.task("name")
def test_ten_jumps(student):
    """Ten jumps are allowed, eleven are not."""
    message = b"\x03com\x00\x00" + b"".join(bytes([192, 2 * place + 4 if place else 0]) for place in range(11))
    answer = student.call("read_name", message, 24)
    if answer is None:
        student.mistake("stops_early")
    assert answer == "com", 'Ten jumps lead to "com".'
    answer = student.call("read_name", message, 26)
    if answer == "com":
        student.mistake("stops_late")
    assert answer is None, "At the eleventh jump, the answer is `None`."


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
    """The pairs and their bytes."""
    frames = build_frames()
    answer = student.call("summarise", frames)
    talks = get(student, answer, "talks")
    talks = student.expect_table(
        talks, look='`"talks"` is a dictionary: a pair as label, a number of bytes as value.'
    )
    if not talks:
        student.fail(
            'No frame was kept. `frame[12:14]` is a run of bytes: compare its `.hex()` writing with `"0800"`.'
        )
    total = talks.get("192.0.2.20 > 198.51.100.80")
    if "198.51.100.80 > 192.0.2.20" not in talks:
        student.mistake("ways_merged")
    assert total == 47 + 320, "From 192.0.2.20 to 198.51.100.80, two intact packets: 47 and 320 bytes."
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
    assert talks == wanted, "One pair too many, or a wrong total. Check what you do with the other frames."


@pytest.mark.task("report")
def test_summary_asked(student):
    """The DNS questions, each once only."""
    asked = get(student, student.call("summarise", build_frames()), "asked")
    wanted = [["192.0.2.20", "www.example.com"], ["198.51.100.80", "heure.example.org"]]
    if asked == wanted[:1]:
        student.fail(
            "The question of a packet whose header has options is missing: its message begins further on."
        )
    assert asked == wanted, "Two clients asked a question. A question: protocol 17, and target port 53. The message follows eight bytes of UDP header."


@pytest.mark.task("report")
def test_summary_damaged(student):
    """The damaged headers."""
    damaged = get(student, student.call("summarise", build_frames()), "damaged")
    if damaged == 2:
        student.fail(
            "You also count a frame that is not IPv4. It has no IPv4 header to check."
        )
    assert damaged == 1, "Only one IPv4 packet has a damaged header in this capture."


def read_rows(student, path):
    """Rend les lignes d’un fichier CSV que le travail a écrit."""
    try:
        text = student.file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        student.fail("This file is not in UTF-8: name the encoding in `write_text`.")
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if row]


@pytest.mark.task("report")
def test_report_file(student):
    """The CSV file."""
    talks = {"192.0.2.20 > 198.51.100.80": 367, "198.51.100.80 > 192.0.2.20": 40}
    student.call("write_report", {"talks": talks, "asked": [], "damaged": 0}, "essai.csv")
    rows = read_rows(student, "essai.csv")
    wanted = [["192.0.2.20", "198.51.100.80", "367"], ["198.51.100.80", "192.0.2.20", "40"]]
    if rows and len(rows[-1]) == 2:
        student.mistake("pair_not_cut")
    assert rows == [["source", "target", "bytes"], *wanted], "A line of titles, then one line a pair, three columns separated by `;`."


@pytest.mark.task("report")
def test_own_report(student):
    """Your report, read again with your capture."""
    talks = read_talks(base64.b64decode(student.variant["capture"]))
    rows = read_rows(student, "rapport.csv")
    assert rows == [["source", "target", "bytes"], *[[*pair, str(size)] for pair, size in talks.items()]], "`rapport.csv` is not the report of your capture. Did you write it at the end of the cell?"
    loudest = student.value("loudest")
    counts = read_talks(base64.b64decode(student.variant["capture"]), count=True)
    if isinstance(loudest, str) and tuple(loudest.split(" > ")) == max(counts, key=counts.get):
        student.mistake("most_packets")
    assert loudest == " > ".join(max(talks, key=talks.get)), 'Compare the totals of `"talks"` for your capture.'
    names = student.expect_list(
        student.value("names"), look="`names` is a list of names, in the order of the questions."
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
