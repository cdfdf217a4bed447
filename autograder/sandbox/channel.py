"""Frames between processes: four bytes of length, big-endian, then a msgspec body."""

from __future__ import annotations

import os
import select
import socket
import struct
import time

LENGTH = struct.Struct(">I")


class ChannelClosed(Exception):
    """The other end is gone, or never spoke this language."""


class ChannelOverrun(Exception):
    """A frame is larger than allowed, or more came than one frame."""


class ChannelLate(Exception):
    """The deadline passed."""


def pack_frame(body: bytes) -> bytes:
    """Return ``body`` as a frame."""
    return LENGTH.pack(len(body)) + body


def receive_frame(line: socket.socket, limit: int, deadline: float) -> bytes:
    """Return the one frame that arrives before ``deadline`` (``time.monotonic``); not a byte more may follow it."""
    data = _receive_some(line, deadline, 65536)
    while len(data) < LENGTH.size:
        data += _receive_some(line, deadline, 65536)
    end = LENGTH.size + LENGTH.unpack_from(data)[0]
    if end > limit + LENGTH.size:
        raise ChannelOverrun("length")
    if len(data) >= end:
        if len(data) > end:
            raise ChannelOverrun("surplus")
        return data[LENGTH.size :]
    buffer = bytearray(data)
    while len(buffer) < end:
        buffer += _receive_some(line, deadline, end - len(buffer))
    return bytes(buffer[LENGTH.size :])


def send_frame(line: socket.socket, body: bytes, deadline: float) -> None:
    """Send ``body`` as one frame before ``deadline``."""
    data = memoryview(pack_frame(body))
    while data:
        try:
            data = data[line.send(data, socket.MSG_DONTWAIT) :]
        except BlockingIOError:
            _wait(line, select.POLLOUT, deadline)
        except OSError:
            raise ChannelClosed from None


def _receive_some(line: socket.socket, deadline: float, size: int) -> bytes:
    while True:
        _wait(line, select.POLLIN, deadline)
        try:
            data = line.recv(size, socket.MSG_DONTWAIT)
        except BlockingIOError:
            continue
        except OSError:
            raise ChannelClosed from None
        if not data:
            raise ChannelClosed
        return data


def _wait(line: socket.socket, event: int, deadline: float) -> None:
    """Wait until ``line`` is ready: three system calls an exchange, where a socket's own time-out takes six."""
    left = deadline - time.monotonic()
    poller = select.poll()
    try:
        poller.register(line, event)
    except (OSError, ValueError):
        raise ChannelClosed from None
    if left <= 0 or not poller.poll(left * 1000):
        raise ChannelLate


def read_frame(descriptor: int) -> bytes:
    """Return the next frame of a descriptor, however long it takes; raises :class:`ChannelClosed`."""
    data = os.read(descriptor, 65536)
    while len(data) < LENGTH.size or len(data) < LENGTH.size + LENGTH.unpack_from(data)[0]:
        more = os.read(descriptor, 1 << 20)
        if not more:
            raise ChannelClosed
        data += more
    return data[LENGTH.size :]


def write_frame(descriptor: int, body: bytes) -> None:
    """Write ``body`` as one frame, whole."""
    data = memoryview(pack_frame(body))
    while data:
        data = data[os.write(descriptor, data) :]
