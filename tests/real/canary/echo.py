# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on loopback that gives away all it was sent: in headers, in its answers' bodies and in other spellings."""
import base64
import gzip
import html
import http.server
import json
import ssl
import threading
import urllib.parse

KIB = 1024


def text(header):
    return header.encode("latin-1").decode(errors="replace")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def do_GET(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.heard.append((self.command, self.path, dict(self.headers), self.body.decode(errors="replace")))
        address = urllib.parse.urlsplit(self.path)
        if self.server.proxy and "Proxy-Authorization" not in self.headers:
            return self.answer(407, "text/plain", b"who?", [("Proxy-Authenticate", 'Basic realm="p"')])
        getattr(self, "at_" + address.path.strip("/").replace("-", "_"), self.at_ok)()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

    def at_ok(self):
        self.answer(200, "application/json", json.dumps(self.echo()).encode())

    def at_silent(self):
        """Says nothing of what it was sent."""
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def at_blocked(self):
        self.answer(429, "application/json", json.dumps(self.echo()).encode(), [("Retry-After", "1")])

    def at_page(self):
        """A page that spells it differently: as HTML, percent-encoded, in base64, in hex and as JSON in JSON."""
        told = json.dumps(self.echo())
        spelled = [html.escape(told), urllib.parse.quote(told), base64.b64encode(told.encode()).decode(),
                   told.encode().hex(), json.dumps(told), *(html.escape(text(value)) for value in self.sent())]
        page = "<html><title>Access denied</title><p>" + "<p>".join(spelled) + "</html>"
        self.answer(403, "text/html", page.encode(), [("CF-RAY", "8a1b2c3d4e5f6a7b-FRA"), ("cf-mitigated", "challenge")])

    def at_long(self):
        """The secret lies across each length at which somebody might cut the body."""
        body = b""
        for cut in (1, 4, 8, 16, 32, 64, 128, 256):
            for sent in self.sent()[:1]:
                body = body.ljust(cut * KIB - 20 - len(sent) // 2, b".") + b" " + sent.encode("latin-1") + b" "
        self.answer(429, "text/plain", body)

    def at_cut(self):
        self.close_connection = True
        self.connection.close()

    def at_half(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(json.dumps(self.echo()).encode())
        self.close_connection = True

    def at_slow(self):
        """Answers half and then nothing more, until the test ends."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(json.dumps(self.echo()).encode())
        self.wfile.flush()
        self.server.waiting.set()
        self.server.over.wait(60)

    def at_digest(self):
        if "Authorization" in self.headers:
            return self.at_blocked()
        self.answer(401, "text/plain", b"who?", [("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"')])

    def at_moved(self):
        self.answer(302, "text/plain", b"elsewhere", [("Location", f"{self.server.elsewhere}/page")])

    def at_packed(self):
        self.answer(403, "application/json", gzip.compress(json.dumps(self.echo()).encode()), [("Content-Encoding", "gzip")])

    def at_events(self):
        told = json.dumps(self.echo()).encode()
        self.answer(200, "text/event-stream", b"".join(b"id: %d\ndata: %s\n\n" % (number, told) for number in range(3)))

    def at_device(self):
        code = {"device_code": self.server.canaries["device code"].text, "user_code": "BLBL-GLCB", "interval": 1,
                "verification_uri": f"http://{self.headers['Host']}/ok", "expires_in": 60}
        self.answer(200, "application/json", json.dumps(code).encode())

    def at_par(self):
        pushed = {"request_uri": "urn:ietf:params:oauth:request_uri:1", "expires_in": 60}
        self.answer(201, "application/json", json.dumps(pushed).encode())

    def at_new_key(self):
        key = {"data": {"secret": self.server.canaries["new key"].text}, "id": "k2"}
        self.answer(201, "application/json", json.dumps(key).encode())

    def at_token(self):
        if b"device_code" in self.body and not self.server.asked.is_set():
            self.server.asked.set()
            said = f"not yet, {self.body.decode()}"
            return self.answer(400, "application/json",
                               json.dumps({"error": "authorization_pending", "error_description": said}).encode())
        tokens = {"access_token": self.server.canaries["access token"].text,
                  "refresh_token": self.server.canaries["refresh token"].text,
                  "token_type": "Bearer", "expires_in": 3600}
        self.answer(200, "application/json", json.dumps(tokens).encode())

    def at_bad_token(self):
        said = " ".join(map(text, self.sent())) + self.body.decode()
        error = {"error": "invalid_client", "error_description": f"what you sent is wrong: {said}"}
        self.answer(400, "application/json", json.dumps(error).encode())

    def sent(self):
        return [value for name, value in self.headers.items()
                if name.lower() not in ("host", "accept", "user-agent", "content-length", "content-type")]

    def echo(self):
        return {"method": self.command, "url": self.path, "headers": {name: text(value) for name, value in self.headers.items()},
                "body": self.body.decode(errors="replace"), "access_token": self.server.canaries["token in an answer"].text}

    def answer(self, status, kind, body, headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"sid={self.server.canaries['Set-Cookie'].text}; Path=/")
        for at, sent in enumerate([self.path, *self.sent()]):
            self.send_header(f"X-Echo-{at}", sent)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve(canaries, proxy=False, tls=None):
    """`tls`: a file with a key and its certificate, and one with the certificate that a client may show."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.proxy = proxy
    server.canaries = canaries
    server.elsewhere = ""
    server.heard = []
    server.waiting, server.asked, server.over = threading.Event(), threading.Event(), threading.Event()
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls[0])
        context.load_verify_locations(tls[1])
        context.verify_mode = ssl.CERT_OPTIONAL
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
