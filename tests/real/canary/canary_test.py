# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a secret that the program was trusted with is anywhere but in the sealed vault and in its requests."""
import sys
import time

import echo
import forms
import grants
import reader
import rig
import terminal
import vaultpage
import window
import wire

PLAIN = ' "&<\'%\\/+é>'
MIDDLES = {"basic password": PLAIN, "client secret": PLAIN, "key in the query": ' "&</+%=é', "HMAC secret": PLAIN,
           "Digest password": "-._~+", "proxy password": "-._~", "body": PLAIN, "passphrase": PLAIN,
           "new passphrase": PLAIN, "certificate passphrase": "-._~+/",
           "typed": "-._~", "half typed": "-._~", "moved": "-._~"}
KINDS = ("bearer", "basic password", "key in a header", "key in the query", "key in a cookie", "client secret",
         "access token", "refresh token", "authorization code", "AWS secret", "AWS session token", "HMAC secret",
         "passphrase", "proxy password", "Digest password", "body", "Set-Cookie", "token in an answer", "imported",
         "variable", "device code", "new key", "new passphrase", "certificate passphrase",
         "typed", "half typed", "moved")


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
        elif part == "vaultpage":
            learned += vaultpage.drive(run, server, canaries, base)
        elif part == "grants":
            learned += grants.drive(run, server, canaries, base, host)
        elif part == "wire":
            learned += wire.drive(run, server, canaries, base)
        else:
            terminal.use_vault(run, canaries)
            terminal.send_all(run, base)
            terminal.run_file(run, base, proxy_host)
            terminal.break_down(run, server, base)
            terminal.read_back(run)
    finally:
        server.over.set()
        run.end_all()
    return learned, str([*server.heard, *proxy.heard])


def main(bin_folder, part):
    if problem := (window.problem() if part in ("window", "vaultpage") else None) or (
            reader.problem() if part == "vaultpage" else None):
        print(f"skipped: {problem}")
        sys.exit(77)
    began = time.monotonic()
    canaries = {kind: forms.make(kind, MIDDLES.get(kind, "-._~+/")) for kind in KINDS}
    run = rig.Rig(bin_folder, None)
    learned, heard = drive(run, canaries, part)
    run.searcher = forms.Searcher([*canaries.values(), *learned])
    leaks = run.search()
    print(run.summary)
    print(f"{part}: {len(canaries) + len(learned)} canaries, {time.monotonic() - began:.1f} s; "
          f"the server was sent {sum(c.text[:forms.EDGE] in heard for c in canaries.values())} of them "
          "as they are, the others encoded, as a signature or not at all")
    for leak in leaks[:60]:
        print(f"LEAK {leak}")
    if leaks:
        sys.exit(f"{len(leaks)} leak(s); what was written is in {run.root}")
    run.remove()


if __name__ == "__main__":
    main(*sys.argv[1:])
