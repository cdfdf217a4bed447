"""Une capture fabriquée par apprenant, au vrai format : une boutique, quatre appareils, l’un d’eux envoie trop.

Les adresses sont celles que la RFC 5737 réserve aux exemples, les noms ceux de la RFC 2606. Rien n’a été écouté.
"""

import base64
import random
import struct

ROUTER = "192.0.2.1"
ROLES = ["till", "laptop", "camera", "scale"]
USUAL = {
    "till": ["paiement.example.com", "caisse.example.com", "heure.example.org"],
    "laptop": ["www.example.com", "courriel.example.com", "banque.example.org"],
    "camera": ["camera.example.com", "heure.example.org", "maj.example.com"],
    "scale": ["balance.example.com", "heure.example.org", "maj.example.com"],
}
ODD = ["collecte", "mesure", "envoi", "depot", "relais", "suivi", "mirador", "releve"]
SYN, RST, PSH, ACK = 2, 4, 8, 16


def add_up(data: bytes) -> int:
    """Return the checksum of RFC 1071."""
    data = data + bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def to_bytes(address: str) -> bytes:
    return bytes(int(part) for part in address.split("."))


def to_hardware(address: str) -> bytes:
    """Return a locally administered hardware address, made from the IP address; outside ones come from the router."""
    inside = address if address.startswith("192.0.2.") else ROUTER
    return b"\x02\x00" + to_bytes(inside)


def ethernet(source: str, target: str, kind: int, payload: bytes) -> bytes:
    return to_hardware(target) + to_hardware(source) + struct.pack("!H", kind) + payload.ljust(46, b"\x00")


def ipv4(source: str, target: str, protocol: int, payload: bytes, number: int, options: bytes = b"") -> bytes:
    """Return an IPv4 packet in its Ethernet frame, RFC 791."""
    size = 20 + len(options)
    head = struct.pack("!BBHHHBB", 0x40 + size // 4, 0, size + len(payload), number, 0x4000, 64, protocol)
    ends = to_bytes(source) + to_bytes(target) + options
    return ethernet(source, target, 0x0800, head + struct.pack("!H", add_up(head + b"\0\0" + ends)) + ends + payload)


def with_sum(source: str, target: str, protocol: int, segment: bytes, place: int) -> bytes:
    """Return a TCP or UDP segment, its checksum in place."""
    pseudo = to_bytes(source) + to_bytes(target) + struct.pack("!BBH", 0, protocol, len(segment))
    value = add_up(pseudo + segment) or (0xFFFF if protocol == 17 else 0)
    return segment[:place] + struct.pack("!H", value) + segment[place + 2 :]


def tcp(ends: tuple, ports: tuple, numbers: tuple, flags: int, number: int, payload: bytes = b"") -> bytes:
    """Return a TCP segment of RFC 9293 in its packet and frame."""
    head = struct.pack("!HHIIBBHHH", *ports, *numbers, 0x50, flags, 64240, 0, 0)
    return ipv4(*ends, 6, with_sum(*ends, 6, head + payload, 16), number)


def udp(ends: tuple, ports: tuple, payload: bytes, number: int) -> bytes:
    head = struct.pack("!HHHH", *ports, 8 + len(payload), 0)
    return ipv4(*ends, 17, with_sum(*ends, 17, head + payload, 6), number)


def write_name(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split(".")) + b"\0"


def question(number: int, name: str) -> bytes:
    """Return a DNS question for an IPv4 address, RFC 1035."""
    return struct.pack("!HHHHHH", number, 0x0100, 1, 0, 0, 0) + write_name(name) + struct.pack("!HH", 1, 1)


def answer(number: int, name: str, address: str) -> bytes:
    """Return the answer to it: its name is a pointer to place 12."""
    asked = question(number, name)
    counts = struct.pack("!HHHHHH", number, 0x8180, 1, 1, 0, 0)
    return counts + asked[12:] + struct.pack("!HHHIH", 0xC00C, 1, 1, 300, 4) + to_bytes(address)


def arp(source: str) -> bytes:
    """Return a frame that asks who has the router's address: it is not an IPv4 packet."""
    body = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 1) + to_hardware(source) + to_bytes(source)
    return ethernet(source, ROUTER, 0x0806, body + bytes(6) + to_bytes(ROUTER))


def igmp(source: str) -> bytes:
    """Return a packet whose header has options: a router alert, 24 bytes in all."""
    body = b"\x16\x00\x00\x00" + to_bytes("224.0.0.251")
    body = body[:2] + struct.pack("!H", add_up(body)) + body[4:]
    return ipv4(source, "224.0.0.251", 2, body, 0, options=b"\x94\x04\x00\x00")


def pcap(frames: list, start: int, rng: random.Random) -> bytes:
    """Return a classic capture file, little-endian, microseconds, Ethernet."""
    parts = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)]
    micro = start * 1_000_000
    for frame in frames:
        micro += rng.randint(400, 90_000)
        parts.append(struct.pack("<IIII", micro // 1_000_000, micro % 1_000_000, len(frame), len(frame)) + frame)
    return b"".join(parts)


class Shop:
    """Frames of one shop, in the order in which they pass."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.frames: list = []

    def ask(self, client: str, name: str, address: str, twice: bool = False) -> None:
        """Ask for a name and receive its address; ask twice when the first question was slow."""
        port, number = self.rng.randint(49152, 65000), self.rng.randint(1, 65535)
        for _ in range(2 if twice else 1):
            self.frames.append(udp((client, ROUTER), (port, 53), question(number, name), self.rng.randint(1, 60000)))
        back = udp((ROUTER, client), (53, port), answer(number, name, address), self.rng.randint(1, 60000))
        self.frames.append(back)

    def talk(self, client: str, server: str, sent: list, received: list, port: int = 443) -> None:
        """Open a connection in three steps, then send and receive."""
        ports = (self.rng.randint(49152, 65000), port)
        ours, theirs = self.rng.randrange(2**31), self.rng.randrange(2**31)
        self._add((client, server), ports, (ours, 0), SYN)
        self._add((server, client), ports[::-1], (theirs, ours + 1), SYN + ACK)
        self._add((client, server), ports, (ours + 1, theirs + 1), ACK)
        for size in sent:
            self._add((client, server), ports, (ours + 1, theirs + 1), PSH + ACK, size)
            ours += size
        for size in received:
            self._add((server, client), ports[::-1], (theirs + 1, ours + 1), PSH + ACK, size)
            theirs += size

    def refuse(self, client: str, server: str, port: int) -> None:
        """Try a port that is closed."""
        ports, ours = (self.rng.randint(49152, 65000), port), self.rng.randrange(2**31)
        self._add((client, server), ports, (ours, 0), SYN)
        self._add((server, client), ports[::-1], (0, ours + 1), RST + ACK)

    def _add(self, ends: tuple, ports: tuple, numbers: tuple, flags: int, size: int = 0) -> None:
        self.frames.append(tcp(ends, ports, numbers, flags, self.rng.randint(1, 60000), self.rng.randbytes(size)))


def spoil(frame: bytes, rng: random.Random) -> bytes:
    """Return the frame with its packet's life, a single byte, changed on the way."""
    return frame[:22] + bytes([rng.randint(65, 250)]) + frame[23:]


def make(rng: random.Random) -> dict:
    """Return a capture in base64 and its devices; keep who sends most, and the names that it asked for."""
    shop = Shop(rng)
    devices = dict(zip([f"192.0.2.{last}" for last in rng.sample(range(10, 60), 4)], rng.sample(ROLES, 4), strict=True))
    suspect = rng.choice([address for address, role in devices.items() if role in ("camera", "scale")])
    odd = f"{rng.choice(ODD)}{rng.randint(2, 9)}.example.net"
    outside = [f"198.51.100.{last}" for last in rng.sample(range(2, 250), 8)]
    far = f"203.0.113.{rng.randint(2, 250)}"
    asked = []
    for address, role in devices.items():
        server, name = outside.pop(), rng.choice(USUAL[role])
        asked.append(name) if address == suspect else None
        shop.frames.append(arp(address))
        shop.ask(address, name, server, twice=role == "laptop")
        shop.talk(address, server, [rng.randint(20, 50)], [rng.randint(20, 60)])
        if role == "laptop":
            shop.talk(address, server, [4, 4, 4], [4])
        if address == suspect:
            asked.append(odd)
            shop.ask(suspect, odd, far)
            shop.talk(suspect, far, [rng.randint(150, 190) for _ in range(3)], [])
        if role == "till":
            shop.frames.append(igmp(address))
    shop.refuse(rng.choice(list(devices)), ROUTER, rng.choice([22, 23, 8080]))
    for place in rng.sample([p for p, f in enumerate(shop.frames) if f[23] == 6 and len(f) == 60], rng.randint(2, 3)):
        shop.frames[place] = spoil(shop.frames[place], rng)
    capture = pcap(shop.frames, 1_793_800_000 + rng.randint(0, 86_400), rng)
    return {
        "public": {"capture": base64.b64encode(capture).decode("ascii"), "devices": devices},
        "secret": {"loudest": f"{suspect} > {far}", "names": asked},
    }
