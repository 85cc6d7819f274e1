# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of D-Bus as it takes to be a screen reader: calls, and what the usual types look like as bytes."""
import os
import socket
import struct
import subprocess

CALL, RETURN, ERROR = 1, 2, 3
FIELDS = {1: "o", 2: "s", 3: "s", 6: "s", 8: "g"}  # path, interface, member, destination, signature
FIXED = {"y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}


def aligned(size, to):
    return -size % to


def text(value, sign):
    raw = value.encode()
    return struct.pack("<B" if sign == "g" else "<I", len(raw)) + raw + b"\0"


def message(serial, destination, path, interface, member, signature="", arguments=()):
    body = b""
    for sign, value in zip(signature, arguments):
        body += bytes(aligned(len(body), 4)) + (text(value, sign) if sign == "s" else struct.pack("<" + FIXED[sign], value))
    fields = b""
    for code, value in ((1, path), (2, interface), (3, member), (6, destination), (8, signature)):
        if value:
            fields += bytes(aligned(len(fields), 8)) + bytes([code]) + text(FIELDS[code], "g")
            fields += bytes(aligned(len(fields), 1 if FIELDS[code] == "g" else 4)) + text(value, FIELDS[code])
    head = struct.pack("<BBBBIII", ord("l"), CALL, 0, 1, len(body), serial, len(fields)) + fields
    return head + bytes(aligned(len(head), 8)) + body


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def skip(self, to):
        self.at += aligned(self.at, to)

    def fixed(self, sign):
        size = struct.calcsize(FIXED[sign])
        self.skip(size)
        self.at += size
        return struct.unpack_from("<" + FIXED[sign], self.data, self.at - size)[0]

    def string(self, sign):
        size = self.fixed("y" if sign == "g" else "u")
        self.at += size + 1
        return self.data[self.at - size - 1 : self.at - 1].decode(errors="replace")

    def value(self, signs):
        """Reads one value and returns it with what is left of the signature."""
        sign, rest = signs[0], signs[1:]
        if sign in FIXED:
            return self.fixed(sign), rest
        if sign in "sog":
            return self.string(sign), rest
        if sign == "v":
            return self.value(self.string("g"))[0], rest
        if sign in "({":
            self.skip(8)
            items = []
            while rest[0] not in ")}":
                item, rest = self.value(rest)
                items.append(item)
            return tuple(items), rest[1:]
        end = self.fixed("u")
        self.skip(8 if rest[0] in "({xtd" else 4 if rest[0] in "iubsoa" else 1)
        end += self.at
        items, after = [], None
        while self.at < end:
            item, after = self.value(rest)
            items.append(item)
        return items, after if after is not None else Reader.past(rest)

    @staticmethod
    def past(signs):
        depth = 0
        for at, sign in enumerate(signs):
            depth += (sign in "({") - (sign in ")}")
            if depth == 0 and sign != "a":
                return signs[at + 1:]
        return ""


class Bus:
    def __init__(self, address):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(dict(part.split("=") for part in address.split(":", 1)[1].split(","))["path"])
        self.socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        if not self.socket.recv(256).startswith(b"OK"):
            raise AssertionError("the bus lets nobody in")
        self.socket.sendall(b"BEGIN\r\n")
        self.serial = 0
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def exactly(self, size):
        data = b""
        while len(data) < size:
            piece = self.socket.recv(size - len(data))
            if not piece:
                raise AssertionError("the bus has gone")
            data += piece
        return data

    def call(self, destination, path, interface, member, signature="", *arguments):
        """The first value of the answer, or None where there is none or an error came."""
        self.serial += 1
        self.socket.sendall(message(self.serial, destination, path, interface, member, signature, arguments))
        while True:
            head = self.exactly(16)
            kind, size, fields = head[1], *struct.unpack_from("<I4xI", head, 4)
            rest = self.exactly(fields + aligned(16 + fields, 8) + size)
            reader = Reader(head + rest[:fields])
            reader.at = 12
            known = dict(reader.value("a(yv)")[0])
            if kind in (RETURN, ERROR) and known.get(5) == self.serial:
                body = Reader(rest[len(rest) - size:])
                return body.value(known[8])[0] if kind == RETURN and known.get(8) else None


class Daemon:
    """A bus of its own, and a file with all that went over it."""

    def __init__(self, rig):
        self.process = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env=os.environ | rig.environment)
        self.address = self.process.stdout.readline().strip()
        self.said = open(rig.work("bus"), "wb")
        self.monitor = subprocess.Popen(["dbus-monitor", "--address", self.address, "--binary"], stdout=self.said,
                                        stderr=subprocess.DEVNULL)

    def close(self):
        for process in (self.monitor, self.process):
            process.terminate()
            process.wait()
        self.process.stdout.close()
        self.said.close()
