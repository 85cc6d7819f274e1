# SPDX-License-Identifier: GPL-3.0-or-later
"""The canary run of what gets secrets into the vault and keeps them new: sign-ins, recipes, imports, keys of the vault."""
import json
import re
import urllib.parse
import urllib.request

import forms


def certificate(rig, name, passphrase=None):
    """A file with a key and a certificate for 127.0.0.1 that it signed itself."""
    path = str(rig.root / "given" / name)
    sealed = ("-passout", f"file:{passphrase}") if passphrase else ("-nodes",)
    rig.tool("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2", *sealed,
             "-keyout", path + ".key", "-out", path + ".crt", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1")
    return rig.give(name, open(path + ".key").read() + open(path + ".crt").read())


def add(rig, name, kind, secret, host, *more):
    rig.run("vault", "add", name, "--kind", kind, "--host", host, *more, stdin=secret.encode())


def device(rig, canaries, base, host):
    add(rig, "device", "device-code", canaries["client secret"].text, host, "--token-url", f"{base}/token",
        "--client-id", "client", "--set", f"device-url={base}/device", "--set", f"revocation-url={base}/ok")
    rig.run("vault", "rotate", "device")
    rig.run("send", f"{base}/page", "--credential", "device", "--retries", "0", "--json", codes=(0, 4))


def browser(rig, server, canaries, more):
    """A browser's part of the authorization code flow; what the program made up for it is a canary from then on."""
    base = f"http://127.0.0.1:{server.server_port}"
    name = f"person-{len(server.heard)}"
    add(rig, name, "authorization-code", canaries["client secret"].text, f"127.0.0.1:{server.server_port}",
        "--token-url", f"{base}/token", "--client-id", "client", "--set", f"authorization-url={base}/authorize", *more)
    process = rig.start("knockback", ["vault", "rotate", name])
    said = b""
    while not (asked := re.search(rb"(http://127\S+/authorize\S*)\s", said)):
        line = process.stderr.readline()
        if not line:
            raise AssertionError(f"no address to sign in at: {said!r}")
        said += line
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(asked.group(1).decode()).query))
    pushed = [dict(urllib.parse.parse_qsl(body)) for _, path, _, body in server.heard if path == "/par"]
    query = pushed[-1] if "request_uri" in query else query
    answer = urllib.parse.urlencode({"code": canaries["authorization code"].text, "state": query["state"]})
    with urllib.request.urlopen(f"{query['redirect_uri']}?{answer}", timeout=10) as page:
        rig.outputs.append(("the page after the sign-in", page.read()))
    rig.finish(process)
    rig.outputs.append(("standard error of the sign-in", said))
    if process.returncode:
        raise AssertionError(f"the sign-in failed: {rig.outputs[-3:]!r}")
    posted = dict(urllib.parse.parse_qsl(next(body for _, path, _, body in reversed(server.heard) if path == "/token")))
    return forms.Canary("code verifier", posted["code_verifier"])


def recipe(rig, canaries, base, host):
    settings = {"recipe-create": f"POST {base}/new-key", "recipe-verify": f"GET {base}/ok",
                "recipe-revoke": f"DELETE {base}/ok?id={{old-id}}", "recipe-key-member": "data.secret",
                "recipe-key-id": "k1", "recipe-create-body": '{"old": "{old-id}"}'}
    add(rig, "recipe", "api-key", canaries["key in a header"].text, host, "--header", "X-Thing",
        *(part for name, value in settings.items() for part in ("--set", f"{name}={value}")))
    rig.run("vault", "rotate", "recipe")
    rig.run("send", f"{base}/page", "--credential", "recipe", "--retries", "0", "--json", codes=(0, 4))


def imports(rig, canaries):
    secret = canaries["imported"].text
    postman = {"name": "e", "_postman_variable_scope": "environment",
               "values": [{"key": "api_token", "value": secret, "type": "secret", "enabled": True}]}
    insomnia = {"_type": "export", "__export_format": 4, "resources": [
        {"_id": "env_1", "_type": "environment", "name": "e", "data": {"api_token": secret, "nested": {"password": secret}}}]}
    files = {"netrc": f"machine api.test login me password {secret}\n",
             "credentials": f"[default]\naws_access_key_id = AKIAABCDEFGHIJKLMNOP\naws_secret_access_key = {secret}\n",
             "e.postman_environment.json": json.dumps(postman), "insomnia.json": json.dumps(insomnia),
             ".env.local": f"export API_KEY='{secret}'\n", "broken.json": json.dumps(postman)[:-9]}
    for name, text in files.items():
        path = rig.give(name, text)
        rig.run("vault", "import", path, "--dry-run", codes=(0, 3))
        rig.run("vault", "import", path, "--all", "--host", "api.test", codes=(0, 3))


def keys(rig, canaries):
    """What opens the vault is exchanged; what opened it before does no more, and none of them is left anywhere."""
    recovery = rig.run("vault", "unlock-by", "--recovery-key", own_answer=True).decode().strip()
    changed = rig.give("changed", canaries["new passphrase"].text)
    rig.run("vault", "unlock-by", "--new-passphrase-file", changed)
    rig.run("vault", "list", codes=(7,))
    rig.passphrase = rig.give("recovery", recovery)
    rig.run("vault", "list", "--json")
    rig.passphrase = changed
    rig.run("vault", "unlock-by", "--remove", "recovery-key")
    return forms.Canary("recovery key", recovery)


def mistakes(rig, canaries, base):
    """A secret where something else belongs."""
    secret = canaries["bearer"].text
    for arguments in (("send", "-H", secret, base), ("send", secret), ("vault", "show", secret), (secret,),
                      ("vault", "add", "new", secret, "--kind", "bearer"),
                      ("run", secret), ("lab", secret), ("check", f"http://user:{secret}@{base[7:]}/")):
        rig.run(*arguments, codes=range(1, 8), mistake=True)


def drive(rig, server, canaries, base, host):
    device(rig, canaries, base, host)
    learned = [browser(rig, server, canaries, ()),
               browser(rig, server, canaries, ("--set", f"par-url={base}/par", "--set", "par=yes", "--set", "dpop=yes"))]
    recipe(rig, canaries, base, host)
    imports(rig, canaries)
    mistakes(rig, canaries, base)
    return [*learned, keys(rig, canaries)]
