"""An OpenID Connect issuer on loopback: discovery, keys that rotate, and tokens as the test wants them."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

AUDIENCE: Final = "ingestio-api"


class Issuer:
    """The issuer at `url`. `keys` are those it publishes, the first of them signs; while `down` is set
    it answers everything with 503. `asked` counts what was fetched, by path."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys: list[Key] = [rsa_key("first")]
        self.down = False
        self.asked: dict[str, int] = {}
        self.discovery: dict[str, Any] = {"issuer": url, "jwks_uri": f"{url}/keys"}

    def token(self, key: Key | None = None, header: dict[str, Any] | None = None, **changed: Any) -> str:
        """A token for a person; None leaves a claim out."""
        signing = key or self.keys[0]
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "person-1",
            "iat": now,
            "exp": now + 300,
            **changed,
        }
        names = {"RSA": "RS256", "EC": "ES256", "OKP": "Ed25519"}
        full = {"alg": names[signing.key_type], "kid": signing.kid, **(header or {})}
        given = {name: value for name, value in full.items() if value is not None}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(given, kept, signing, algorithms=[str(given["alg"])], default_type=None)

    def document(self, path: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            return self.discovery
        if path == "/keys":
            return {"keys": [key.as_dict(private=False) for key in self.keys]}
        return None


def rsa_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


def ec_key(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


def ed_key(kid: str) -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": kid, "use": "sig"})


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    """An issuer that serves until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="issuer")
    thread.start()
    try:
        yield server.issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    issuer: Issuer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        issuer = self.server.issuer
        issuer.asked[self.path] = issuer.asked.get(self.path, 0) + 1
        document = issuer.document(self.path)
        status = 503 if issuer.down else 404 if document is None else 200
        body = json.dumps(document if status == 200 else {}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return
