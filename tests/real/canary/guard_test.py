# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs as they run: no core dump, no debugger, no look into their memory by the same user, unless asked for."""
import ctypes
import errno
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

NOBODY = 65534
PTRACE_ATTACH, PTRACE_DETACH = 16, 17
PROGRAMS = (["knockback", "lab"], ["knockback-window"])
ASKED = {"KNOCKBACK_ALLOW_CORE": "1"}
bin_folder = pathlib.Path(sys.argv.pop(1)).resolve()
libc = ctypes.CDLL(None, use_errno=True)


def as_a_user():
    """Root may read every memory, so as root both the program and who looks at it are somebody else."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def exit_code_of(work):
    """What `work` returns in a process of the user's."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os._exit(work())
        except OSError as error:
            os._exit(error.errno)
        finally:
            os._exit(255)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def attach(pid):
    """0, or the error. The debugger that got in goes away again."""
    if libc.ptrace(PTRACE_ATTACH, pid, None, None) != 0:
        return ctypes.get_errno()
    os.waitpid(pid, 0)
    libc.ptrace(PTRACE_DETACH, pid, None, None)
    return 0


def read_memory(pid):
    with open(f"/proc/{pid}/mem", "rb"):
        return 0


def allow_cores():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)


class Guard(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """A build below /root is one that nobody else may even start: they get copies."""
        cls.programs = pathlib.Path(tempfile.mkdtemp(prefix="guard-bin-"))
        cls.addClassCleanup(shutil.rmtree, cls.programs)
        cls.programs.chmod(0o755)
        for path in bin_folder.iterdir():
            if path.name.startswith("knockback"):
                shutil.copy(path, cls.programs)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="guard-"))
        self.addCleanup(shutil.rmtree, self.folder)
        if os.geteuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
        self.running = []
        self.addCleanup(self.end_all)

    def end_all(self):
        for process in self.running:
            process.kill()
            process.wait()
            process.stdout.close()

    def start(self, arguments, extra):
        """Until it is past the first line of main()."""
        data = self.folder / f"data-{len(self.running)}"
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "QT_QPA_PLATFORM": "offscreen",
                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "LANG": "C.UTF-8"}
        process = subprocess.Popen([str(self.programs / arguments[0]), *arguments[1:], "--data-dir", str(data)],
                                   env=environment | extra, cwd=self.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, preexec_fn=allow_cores, **as_a_user())
        self.running.append(process)
        if arguments[1:2] == ["lab"]:
            self.assertTrue(process.stdout.readline().startswith(b"http"))
        else:
            self.until(lambda: data.exists(), "the window never came up")
        return process

    def until(self, done, what):
        end = time.monotonic() + 20
        while not done():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.05)

    def test_nobody_reads_its_memory_or_traces_it(self):
        for arguments in PROGRAMS:
            open_one = self.start(arguments, ASKED).pid
            if exit_code_of(lambda: attach(open_one)) != 0:
                self.skipTest("this system lets nobody trace another process anyway")
            self.assertEqual(exit_code_of(lambda: read_memory(open_one)), 0)
            closed = self.start(arguments, {}).pid
            self.assertEqual(exit_code_of(lambda: attach(closed)), errno.EPERM)
            self.assertEqual(exit_code_of(lambda: read_memory(closed)), errno.EACCES)
            self.assertEqual(exit_code_of(lambda: len(os.listdir(f"/proc/{closed}/fd"))), errno.EACCES)
            if os.geteuid() == 0:
                limits = pathlib.Path(f"/proc/{closed}/limits").read_text()
                self.assertRegex(limits, r"Max core file size\s+0\s")

    def test_a_crash_leaves_no_core(self):
        for arguments in PROGRAMS:
            for number in (signal.SIGSEGV, signal.SIGABRT):
                crashed = self.start(arguments, {})
                os.kill(crashed.pid, number)
                status = os.waitpid(crashed.pid, 0)[1]
                crashed.returncode = os.waitstatus_to_exitcode(status)
                self.assertEqual(crashed.returncode, -number)
                self.assertFalse(os.WCOREDUMP(status))
                self.assertEqual([str(path) for path in self.folder.glob("*core*")], [])

    def test_a_crash_leaves_one_where_it_was_asked_for(self):
        if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
            self.skipTest("this system allows no core dumps")
        crashed = self.start(["knockback", "lab"], ASKED)
        os.kill(crashed.pid, signal.SIGSEGV)
        status = os.waitpid(crashed.pid, 0)[1]
        crashed.returncode = os.waitstatus_to_exitcode(status)
        self.assertTrue(os.WCOREDUMP(status))


if __name__ == "__main__":
    unittest.main()
