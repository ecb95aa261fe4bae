"""An OpenID Connect issuer on loopback: discovery, keys that rotate, and tokens as the test wants them.

It also signs programs in, with PKCE, as the person `person-1` and without asking.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

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
        self.discovery: dict[str, Any] = {
            "issuer": url,
            "jwks_uri": f"{url}/keys",
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
        }
        self._codes: dict[str, dict[str, str]] = {}
        self._refresh_tokens: dict[str, str] = {}

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

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser goes on."""
        code = secrets.token_urlsafe()
        self._codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def exchange(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code or a refresh token, None for anything else."""
        if form["grant_type"] == "refresh_token":
            client = self._refresh_tokens.get(form["refresh_token"])
            return self._tokens(client) if client == form["client_id"] else None
        asked = self._codes.pop(form["code"], {})
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        given = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = (asked.get("code_challenge"), asked.get("client_id"), asked.get("redirect_uri"))
        if right != (given, form["client_id"], form["redirect_uri"]):
            return None
        return self._tokens(form["client_id"])

    def _tokens(self, client: str) -> dict[str, Any]:
        refresh = secrets.token_urlsafe()
        self._refresh_tokens[refresh] = client
        return {
            "token_type": "bearer",
            "access_token": self.token(),
            "refresh_token": refresh,
            "expires_in": 300,
        }

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
        path, _, query = self.path.partition("?")
        if path == "/authorize":
            self.send_response(302)
            self.send_header("Location", issuer.authorize(dict(parse_qsl(query))))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        issuer.asked[self.path] = issuer.asked.get(self.path, 0) + 1
        document = issuer.document(self.path)
        self._answer(503 if issuer.down else 404 if document is None else 200, document or {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        tokens = self.server.issuer.exchange(dict(parse_qsl(body)))
        self._answer(400 if tokens is None else 200, tokens or {"error": "invalid_grant"})

    def _answer(self, status: int, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return
