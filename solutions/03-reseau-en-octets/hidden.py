"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ADDRESSES = st.binary(min_size=4, max_size=4)
LABELS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=9)


def add_up(data):
    """La somme de la RFC 1071, repli par repli, bit à bit."""
    total = 0
    for place, number in enumerate(data):
        total += number << (8 if place % 2 == 0 else 0)
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def pack_ipv4(source, target, protocol, payload, words=0, life=64):
    """Un paquet IPv4 ; `words` groupes d’options."""
    size = 20 + 4 * words
    head = struct.pack(">BBHHHBB", 64 + 5 + words, 40, size + len(payload), 99, 0, life, protocol)
    ends = source + target + b"\x01" * (4 * words)
    return head + struct.pack(">H", add_up(head + b"\x00\x00" + ends)) + ends + payload


def dotted(data):
    return "{}.{}.{}.{}".format(*data)


@pytest.mark.task("checksum", weight=2)
@settings(max_examples=6)
@given(data=st.binary(max_size=40))
def test_any_bytes(student, data):
    """Des suites d’octets tirées au hasard."""
    assert student.call("checksum", data) == add_up(data), tr("Une suite tirée au hasard n’a pas la bonne somme.")


@pytest.mark.task("checksum")
def test_edges(student):
    """Des octets tous nuls, ou tous à 255."""
    for data in (b"", bytes(20), b"\xff" * 20, b"\xff\xff\x00\x01", b"\x01", b"\xff\xfe\x00\x02"):
        assert student.call("checksum", data) == add_up(data), tr("Une suite particulière n’a pas la bonne somme.")


@pytest.mark.task("checksum")
@settings(max_examples=3)
@given(source=ADDRESSES, words=st.integers(0, 2), place=st.integers(0, 19))
def test_any_header(student, source, words, place):
    """Des en-têtes tirés au hasard, intacts puis abîmés."""
    header = pack_ipv4(source, b"\xc0\x00\x02\x01", 6, b"", words)
    assert student.call("is_intact", header) is True, tr("Un en-tête intact est refusé.")
    damaged = header[:place] + bytes([header[place] ^ 4]) + header[place + 1 :]
    assert student.call("is_intact", damaged) is False, tr("Un en-tête abîmé est accepté.")


@pytest.mark.task("decode", weight=2)
@settings(max_examples=6)
@given(
    ends=st.tuples(ADDRESSES, ADDRESSES),
    life=st.integers(0, 255),
    protocol=st.integers(0, 255),
    words=st.integers(0, 10),
    payload=st.sampled_from([b"", b"a", b"bonjour", bytes(range(256)) * 2]),
    zeros=st.integers(0, 6),
)
def test_any_packet(student, ends, life, protocol, words, payload, zeros):
    """Des paquets tirés au hasard."""
    packet = pack_ipv4(*ends, protocol, payload, words, life) + bytes(zeros)
    wanted = {"source": dotted(ends[0]), "target": dotted(ends[1]), "life": life, "protocol": protocol}
    assert student.call("decode_ipv4", packet) == {**wanted, "payload": payload}, tr("Un paquet est mal lu.")


@pytest.mark.task("decode")
def test_long_packet(student):
    """Un paquet de plus de 255 octets."""
    payload = bytes(range(200)) * 2
    answer = student.call("decode_ipv4", pack_ipv4(b"\xc0\x00\x02\x01", b"\xc0\x00\x02\x02", 17, payload))
    assert answer["payload"] == payload, tr("Un paquet est mal lu.")


@pytest.mark.task("decode", weight=2)
@settings(max_examples=10)
@given(
    ports=st.tuples(st.integers(0, 65535), st.integers(0, 65535)),
    flags=st.integers(0, 255),
    words=st.integers(0, 10),
    payload=st.binary(max_size=20),
)
def test_any_segment(student, ports, flags, words, payload):
    """Des segments tirés au hasard."""
    head = struct.pack(">HHIIBBHHH", *ports, 5, 6, (5 + words) << 4 | 3, flags, 7, 8, 9)
    names = [name for name, weight in zip(("FIN", "SYN", "RST", "PSH", "ACK"), (1, 2, 4, 8, 16)) if flags & weight]
    wanted = {"source_port": ports[0], "target_port": ports[1], "flags": names, "payload": payload}
    assert student.call("decode_tcp", head + bytes(4 * words) + payload) == wanted, tr("Un segment est mal lu.")


@pytest.mark.task("name", weight=2)
@settings(max_examples=5)
@given(
    first=st.lists(LABELS, min_size=1, max_size=3),
    second=st.lists(LABELS, max_size=3),
    start=st.sampled_from([0, 12, 250, 700, 16000]),
)
def test_any_name(student, first, second, start):
    """Des noms tirés au hasard, avec et sans renvoi."""
    body = b"".join(bytes([len(label)]) + label.encode("ascii") for label in first) + b"\x00"
    tail = b"".join(bytes([len(label)]) + label.encode("ascii") for label in second)
    message = bytes(start) + body + tail + struct.pack(">H", 0xC000 | start)
    assert student.call("read_name", message, start) == ".".join(first), tr("Un nom sans renvoi est mal lu.")
    place = start + len(body)
    assert student.call("read_name", message, place) == ".".join(second + first), tr("Un nom avec renvoi est mal lu.")


@pytest.mark.task("name")
def test_long_label(student):
    """Un morceau de 63 lettres, le plus long permis."""
    message = bytes([63]) + b"a" * 63 + b"\x01b\x00"
    assert student.call("read_name", message, 0) == "a" * 63 + ".b", tr("Un morceau de 63 lettres est mal lu.")


def frame_of(packet, kind=0x0800):
    return bytes(12) + struct.pack(">H", kind) + packet + bytes(max(0, 46 - len(packet)))


@pytest.mark.task("report", weight=3)
@settings(max_examples=6)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([b"\xc0\x00\x02\x0a", b"\xc0\x00\x02\x0b", b"\xc6\x33\x64\x05"]),
            st.sampled_from([b"\xc0\x00\x02\x01", b"\xcb\x00\x71\x07"]),
            st.sampled_from(["tcp", "ask", "reply", "other-port", "tcp-53", "damaged", "arp"]),
            st.sampled_from(["www.example.com", "a.example.org"]),
            st.integers(0, 2),
            st.integers(0, 300),
        ),
        max_size=9,
    )
)
def test_any_capture(student, rows):
    """Des captures tirées au hasard."""
    frames, talks, asked, damaged = [], {}, [], 0
    for source, target, sort, name, words, size in rows:
        name_bytes = b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split("."))
        message = bytes(12) + name_bytes + b"\x00\x00\x01\x00\x01"
        ports = {"ask": (40000, 53), "reply": (53, 40000), "other-port": (40000, 53 + 256)}.get(sort)
        payload = struct.pack(">HHHH", *ports, 8 + len(message), 0) + message if ports else bytes(size)
        if sort == "tcp-53":
            payload = struct.pack(">HH", 40000, 53) + bytes(16) + message
        packet = pack_ipv4(source, target, 17 if ports else 6, payload, words)
        if sort == "damaged":
            packet, damaged = packet[:4] + b"\x77" + packet[5:], damaged + 1
        frames.append(frame_of(packet, 0x0806 if sort == "arp" else 0x0800))
        if sort not in ("damaged", "arp"):
            pair = dotted(source) + " > " + dotted(target)
            talks[pair] = talks.get(pair, 0) + len(packet)
        if sort == "ask" and [dotted(source), name] not in asked:
            asked.append([dotted(source), name])
    wanted = {"talks": talks, "asked": asked, "damaged": damaged}
    assert student.call("summarise", frames) == wanted, tr("Une capture tirée au hasard est mal résumée.")


@pytest.mark.task("report", shown=tr("le couple et les noms de votre capture"))
def test_own_answers(student):
    """Le couple et les noms de cette variante."""
    assert student.value("loudest") == student.secret["loudest"], tr("Ce couple n’est pas celui de cette capture.")
    assert student.value("names") == student.secret["names"], tr("Ces noms ne sont pas ceux de cet appareil.")
