# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built programs in folders of their own and keeps what they print, their arguments and their environment."""
import concurrent.futures
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time

import evidence

FULL = os.environ.get("KNOCKBACK_CANARY") == "full"  # every end with every credential, and waits to their end


class Rig:
    """`given` holds what the user wrote with secrets in it; everything else is searched."""

    def __init__(self, bin_folder, searcher):
        self.bin = pathlib.Path(bin_folder).resolve()
        self.searcher = searcher
        self.here = pathlib.Path(__file__).parent
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="canary-"))
        for name in ("given", "data", "work", "tmp", "home"):
            (self.root / name).mkdir()
        places = {"HOME": "home", "XDG_CONFIG_HOME": "home/config", "XDG_DATA_HOME": "home/data",
                  "XDG_CACHE_HOME": "home/cache", "XDG_STATE_HOME": "home/state", "TMPDIR": "tmp"}
        self.environment = {name: str(self.root / place) for name, place in places.items()}
        self.environment |= {"PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                             "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
                             "SSLKEYLOGFILE": str(self.root / "work" / "keys"), "QT_LOGGING_RULES": "*=true"}
        self.outputs = []
        self.processes = set()  # (where, bytes)
        self.running = []
        self.tools = []

    def give(self, name, text):
        path = self.root / "given" / name
        path.write_text(text)
        return str(path)

    def work(self, name):
        return str(self.root / "work" / name)

    def start(self, program, arguments, extra=None, looked_at=True):
        command = [str(self.bin / program), *arguments, "--data-dir", str(self.root / "data"),
                   "--vault", str(self.root / "data" / "vault.kbv"), "--passphrase-file", self.passphrase]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment | (extra or {}), cwd=self.root / "work")
        process.label = " ".join([program, *arguments[:3]])
        process.looking = threading.Thread(target=self.look_on if looked_at else process.wait, args=(process,)[:looked_at],
                                           daemon=True)
        process.looking.start()
        self.running.append(process)
        return process

    def look_on(self, process):
        while process.poll() is None:
            self.look_at(process.pid)
            time.sleep(0.01)

    def look_at(self, pid):
        """Its arguments and its environment, and those of its children."""
        try:
            for name in ("cmdline", "environ"):
                self.processes.add((f"{name} of {pid}", pathlib.Path(f"/proc/{pid}/{name}").read_bytes()))
            for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
                self.look_at(child)
        except OSError:
            pass  # it has ended, or is not ours to read

    def finish(self, process, stdin=b"", own_answer=False, seconds=30):
        """Its standard output, which is not searched where it is the answer that the user asked for."""
        try:
            out, err = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        self.running.remove(process)
        process.looking.join()
        self.outputs.append((f"standard error of {process.label}", err))
        if not own_answer:
            self.outputs.append((f"standard output of {process.label}", out))
        return out

    def run(self, *arguments, stdin=b"", codes=(0,), own_answer=False, mistake=False):
        """`mistake`: the user has typed the secret as an argument, which is not looked at then."""
        process = self.start("knockback", list(arguments), looked_at=not mistake)
        out = self.finish(process, stdin, own_answer)
        if process.returncode not in codes:
            raise AssertionError(f"{process.args}: exit {process.returncode}: {self.outputs[-2:]!r}")
        return out

    def tool(self, *command):
        """A program that is not ours."""
        return subprocess.run(command, check=True, capture_output=True).stdout

    def tool_start(self, *command):
        program = subprocess.Popen(command, stdout=subprocess.PIPE)
        self.tools.append(program)
        return program

    def run_all(self, runs):
        """Several at a time; each is (arguments, exit codes)."""
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            for done in [pool.submit(self.run, *arguments, codes=codes) for arguments, codes in runs]:
                done.result()

    def end(self, process, number=signal.SIGKILL):
        process.send_signal(number)
        self.finish(process)

    def end_all(self):
        for process in list(self.running):
            self.end(process)
        for program in self.tools:
            program.kill()
            program.communicate()

    def search(self):
        """Returns what was found, and says in `summary` how much was searched."""
        pieces = list(self.outputs) + sorted(self.processes)
        count = len(pieces)
        roots = [self.root / name for name in ("data", "work", "tmp", "home")]
        leaks = []
        blobs = total = 0
        paths = set()
        for name, data in [*pieces, *evidence.files(roots)]:
            blobs += 1
            total += len(data)
            paths.add(name.split(" > ")[0])
            leaks += [f"{name}: {hit}" for hit in self.searcher.find(data)]
        named = sum(name.startswith("the name of") for name in paths)
        self.summary = (f"searched {len(paths) - named - len({name for name, _ in pieces})} files, {count} outputs, arguments "
                        f"and environments; {blobs} pieces after unpacking, {total:,} bytes; for {len(self.searcher.forms)} forms")
        return leaks

    def remove(self):
        shutil.rmtree(self.root)
