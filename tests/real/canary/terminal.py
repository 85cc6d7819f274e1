# SPDX-License-Identifier: GPL-3.0-or-later
"""The canary run of `knockback`: every credential, every end of a request, every file that it can write."""
import json
import signal
import subprocess
import urllib.parse

import forms
from rig import FULL

ENDS = {"ok": (0,), "blocked": (4,), "page": (0, 4), "long": (4,), "cut": (5,), "half": (5,)}


def add_credentials(rig, canaries, host, base, proxy):
    def add(name, kind, *secret_kinds, more=(), secret="{}", to=host):
        values = [canaries[secret_kind].text for secret_kind in secret_kinds]
        rig.run("vault", "add", name, "--kind", kind, "--host", to, *more, stdin=secret.format(*values).encode())

    token = ("--token-url", f"{base}/token", "--client-id", "client")
    add("bearer", "bearer", "bearer")
    add("basic", "basic", "basic password", secret="user:{}")
    add("key-header", "api-key", "key in a header", more=("--header", "X-Thing"))
    add("key-query", "api-key", "key in the query", more=("--query", "thing"))
    add("key-cookie", "api-key", "key in a cookie", more=("--set", "cookie=thing"))
    add("aws", "aws-sigv4", "AWS secret", "AWS session token", secret="username=AKIAX\nvalue={}\nsession_token={}\n",
        more=("--set", "aws-region=eu-west-1", "--set", "aws-service=s3"))
    add("hmac", "hmac", "HMAC secret", secret="username=me\nvalue={}\n",
        more=("--set", "hmac-text={method}{path}", "--header", "X-Signature"))
    add("service", "client-credentials", "client secret", more=token)
    add("posted", "client-credentials", "client secret", more=(*token, "--set", "client-auth=post"))
    add("refused", "client-credentials", "client secret", more=("--token-url", f"{base}/bad-token", *token[2:]))
    add("renewed", "refresh-token", "refresh token", "client secret", more=token,
        secret="refresh_token={}\nclient_secret={}\n")
    add("dead", "refresh-token", "refresh token", "client secret",
        more=("--token-url", f"{base}/bad-token", *token[2:]), secret="refresh_token={}\nclient_secret={}\n")
    signing = subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
                             capture_output=True, check=True, text=True).stdout
    add("signing", "client-credentials",
        secret="", more=(*token, "--client-key-file", rig.give("key.pem", signing)))
    add("digest", "bearer", "Digest password")
    add("proxy", "bearer", "proxy password", to=proxy)
    return [forms.Canary("client key", signing.splitlines()[1]), forms.Canary("client key", signing.splitlines()[2])]


def use_vault(rig, canaries):
    """Lists, imports and rotations, also those that the server refuses while it repeats the secret."""
    env = rig.give("import.env", f"API_TOKEN={canaries['imported'].text}\n")
    rig.run("vault", "import", env, "--dry-run")
    rig.run("vault", "import", env, "--host", "api.test")
    for name in ("service", "posted", "renewed", "signing"):
        rig.run("vault", "rotate", name, "--json")
    for name in ("refused", "dead"):
        rig.run("vault", "rotate", name, codes=(6,))
    rig.run("vault", "list", "--json")
    rig.run("vault", "check", codes=(0, 6))
    rig.run("vault", "show", "basic")
    rig.run("vault", "unlock-by")
    wrong = rig.give("wrong", canaries["passphrase"].text + "x")
    process = rig.start("knockback", ["vault", "list", "--passphrase-file", wrong])
    rig.finish(process)


def send_all(rig, base):
    runs = []

    def send(end, out, *more):
        saved = ("--har", rig.work(f"{out}-{end}.har"), "--report", rig.work(f"{out}-{end}.zip"))
        runs.append((("send", f"{base}/{end}", "--retries", "0", "--json", *saved, *more), ENDS[end]))

    for name in ("bearer", "basic", "key-header", "key-query", "key-cookie", "aws", "hmac", "service", "renewed"):
        for end in ENDS if FULL or name in ("bearer", "key-query") else ("ok", "page", "cut"):
            send(end, name, "--credential", name)
    body = {"user": "u", "password": rig.secret_body}
    bodies = {"json": json.dumps(body), "x-www-form-urlencoded": urllib.parse.urlencode(body)}
    for kind, text in bodies.items():
        for end in ("ok", "page", "cut"):
            send(end, f"body-{kind}", "-d", "@" + rig.give(kind, text), "-H", f"Content-Type: application/{kind}")
    rig.run_all(runs)
    rig.run("send", f"{base}/page", "--credential", "basic", "--retries", "0", codes=ENDS["page"], own_answer=True)
    rig.run("minimize", f"{base}/page", "--credential", "bearer", "--probes", "3", codes=(0, 2, 4))


def run_file(rig, base, proxy):
    requests = f"""### Digest
# @knockback.policy none
GET {base}/digest
Authorization: Digest user {{{{vault:digest}}}}

### Proxy
# @knockback.policy none
# @knockback.proxy http://user:{{{{vault:proxy}}}}@{proxy}
GET http://api.test/blocked

### Variable
# @knockback.policy none
POST {base}/page
Content-Type: application/json

{{"note": "{{{{vault:bearer}}}}", "again": "{{{{vault:basic}}}}"}}

### Written
# @knockback.policy none
GET {base}/page
Authorization: Bearer {{{{written}}}}
X-Api-Key: {{{{written}}}}
Cookie: session={{{{written}}}}

### Cookies
GET {base}/ok

### Cookies again
# @knockback.policy none
GET {base}/page
"""
    path = rig.give("requests.http", requests)
    rig.give("http-client.env.json", '{"e": {}}')
    rig.give("http-client.private.env.json", json.dumps({"e": {"written": rig.secret_variable}}))
    rig.run("run", path, "--env", "e", "--json", "--junit", rig.work("run.xml"), "--har", rig.work("run.har"), codes=(4, 5))
    return path


def read_back(rig):
    """Every command that reads a recording, over some of each sort."""
    runs = []
    for har in sorted((rig.root / "work").glob("*.har")):
        if har.name.startswith(("bearer-page", "basic", "key-query", "body", "run")):
            runs += [((command, str(har)), (0,)) for command in ("diagnose", "limits")]
            runs += [(("convert", str(har), "-o", f"{har}.{form}"), (0,)) for form in ("http", "sh")]
            runs.append((("report", str(har), "--entry", "0", "-o", f"{har}.report.zip"), (0, 3)))
    rig.run_all(runs)


def break_down(rig, server, base):
    """Killed, crashed and interrupted in the middle of an answer."""
    for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGINT):
        server.waiting.clear()
        process = rig.start("knockback", ["send", f"{base}/slow", "--credential", "bearer", "--json",
                                          "--har", rig.work(f"end-{number}.har")])
        if not server.waiting.wait(20):
            raise AssertionError("the request to be broken never came")
        rig.end(process, number)
