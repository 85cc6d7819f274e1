# SPDX-License-Identifier: GPL-3.0-or-later
"""The canary run of `knockback-window`, by keys, on a display of its own."""
import os
import shutil
import signal
import subprocess
import time

import clipboard

REQUESTS = """### Fine
# @knockback.credential bearer
GET {base}/ok

### Refused
# @knockback.policy none
# @knockback.credential key-query
POST {base}/page
Content-Type: application/json
Authorization: Basic user {{{{vault:basic}}}}

{{"password": "{{{{vault:digest}}}}"}}

### Limited
# @knockback.policy none
# @knockback.credential service
GET {base}/blocked

### Broken
# @knockback.policy none
# @knockback.credential key-cookie
GET {base}/cut

### Endless
# @knockback.credential bearer
GET {base}/slow
"""


def problem():
    for program in ("Xvfb", "xdotool"):
        if not shutil.which(program):
            return f"{program} is not installed"
    return None


class Screen:
    def __init__(self, rig):
        self.rig = rig
        reading, writing = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-noreset", "-displayfd", str(writing), "-screen", "0", "1440x900x24"],
                                       pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.display = f":{pipe.readline().strip()}"

    def xdotool(self, *arguments):
        done = subprocess.run(["xdotool", *arguments], env=os.environ | {"DISPLAY": self.display}, capture_output=True,
                              text=True, timeout=20)
        return done.stdout.split()

    def open(self):
        workspace = str(self.rig.root / "given" / "workspace")
        # Nobody reads what a window says before it ends, so it must not say much.
        self.program = self.rig.start("knockback-window", [workspace], {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb",
                                                                        "QT_LOGGING_RULES": ""})
        self.window = self.until(self.main_window, "no window came up")
        time.sleep(1)

    def main_window(self):
        """Not the small one that says that the vault is being opened."""
        for name in self.xdotool("search", "--onlyvisible", "--name", "Knockback"):
            facts = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", name) if "=" in line)
            if int(facts.get("WIDTH", 0)) > 600:
                return name
        return None

    def keys(self, *keys, pause=0.25):
        for key in keys:
            self.xdotool("key", key)
            time.sleep(pause)

    def choose(self, text):
        """In the command palette. Without a window manager nobody gives the focus back after a dialog."""
        self.xdotool("windowfocus", "--sync", self.window)
        self.keys("ctrl+k")
        self.xdotool("type", "--delay", "5", text)
        time.sleep(0.4)
        self.keys("Return", pause=0.4)

    def until(self, done, what, seconds=15):
        end = time.monotonic() + seconds
        while not (found := done()):
            if time.monotonic() > end or self.program.poll() is not None:
                raise AssertionError(f"{what}; exit {self.program.poll()}; {self.last_words()}{self.picture()}")
            time.sleep(0.05)
        return found

    def last_words(self):
        return "" if self.program.poll() is None else f"it said {self.program.stderr.read()[-2000:]!r}; "

    def picture(self):
        if not shutil.which("import"):
            return "install ImageMagick to see a picture of it"
        path = self.rig.work("problem.png")
        subprocess.run(["import", "-display", self.display, "-window", "root", path], check=False)
        return f"a picture of it is {path}"

    def close(self):
        self.server.terminate()
        self.server.wait()


def send(screen, server, name, path):
    count = len(server.heard)
    screen.choose(name)
    screen.keys("ctrl+Return")
    screen.until(lambda: any(heard[1].startswith(path) for heard in server.heard[count:]), f"{name} was never sent")
    time.sleep(0.6)


def copy_as_curl(screen):
    """The last entry of the menu beside Send."""
    screen.keys("ctrl+l", "Tab", "alt+Down", "Up", "Right", "Return")
    screen.until(lambda: b"curl" in (clipboard.read(screen.display) or b""), "nothing was copied")
    screen.rig.outputs.append(("clipboard", clipboard.read(screen.display)))


def escalate(screen):
    screen.keys("ctrl+shift+e")
    screen.until(lambda: screen.xdotool("search", "--onlyvisible", "--name", "^Escalate"), "no report was offered")
    screen.keys("Return", pause=1)
    screen.keys("Return")
    reports = screen.rig.root / "data" / "reports"
    screen.until(lambda: any(path.stat().st_size for path in reports.glob("*.zip")), "no report was saved")
    screen.keys("Escape")


def drive(rig, server, base):
    (rig.root / "given" / "workspace").mkdir()
    rig.give("workspace/requests.http", REQUESTS.format(base=base))
    screen = Screen(rig)
    try:
        screen.open()
        for name, path in (("GET Fine", "/ok"), ("GET Broken", "/cut"), ("GET Limited", "/blocked"), ("POST Refused", "/page")):
            send(screen, server, name, path)
        copy_as_curl(screen)
        escalate(screen)
        screen.choose("bearer")
        for number in (signal.SIGKILL, signal.SIGSEGV):
            send(screen, server, "GET Endless", "/slow")
            rig.end(screen.program, number)
            screen.open()
        screen.choose("History")
        screen.choose("page")
        screen.keys("ctrl+q")
        rig.finish(screen.program)
    finally:
        rig.end_all()
        screen.close()
    return []
