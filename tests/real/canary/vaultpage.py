# SPDX-License-Identifier: GPL-3.0-or-later
"""The canary run of the window's vault, by keys and as a screen reader: typed, shown, copied, moved, locked, crashed."""
import os
import signal
import time

import bus
import clipboard
import forms
import memory
import reader
import window
from rig import FULL

SILENT = ("basic", "key-query", "aws", "service", "renewed")
if FULL:
    SILENT += ("bearer", "key-header", "key-cookie", "hmac")


class Page:
    def __init__(self, rig, server):
        self.rig, self.server = rig, server
        self.daemon = bus.Daemon(rig)
        rig.environment |= {"DBUS_SESSION_BUS_ADDRESS": self.daemon.address}
        reader.begin(self.daemon.address)
        self.screen = window.Screen(rig)
        self.left = {}

    def open(self):
        self.screen.open()
        self.reader = reader.ScreenReader(self.daemon.address, self.screen.program.pid)

    def note(self, when):
        """All that can be read on it, by anybody."""
        self.rig.outputs.append((f"what a screen reader is told {when}", self.reader.texts().encode()))
        for name in self.screen.xdotool("search", "--name", "."):
            title = " ".join(self.screen.xdotool("getwindowname", name))
            self.rig.outputs.append((f"a window's title {when}", title.encode()))

    def press(self, name):
        self.screen.until(lambda: self.reader.press(name), f"no button {name!r} is shown")
        time.sleep(0.4)

    def type(self, *fields):
        """Into one field after the other."""
        for field in fields:
            self.screen.xdotool("type", "--delay", "4", field)
            self.screen.keys("Tab", pause=0.05)

    def goto_vault(self):
        self.screen.choose("Go to Vault")
        self.screen.xdotool("windowfocus", "--sync", self.screen.window)

    def close(self):
        self.screen.close()
        self.daemon.close()


def add_by_typing(page, canary):
    page.goto_vault()
    page.press("Add credential")
    page.screen.until(lambda: "New credential" in page.reader.texts(), "no form was opened")
    page.type("typed", "api.test", canary.text)
    page.note("while a secret is being typed")
    page.press("Save to vault")
    page.screen.until(lambda: "typed" in page.reader.texts(), "the credential was not saved")


def leave_half_typed(page, canary):
    """A form that is left in the middle."""
    page.press("Add credential")
    page.screen.until(lambda: "New credential" in page.reader.texts(), "no form was opened")
    page.type("half", "api.test", canary.text)
    page.press("Cancel")
    page.press("Discard them")


def look_and_copy(page, canaries):
    page.screen.xdotool("windowfocus", "--sync", page.screen.window)  # a window that loses the focus hides it again
    page.press("Reveal")
    page.screen.until(lambda: "Secret, shown on the screen" in page.reader.texts(), "the secret was not shown")
    page.note("while a secret is shown")
    page.press("Copy 10 s")
    wanted = {canary.text.encode() for canary in canaries}
    page.screen.until(lambda: clipboard.read(page.screen.display) in wanted, "the secret was not copied")
    page.note("while a secret is on the clipboard")
    if FULL:
        page.screen.until(lambda: not clipboard.read(page.screen.display), "the clipboard was not cleared", 20)
        page.press("Reveal")
        page.screen.until(lambda: "Secret, shown on the screen" not in page.reader.texts(), "the secret was not hidden", 25)


def type_into_a_request(page, canary):
    """Where it does not belong; the window offers to move it. Then back and forth through what can be undone."""
    page.screen.choose("New request")
    page.screen.keys("ctrl+l", "ctrl+a")
    page.screen.xdotool("type", "--delay", "4", f"http://api.test/?api_key={canary.text}")
    page.screen.keys("Tab", pause=0.5)
    page.press("Move to the vault")
    page.screen.until(lambda: "{{vault:" in page.reader.texts(), "the secret was not moved")
    page.note("after a secret was moved to the vault")


def send_silently(page, names):
    for name in names:
        window.send(page.screen, page.server, f"GET {name}", "/silent")


def lock(page, canaries, passphrase):
    """And unlock, by typing the passphrase; what is in memory between the two is counted."""
    page.goto_vault()
    page.press("Lock now")
    page.screen.until(lambda: "The vault is locked" in page.reader.texts(), "the vault was not locked")
    time.sleep(1)
    page.note("while the vault is locked")
    if os.geteuid() == 0:
        page.left = memory.copies(page.screen.program.pid, canaries)
    page.screen.xdotool("windowfocus", "--sync", page.screen.window)
    page.type(passphrase.text[:9] + "x")
    page.press("Unlock")
    page.note("after a wrong passphrase")


def drive(rig, server, canaries, base):
    (rig.root / "given" / "workspace").mkdir()
    rig.give("workspace/requests.http", "".join(f"### {name}\n# @knockback.credential {name}\nGET {base}/silent\n\n" for name in SILENT))
    page = Page(rig, server)
    try:
        page.open()
        send_silently(page, SILENT)
        add_by_typing(page, canaries["typed"])
        leave_half_typed(page, canaries["half typed"])
        look_and_copy(page, canaries.values())
        type_into_a_request(page, canaries["moved"])
        lock(page, canaries.values(), canaries["passphrase"])
        rig.end(page.screen.program, signal.SIGKILL)
        page.open()
        page.goto_vault()
        page.press("Reveal")
        rig.end(page.screen.program, signal.SIGABRT)
        if held := clipboard.read(page.screen.display):
            rig.outputs.append(("clipboard at the end", held))
    finally:
        rig.end_all()
        page.close()
    if os.geteuid() == 0:
        print(f"in memory after locking, outside of the pages for secrets: {sum(page.left.values())} copies, {dict(page.left)}")
    return []
