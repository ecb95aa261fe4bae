"""The parts behind the account pages: addresses, passwords, forms, mails, the style sheet."""

import asyncio
import json
import re
from pathlib import Path

import argon2
import pytest
from structlog.testing import capture_logs
from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE, enumerate_l33t_subs, relevant_l33t_subtable

from ingestio_cloud.features.identity.addresses import FieldError, read_address
from ingestio_cloud.features.identity.browser import form_targets, query_of, safe_next
from ingestio_cloud.features.identity.passwords import PARAMETERS, Passwords, check_choice
from ingestio_cloud.features.identity.post import Post, compose
from ingestio_cloud.features.identity.service import Letter, LetterKind
from ingestio_cloud.features.limits.addresses import network_of
from ingestio_cloud.integrations.mail import Mail, SmtpMailer
from ingestio_cloud.pages.templating import asset
from ingestio_core.errors import MachineError
from tests.support.mail import mail_server

ROOT = Path(__file__).parents[3]
LETTER = Letter(LetterKind.CONFIRM, "ada@example.org", "the-secret")
MAIL = Mail("ada@example.org", "Ünï · IngestIO", "Text\n", "<p>HTML</p>")
SENDER = "IngestIO <post@example.org>"
CHEAP = argon2.Parameters(
    type=argon2.Type.ID, version=19, salt_len=8, hash_len=16, time_cost=1, memory_cost=8, parallelism=1
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.L@EXAMPLE.Org\n", "ada.l@example.org"),
        ("ada@bücher.de", "ada@xn--bcher-kva.de"),
        ("ada@xn--bcher-kva.de", "ada@xn--bcher-kva.de"),
        ("o'neil+post@example.org", "o'neil+post@example.org"),
    ],
)
def test_addresses_have_one_form(typed: str, stored: str) -> None:
    assert read_address(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "ada", "ada@", "@example.org", "ada@localhost", "a b@example.org", "ada@example..org"),
        *("ada@example.org\nBcc: eve@example.org", "ada@example.org, eve@example.org", "ada@[127.0.0.1]"),
        *("<ada@example.org>", "Ada <ada@example.org>", "аda@example.org", "ada\0@example.org"),
        *(f"{'a' * 250}@example.org", "=?utf-8?q?eve=40example.com=2c?=@example.org"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(FieldError):
        read_address(typed)


@pytest.mark.parametrize(
    "password",
    [
        "violet-kettle-marsh",
        "Grüße aus Köln 47",
        "密码很长的一个句子在这里",
        "x7$Kq!v0Zr",
        " spaces count too ",
    ],
)
def test_long_enough_passwords_of_any_signs_are_taken(password: str) -> None:
    check_choice(password, "ada@example.org")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_missing"),
        ("x7$Kq!v0Z", "password_too_short"),
        ("violet-kettle" * 20, "password_too_long"),
        ("1234567890", "password_too_common"),
        ("qwertyuiop", "password_too_common"),
        ("aaaaaaaaaaaaaaaa", "password_too_common"),
        ("Password123", "password_too_common"),
        ("adalovelace", "password_too_common"),
        ("Ada.Lovelace@Example.org", "password_is_address"),
        ("ada.lovelace@example.org!", "password_is_address"),
    ],
)
def test_passwords_that_are_guessed_soon_are_refused(password: str, code: str) -> None:
    with pytest.raises(FieldError) as refused:
        check_choice(password, "ada.lovelace@example.org")
    assert (refused.value.code, refused.value.field) == (code, "password")


@pytest.mark.parametrize("password", ["4@8({[<369&#!1/|0$5+7%2" * 4, "p4s5w0rd!1|@$" * 6, "a4b8c(c{c[c<" * 9])
def test_signs_that_may_be_letters_are_read_in_few_ways(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def look(text: str, user_inputs: list[object]) -> object:
        looked_at.append(text)
        return zxcvbn(text, user_inputs=user_inputs)

    monkeypatch.setattr("zxcvbn.zxcvbn", look)
    check_choice(password, "ada@example.org")
    (text,) = looked_at
    ways = enumerate_l33t_subs(relevant_l33t_subtable(text, L33T_TABLE))
    assert len(ways) <= 16 and 10 <= len(text) <= 40 and password.startswith(text)


async def test_a_hash_is_argon2id_and_takes_its_password_only() -> None:
    passwords = Passwords()
    stored = await passwords.new_hash("Ångström ligature ﬁ")
    assert stored.startswith("$argon2id$") and argon2.extract_parameters(stored) == PARAMETERS
    assert (await passwords.check("Ångström ligature fi", stored)).right
    assert not (await passwords.check("Ångström ligature", stored)).right
    assert not (await passwords.check("x" * 10_000, stored)).right
    longer_as_typed = "e\u0301" * 120
    check_choice(f"Grüße {longer_as_typed}", "ada@example.org")
    assert (await passwords.check(longer_as_typed, await passwords.new_hash(longer_as_typed))).right
    assert not (await passwords.check("anything", None)).right
    assert not (await passwords.check("anything", "no hash at all")).right
    passwords.close()


async def test_older_hashes_get_the_parameters_of_today() -> None:
    old, new = Passwords(CHEAP), Passwords()
    stored = await old.new_hash("violet-kettle-marsh")
    assert (await old.check("violet-kettle-marsh", stored)).new_hash is None
    assert (await new.check("not the one", stored)).new_hash is None
    renewed = (await new.check("violet-kettle-marsh", stored)).new_hash
    assert renewed is not None and argon2.extract_parameters(renewed) == PARAMETERS
    old.close()
    new.close()


async def test_a_flood_of_passwords_is_refused_beyond_a_bound() -> None:
    passwords = Passwords(CHEAP)
    answers = await asyncio.gather(*(passwords.check("x", None) for _ in range(100)), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, MachineError)]
    assert len(refused) == 100 - 64
    assert {(error.code, error.retry_after) for error in refused} == {("service_busy", 5.0)}
    assert not (await passwords.check("x", None)).right, "room again"
    passwords.close()


@pytest.mark.parametrize(
    "text",
    [
        "/oauth/authorize",
        "/oauth/authorize?client_id=a&redirect_uri=http%3A%2F%2F127.0.0.1%3A80%2F&state=%22",
    ],
)
def test_going_on_leads_to_the_authorization_page(text: str) -> None:
    assert safe_next(text) == text
    assert query_of(text).startswith("?next=%2Foauth%2Fauthorize")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            None,
            "/",
            "/sign-out",
            "https://evil.example/oauth/authorize",
            "//evil.example/oauth/authorize",
        ),
        *("/\\evil.example/oauth/authorize", "\\/oauth/authorize", "/oauth/authorize\\@evil.example"),
        *("/oauth/authorize/../../x", "/oauth/authorizers", "oauth/authorize", "javascript:/oauth/authorize"),
        *("/oauth/authorize?a=b\r\nSet-Cookie: x=y", "/oauth/authorize?\0", "/oauth/authorize?ü"),
        *("http:/oauth/authorize", "///oauth/authorize", " /oauth/authorize", "/%2e/oauth/authorize"),
        *("http://[/oauth/authorize", "/oauth/authorize?" + "x" * 9_000, "/oauth/authorize;x"),
    ],
)
def test_going_on_leads_nowhere_else(text: str | None) -> None:
    assert safe_next(text) == ""
    assert query_of(safe_next(text)) == ""


@pytest.mark.parametrize(
    ("address", "target"),
    [("127.0.0.1:80", "http://127.0.0.1:*"), ("[::1]:80", "http:"), ("%5B::1%5D:80", "http:")],
)
def test_forms_may_lead_to_a_program_of_this_computer(address: str, target: str) -> None:
    assert form_targets(f"/oauth/authorize?redirect_uri=http://{address}/") == (target,)
    assert form_targets("") == ()


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_whole_network_of_ipv6_is_one_client(client: str, network: str) -> None:
    assert network_of(client) == network


@pytest.mark.parametrize("kind", list(LetterKind))
def test_letters_say_the_same_in_text_and_html(kind: LetterKind) -> None:
    token = "" if kind is LetterKind.CHANGED else "the-secret"
    mail = compose(Letter(kind, "ada@example.org", token), "https://ingestio.example")
    assert mail.subject.endswith(" · IngestIO")
    for line in mail.text.splitlines():
        assert len(line) <= 76 or "?token=" in line
    assert ("?token=the-secret" in mail.text) == ("?token=the-secret" in mail.html) == bool(token)
    blocks = mail.text.split("\n\n")
    assert blocks[0] == mail.subject.partition(" · ")[0] and blocks[-1] == "-- \nIngestIO"
    assert len(blocks) == mail.html.count("<p ") - (1 if token else 0) + 1
    assert "&#39;" not in mail.text and "<script" not in mail.html


@pytest.mark.parametrize("implicit_tls", [False, True])
def test_mail_goes_by_tls_with_a_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, implicit_tls: bool
) -> None:
    with mail_server(tmp_path, implicit_tls=implicit_tls) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        SmtpMailer(server.url, SENDER).send(MAIL)
        (received,) = server.mails
        assert received.tls and received.user == "post" and received.to == "ada@example.org"
        assert received.subject == MAIL.subject
        assert (received.body("plain").strip(), received.body("html").strip()) == ("Text", "<p>HTML</p>")
        assert received.message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("word", ["eve=40example.com=2c", "ada=0d=0abcc=3aeve=40example.com"])
def test_mail_is_not_sent_where_a_reader_would_see_another_address(tmp_path: Path, word: str) -> None:
    with mail_server(tmp_path, open_relay=True) as server:
        with pytest.raises(MachineError) as refused:
            SmtpMailer(server.plain_url, SENDER).send(Mail(f"=?utf-8?q?{word}?=@example.org", "x", "x", "x"))
        assert (refused.value.code, refused.value.retryable) == ("mail_refused", False)
        assert server.mails == []


def test_mail_to_a_relay_may_go_without_tls(tmp_path: Path) -> None:
    with mail_server(tmp_path, open_relay=True) as server:
        SmtpMailer(server.plain_url, SENDER).send(MAIL)
        assert [mail.user for mail in server.mails] == [None]
        with pytest.raises(MachineError) as refused:
            SmtpMailer(server.url, SENDER).send(MAIL)
        assert refused.value.code == "mail_refused", "no password without TLS"
        assert len(server.mails) == 1


def test_mail_is_not_sent_to_a_server_that_cannot_prove_its_name(tmp_path: Path) -> None:
    with mail_server(tmp_path) as server, pytest.raises(MachineError, match="SSLCertVerificationError"):
        SmtpMailer(server.url, SENDER).send(MAIL)
    assert server.mails == []


@pytest.mark.parametrize(
    ("failure", "code", "retryable"),
    [
        ("451 busy, ada@example.org", "mail_unavailable", True),
        ("554 no, ada@example.org", "mail_refused", False),
    ],
)
def test_refusals_of_a_mail_server_say_whether_to_try_again(
    tmp_path: Path, failure: str, code: str, retryable: bool
) -> None:
    with mail_server(tmp_path, open_relay=True) as server:
        server.failures = [failure]
        with pytest.raises(MachineError) as refused:
            SmtpMailer(server.plain_url, SENDER).send(MAIL)
        assert (refused.value.code, refused.value.retryable) == (code, retryable)
        assert failure[:3] in refused.value.message and "ada@" not in refused.value.message


@pytest.mark.parametrize("url", ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://x:y"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        SmtpMailer(url, SENDER)
    with pytest.raises(ValueError):
        SmtpMailer("smtp://mail.example.org", "nobody")


async def test_a_letter_waits_for_its_server(tmp_path: Path) -> None:
    with mail_server(tmp_path, open_relay=True) as server:
        post = Post(SmtpMailer(server.plain_url, SENDER), retry_seconds=(0, 0))
        server.failures = ["451 later", "451 later"]
        with capture_logs() as logs:
            await post.deliver(LETTER, "https://ingestio.example")
        assert [mail.link for mail in server.mails] == ["https://ingestio.example/verify?token=the-secret"]
        server.failures = ["451 later"] * 3
        with capture_logs() as more:
            await post.deliver(LETTER, "https://ingestio.example")
        assert len(server.mails) == 1
        assert [line["event"] for line in (*logs, *more)] == ["mail_sent", "mail_not_sent"]
        assert "ada@" not in str((logs, more)) and "the-secret" not in str((logs, more))
        post.close()


@pytest.fixture(scope="module")
def colours() -> dict[str, dict[str, str]]:
    """The colours of the style sheet, by palette."""
    style = asset("pages.css").decode()
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return {
        name: dict(re.findall(r"--(\w+): (#[0-9A-F]{6});", block))
        for name, block in (("light", light), ("dark", dark))
    }


class TestStyle:
    """The style sheet has the colours of the product, and they can be told apart."""

    def test_has_the_colours_of_the_product(self, colours: dict[str, dict[str, str]]) -> None:
        tokens = json.loads((ROOT / "resources" / "tokens.json").read_text("utf-8"))["colours"]
        for name, palette in colours.items():
            assert palette.keys() == colours["light"].keys()
            own = {key for key in palette if key not in tokens[name]}
            assert own == {"edge"}
            assert all(palette[key] == tokens[name][key] for key in palette if key not in own)

    @pytest.mark.parametrize("name", ["light", "dark"])
    @pytest.mark.parametrize(
        ("ink", "ground", "least"),
        [
            *(("text", ground, 4.5) for ground in ("bg", "surface", "hover", "badSoft", "okSoft")),
            *(("muted", ground, 4.5) for ground in ("bg", "surface")),
            *(("accentInk", ground, 4.5) for ground in ("bg", "surface")),
            *(("onAccent", ground, 4.5) for ground in ("accent", "accentHover")),
            *(("bad", ground, 4.5) for ground in ("surface", "badSoft")),
            *(("edge", ground, 3.0) for ground in ("surface",)),
            *(("accent", ground, 3.0) for ground in ("bg", "surface")),
            ("okInk", "okSoft", 4.5),
        ],
    )
    def test_text_and_edges_can_be_seen(
        self, colours: dict[str, dict[str, str]], name: str, ink: str, ground: str, least: float
    ) -> None:
        assert contrast(colours[name][ink], colours[name][ground]) >= least

    def test_loads_nothing_from_elsewhere(self) -> None:
        style = asset("pages.css").decode()
        assert set(re.findall(r'url\("([^"]+)"\)', style)) == {
            f"inter-{weight}.woff2" for weight in ("regular", "medium", "semibold")
        }
        assert "http" not in style and "@import" not in style


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""
    first, second = sorted((luminance(one), luminance(other)))
    return (second + 0.05) / (first + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
