# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a secret that the program was trusted with is anywhere but in the sealed vault and in its requests."""
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
import zlib

import echo
import evidence
import forms
import rig
import terminal
import window

PLAIN = ' "&<\'%\\/+é>'
MIDDLES = {"basic password": PLAIN, "client secret": PLAIN, "key in the query": ' "&</+%=é', "HMAC secret": PLAIN,
           "Digest password": "-._~+", "proxy password": "-._~", "body": PLAIN, "passphrase": PLAIN}
KINDS = ("bearer", "basic password", "key in a header", "key in the query", "key in a cookie", "client secret",
         "access token", "refresh token", "authorization code", "AWS secret", "AWS session token", "HMAC secret",
         "passphrase", "proxy password", "Digest password", "body", "Set-Cookie", "token in an answer", "imported",
         "variable")


def planted(folder, text, number):
    """A file of every sort with the text in it."""
    path = pathlib.Path(folder)
    (path / "raw").write_bytes(b"x" * number + text + b"y")
    with zipfile.ZipFile(path / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("entry", b"x" * 500 + text)
    chunk = b"Comment\0\0" + zlib.compress(b"x" * 500 + text)
    (path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + b"zTXt" + chunk + b"crc.")
    database = sqlite3.connect(path / "a.sqlite")
    database.execute("CREATE TABLE IF NOT EXISTS t (a)")
    database.execute("DELETE FROM t")
    database.execute("INSERT INTO t VALUES (?)", (b"x" * 5000 + text,))
    database.commit()
    database.close()


def check_the_search(searcher, canaries):
    """A search that finds nothing proves something only if it finds what is there."""
    missed = [name for text, name in searcher.forms.items() if not searcher.find(b"before" + text + b"after")]
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(list(forms.forms(canaries[0]).values())):
            planted(folder, text, number)
            found = {name.split(" > ")[0] for name, data in evidence.files([folder]) if searcher.find(data)}
            missed += [f"{text} in {name}" for name in ("raw", "packed.zip", "a.png", "a.sqlite")
                       if str(pathlib.Path(folder, name)) not in found]
    size = len(canaries[0].text)
    frame = b"\x28\xb5\x2f\xfd\x24" + bytes([size]) + (size << 3 | 1).to_bytes(3, "little")
    packed = b"page" + frame + canaries[0].text.encode()[::-1]
    if evidence.unzstd(packed[4:]) != canaries[0].text.encode()[::-1]:
        missed.append("zstd")
    if missed:
        sys.exit(f"the search is blind: {missed[:5]}")
    print(f"self-check: {len(searcher.forms)} forms planted and found, in {len(searcher.needles)} needles")


def drive(run, canaries, part):
    server, proxy = echo.serve(canaries), echo.serve(canaries, proxy=True)
    host = f"127.0.0.1:{server.server_port}"
    proxy_host = f"127.0.0.1:{proxy.server_port}"
    base, learned = f"http://{host}", []
    run.secret_variable = canaries["variable"].text
    run.secret_body = canaries["body"].text
    run.passphrase = run.give("passphrase", canaries["passphrase"].text)
    try:
        learned += terminal.add_credentials(run, canaries, host, base, proxy_host)
        if part == "window":
            learned += window.drive(run, server, base)
        else:
            terminal.use_vault(run, canaries)
            learned += terminal.sign_in(run, server, canaries)
            terminal.send_all(run, base)
            terminal.run_file(run, base, proxy_host)
            terminal.break_down(run, server, base)
            terminal.read_back(run)
    finally:
        server.over.set()
        run.end_all()
    return learned, str([*server.heard, *proxy.heard])


def main(bin_folder, part):
    if problem := window.problem() if part == "window" else None:
        print(f"skipped: {problem}")
        sys.exit(77)
    began = time.monotonic()
    canaries = {kind: forms.make(kind, MIDDLES.get(kind, "-._~+/")) for kind in KINDS}
    check_the_search(forms.Searcher(canaries.values()), list(canaries.values()))
    run = rig.Rig(bin_folder, None)
    learned, heard = drive(run, canaries, part)
    run.searcher = forms.Searcher([*canaries.values(), *learned])
    leaks = run.search()
    print(f"{part}: {len(canaries) + len(learned)} canaries, {time.monotonic() - began:.1f} s; "
          f"the server was sent {sum(c.text[:forms.EDGE] in heard for c in canaries.values())} of them "
          "as they are, the others encoded, as a signature or not at all")
    for leak in leaks[:60]:
        print(f"LEAK {leak}")
    if leaks:
        sys.exit(f"{len(leaks)} leak(s); what was written is in {run.root}")
    shutil.rmtree(run.root)


if __name__ == "__main__":
    main(*sys.argv[1:])
