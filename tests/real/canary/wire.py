# SPDX-License-Identifier: GPL-3.0-or-later
"""The canary run over the other wires (TLS, HTTP/2, redirects, streams, packed bodies) and of what reads recordings."""
import json
import shutil
import subprocess

import echo
import grants

REQUESTS = """### TLS
# @knockback.policy none
# @knockback.ca-file server.crt
# @knockback.credential tls
GET https://{tls}/page

### Certificate
# @knockback.policy none
# @knockback.ca-file server.crt
# @knockback.auth certificate client.crt client.key {{{{vault:sealed}}}}
POST https://{tls}/blocked
Content-Type: application/json

{{"password": "{{{{vault:tls}}}}"}}

### Wrong passphrase
# @knockback.policy none
# @knockback.ca-file server.crt
# @knockback.auth certificate client.crt client.key {{{{vault:tls}}}}
GET https://{tls}/ok

### Untrusted
# @knockback.policy none
# @knockback.credential tls
GET https://{tls}/page

### Moved
# @knockback.policy none
# @knockback.credential bearer
GET {base}/moved
X-Api-Key: {{{{vault:bearer}}}}
Cookie: session={{{{vault:bearer}}}}

### Packed
# @knockback.policy none
# @knockback.credential bearer
GET {base}/packed

### Events
# @knockback.policy none
# @knockback.credential bearer
GET {base}/events
"""
HTTP2 = """
### Two
# @knockback.policy none
# @knockback.ca-file server.crt
# @knockback.credential two
POST https://{two}/page
Content-Type: application/json

{{"password": "{{{{vault:two}}}}"}}

### Two, refused
# @knockback.policy none
# @knockback.ca-file server.crt
# @knockback.credential two
GET https://{two}/reset
"""


def http2(rig, certificate):
    """Where there is no Node this wire is left out."""
    if not shutil.which("node"):
        return None
    program = rig.tool_start("node", str(rig.here / "h2.mjs"), certificate)
    return f"127.0.0.1:{int(program.stdout.readline())}"


def send_all(rig, canaries, base, elsewhere):
    certificate = grants.certificate(rig, "server")
    client = grants.certificate(rig, "client", rig.give("sealed", canaries["certificate passphrase"].text))
    tls = echo.serve(canaries, tls=(certificate, str(client) + ".crt"))
    host, two = f"127.0.0.1:{tls.server_port}", http2(rig, certificate)
    grants.add(rig, "tls", "bearer", canaries["bearer"].text, host)
    grants.add(rig, "sealed", "bearer", canaries["certificate passphrase"].text, host)
    if two:
        grants.add(rig, "two", "bearer", canaries["bearer"].text, two)
    requests = REQUESTS.format(tls=host, base=base) + (HTTP2.format(two=two) if two else "")
    path = rig.give("wire.http", requests)
    rig.run("run", path, "--json", "--har", rig.work("wire.har"), "--junit", rig.work("wire.xml"), codes=(4, 5))
    shown = [headers for _, address, headers, _ in tls.heard if address == "/blocked"]
    if not shown or not elsewhere.heard or (two and two not in open(rig.work("wire.har")).read()):
        raise AssertionError(f"not every wire was used: {rig.outputs[-2:]!r}")
    rig.outputs.append(("what another host heard after a redirect", str(elsewhere.heard).encode()))


def read_recordings(rig, canaries):
    """What a user pastes: traces and recordings of other programs, with secrets in them."""
    secret, body = canaries["bearer"].text, canaries["body"].text
    trace = (f"* Connected to api.test (192.0.2.1) port 80 (#0)\n> POST /v1?api_key={secret} HTTP/1.1\n> Host: api.test\n"
             f"> Authorization: Bearer {secret}\n> Cookie: sid={secret}\n>\n< HTTP/1.1 403 Forbidden\n< Content-Type: application/json\n"
             f"< Set-Cookie: sid={secret}\n<\n"
             + json.dumps({"error": f"token {secret} is not allowed", "access_token": secret, "password": body}) + "\n")
    entry = {"startedDateTime": "2026-01-01T00:00:00Z", "time": 1, "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0},
             "request": {"method": "POST", "url": f"https://api.test/v1?api_key={secret}", "httpVersion": "HTTP/1.1",
                         "headers": [{"name": "Authorization", "value": f"Bearer {secret}"}], "queryString": [],
                         "cookies": [{"name": "sid", "value": secret}], "headersSize": -1, "bodySize": -1,
                         "postData": {"mimeType": "application/json", "text": json.dumps({"password": body})}},
             "response": {"status": 403, "statusText": "", "httpVersion": "HTTP/1.1", "headersSize": -1, "bodySize": -1,
                          "headers": [{"name": "Set-Cookie", "value": f"sid={secret}"}], "cookies": [], "redirectURL": "",
                          "content": {"size": 1, "mimeType": "application/json",
                                      "text": json.dumps({"error": f"no {secret}", "password": body})}}}
    har = {"log": {"version": "1.2", "creator": {"name": "browser", "version": "1"}, "entries": [entry]}}
    files = {"trace.txt": trace, "recorded.har": json.dumps(har), "cut.har": json.dumps(har)[:-40]}
    for name, text in files.items():
        path = rig.give(name, text)
        for command in ("diagnose", "limits"):
            rig.run(command, path, codes=(0, 3))
            rig.run(command, "-", stdin=text.encode(), codes=(0, 3))
        rig.run("report", path, "-o", rig.work(f"{name}.zip"), codes=(0, 2, 3))
        rig.run("convert", path, "-o", rig.work(f"{name}.http"), codes=(0, 2, 3))
        rig.run("convert", path, "-o", rig.work(f"{name}.sh"), codes=(0, 2, 3))


def look_around(rig, canaries, base):
    """The commands that send by themselves."""
    token = canaries["bearer"].text
    rig.run("check", f"{base}/ok?access_token={token}", codes=(0, 4, 5), mistake=True)
    rig.run("tour", "--out", rig.work("tour"))
    lab = rig.start("knockback", ["lab", "token-expiry"])
    address = lab.stdout.readline().decode().strip()
    rig.run("vault", "add", "lab", "--kind", "bearer", "--host", address[7:], stdin=token.encode())
    rig.run("send", f"{address}/ledger", "--credential", "lab", "--retries", "0", "--json", codes=(0, 4))
    subprocess.run(["kill", str(lab.pid)], check=True)
    rig.finish(lab)


def drive(rig, server, canaries, base):
    elsewhere = echo.serve(canaries)
    server.elsewhere = f"http://localhost:{elsewhere.server_port}"
    send_all(rig, canaries, base, elsewhere)
    read_recordings(rig, canaries)
    look_around(rig, canaries, base)
    return []
