"""The reference answers of 03-reseau-en-octets against the values that RFCs publish, and against other readers.

The answers are run as the author wrote them, from ``solutions/03-reseau-en-octets/notebook.py``. The captures that
the module makes are read again with struct alone, and their DNS messages with dnspython.

Sources: RFC 1071 section 3 (sum of eight bytes), RFC 791 appendix A example 1 (a minimal datagram), RFC 1035 section
4.1.4 (names with pointers), RFC 9293 section 3.1 (header and control bits), and the IPv4 header whose checksum is
b861, an example in wide use.
"""

import base64
import re
import runpy
import struct
from typing import Any

import dns.message
import dns.rdatatype
import pytest

from tests.content.reference import Reference

REFERENCE = Reference("03-reseau-en-octets")
SOLUTION = REFERENCE.solution
LESSON = SOLUTION.parents[1] / "courses" / "03-reseau-en-octets" / "lesson.py"
RFC_1071_DATA = bytes.fromhex("0001f203f4f5f6f7")
RFC_1071_SUM = 0xDDF2
HEADER = bytes.fromhex("4500007300004000401100 00c0a80001c0a800c7")
HEADER_CHECKSUM = 0xB861


def read_frames(capture: bytes) -> list[bytes]:
    """The frames of a classic capture file, read with struct."""
    magic, major, minor, _, _, _, link = struct.unpack_from("<IHHiIII", capture)
    assert (magic, major, minor, link) == (0xA1B2C3D4, 2, 4, 1)
    frames, place = [], 24
    while place < len(capture):
        _, _, kept, original = struct.unpack_from("<IIII", capture, place)
        assert kept == original
        frames.append(capture[place + 16 : place + 16 + kept])
        place += 16 + kept
    assert place == len(capture)
    return frames


def fold(data: bytes) -> int:
    """The one's complement sum of the bytes, the way of the remainder."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    return total % 65535 or (65535 if total else 0)


def test_the_sum_is_the_one_of_rfc_1071(answers: dict[str, Any]) -> None:
    assert answers["checksum"](RFC_1071_DATA) == 0xFFFF - RFC_1071_SUM


def test_the_header_checksum_is_b861(answers: dict[str, Any]) -> None:
    assert answers["checksum"](HEADER) == HEADER_CHECKSUM
    sealed = HEADER[:10] + HEADER_CHECKSUM.to_bytes(2, "big") + HEADER[12:]
    assert answers["is_intact"](sealed) is True
    assert answers["is_intact"](HEADER) is False


def test_the_minimal_datagram_of_rfc_791(answers: dict[str, Any]) -> None:
    """Version 4, five words, total length 21, identification 111, time 123, protocol 1, one byte of data."""
    head = struct.pack("!BBHHHBB", 0x45, 0, 21, 111, 0, 123, 1)
    ends = bytes([192, 0, 2, 1, 192, 0, 2, 2])
    value = answers["checksum"](head + bytes(2) + ends)
    packet = head + value.to_bytes(2, "big") + ends + b"\x2a"
    assert answers["decode_ipv4"](packet) == {
        "source": "192.0.2.1",
        "target": "192.0.2.2",
        "life": 123,
        "protocol": 1,
        "payload": b"\x2a",
    }
    assert answers["is_intact"](packet[:20]) is True


@pytest.mark.parametrize(
    ("flag", "bit"), [("FIN", 0x01), ("SYN", 0x02), ("RST", 0x04), ("PSH", 0x08), ("ACK", 0x10), ("", 0x20)]
)
def test_the_control_bits_are_those_of_rfc_9293(answers: dict[str, Any], flag: str, bit: int) -> None:
    segment = struct.pack("!HHIIBBHHH", 1, 2, 3, 4, 0x50, bit, 5, 6, 7)
    assert answers["decode_tcp"](segment)["flags"] == ([flag] if flag else [])


@pytest.mark.parametrize(("place", "name"), [(20, "F.ISI.ARPA"), (40, "FOO.F.ISI.ARPA"), (64, "ARPA"), (92, "")])
def test_the_names_are_those_of_rfc_1035(answers: dict[str, Any], place: int, name: str) -> None:
    assert answers["read_name"](answers["MESSAGE"], place) == name


def test_names_are_read_as_dnspython_reads_them(answers: dict[str, Any]) -> None:
    query = dns.message.make_query("www.example.com", "MX")
    response = dns.message.from_text(
        dns.message.make_response(query).to_text()
        + "\n;ANSWER\nwww.example.com. 60 IN CNAME host.example.org.\nhost.example.org. 60 IN A 192.0.2.7\n"
    )
    wire = response.to_wire()
    first = wire.index(b"\xc0\x0c")
    assert answers["read_name"](wire, 12) == "www.example.com"
    assert answers["read_name"](wire, first) == "www.example.com"
    assert answers["read_name"](wire, first + 12) == "host.example.org"


def test_the_ordered_lines_read_the_capture(answers: dict[str, Any]) -> None:
    shown = re.findall(r"^# ([A-H]) \|(.*)$", (SOLUTION / "notebook.py").read_text(encoding="utf-8"), re.MULTILINE)
    names: dict[str, Any] = {}
    exec("\n".join(dict(shown)[letter] for letter in answers["order"]), names)
    capture = (SOLUTION / "data" / "atelier.pcap").read_bytes()
    assert names["read_frames"](capture) == read_frames(capture)
    assert len(read_frames(capture)) == 10


def test_the_capture_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(SOLUTION / "make_data.py"))["build_capture"]()
    assert made == (SOLUTION / "data" / "atelier.pcap").read_bytes()


def test_the_packets_shown_are_in_the_capture() -> None:
    frames = read_frames((SOLUTION / "data" / "atelier.pcap").read_bytes())
    lesson = re.search(r"packet = bytes\.fromhex\(\s*\"([0-9a-f]+)\"", LESSON.read_text(encoding="utf-8"))
    shown = re.search(
        r"PACKET = bytes\.fromhex\(\s*\"([0-9a-f]+)\"\s*\"([0-9a-f]+)\"", (SOLUTION / "notebook.py").read_text()
    )
    assert lesson is not None
    assert shown is not None
    assert bytes.fromhex(lesson[1]).ljust(46, b"\0") in [frame[14:] for frame in frames]
    assert bytes.fromhex(shown[1] + shown[2]) in [frame[14:] for frame in frames]


@pytest.mark.parametrize("seed", range(32))
def test_each_capture_is_sound_and_has_one_answer(answers: dict[str, Any], seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    frames = read_frames(base64.b64decode(variant["public"]["capture"]))
    packets = [frame[14:] for frame in frames if frame[12:14] == b"\x08\x00"]
    good = [packet for packet in packets if fold(packet[: packet[0] % 16 * 4]) == 65535]
    assert 2 <= len(packets) - len(good) <= 3
    for packet in good:
        size, total = packet[0] % 16 * 4, int.from_bytes(packet[2:4], "big")
        if packet[9] in (6, 17):
            pseudo = packet[12:20] + struct.pack("!BBH", 0, packet[9], total - size)
            assert fold(pseudo + packet[size:total]) == 65535
    summary = answers["summarise"](frames)
    loud = max(summary["talks"], key=lambda pair: summary["talks"][pair])
    assert loud == variant["secret"]["loudest"]
    assert sorted(summary["talks"].values())[-1] > sorted(summary["talks"].values())[-2]
    asked = [
        [".".join(map(str, packet[12:16])), dns.message.from_wire(packet[28 : int.from_bytes(packet[2:4], "big")])]
        for packet in good
        if packet[9] == 17 and packet[22:24] == b"\x00\x35"
    ]
    mine = [message.question[0].name.to_text(True) for client, message in asked if loud.startswith(client + " >")]
    assert mine == variant["secret"]["names"]
    assert len(mine) == 2


def test_an_answer_is_published_by_nobody_else(answers: dict[str, Any]) -> None:
    assert answers["loudest"] == REFERENCE.make_variant(1)["secret"]["loudest"]
    assert answers["names"] == REFERENCE.make_variant(1)["secret"]["names"]
    assert len({REFERENCE.make_variant(seed)["secret"]["loudest"] for seed in range(32)}) == 32
