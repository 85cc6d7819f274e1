# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told of the window (AT-SPI), and its way of pressing buttons."""
import os
import subprocess

import bus

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PREFIX = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
BUTTON = 43  # a role
SHOWING = 25  # a bit of the state
MOST = 4000  # objects


def problem():
    return None if os.path.exists(LAUNCHER) else "at-spi2-core is not installed"


def begin(address):
    """Says on a session's bus that somebody reads the screen; programs that start from then on tell them everything."""
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
                    "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"],
                   env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}, check=True, capture_output=True, timeout=20)


class ScreenReader:
    def __init__(self, session, pid):
        self.bus = bus.Bus(bus.Bus(session).call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"))
        self.pid = pid

    def to_bus(self, member, *arguments):
        return self.bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", member,
                             "s" * len(arguments), *arguments)

    def accessible(self, place, member):
        return self.bus.call(*place, PREFIX + "Accessible", member)

    def name(self, place, what="Name"):
        return self.bus.call(*place, "org.freedesktop.DBus.Properties", "Get", "ss", PREFIX + "Accessible", what) or ""

    def roots(self):
        """The program may be there more than once, as itself and for its screen reader."""
        for name in self.to_bus("ListNames"):
            if name.startswith(":") and self.to_bus("GetConnectionUnixProcessID", name) == self.pid:
                yield name, ROOT

    def all(self, wanted=lambda place: True):
        """Everything wanted, with what is in it."""
        waiting = list(self.roots())
        seen = set()
        while waiting and len(seen) < MOST:
            place = waiting.pop()
            if place in seen or not (place[1] == ROOT or wanted(place)):
                continue
            seen.add(place)
            yield place
            waiting += [tuple(child) for child in self.accessible(place, "GetChildren") or []]

    def texts(self):
        """Names, descriptions and texts of everything there is."""
        found = []
        for place in self.all():
            found += [self.name(place), self.name(place, "Description")]
            found.append(self.bus.call(*place, PREFIX + "Text", "GetText", "ii", 0, -1) or "")
        return "\n".join(text for text in found if text)

    def shows(self, place):
        state = self.accessible(place, "GetState")
        return state and state[0] >> SHOWING & 1

    def press(self, name):
        """The button of that name; whether there is one."""
        return any(self.accessible(place, "GetRole") == BUTTON and self.name(place) == name
                   and self.bus.call(*place, PREFIX + "Action", "DoAction", "i", 0) for place in self.all(self.shows))
