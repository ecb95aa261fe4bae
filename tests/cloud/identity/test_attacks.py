"""Forms of other sites, guesses, and text that would be markup."""

import pytest

from tests.cloud.identity.site import GOOD, NewBrowser, join, refused_after, settle
from tests.cloud.served import Served
from tests.support.browsing import Page
from tests.support.mail import MailServer
from tests.support.waiting import until


class TestForms:
    @pytest.mark.parametrize("path", ["/sign-up", "/sign-in", "/forgot", "/verify/again", "/sign-out"])
    def test_of_other_sites_are_refused(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str, path: str
    ) -> None:
        mine, thief = browser(), browser()
        join(mine, site, email)
        form = mine.open(path).form()[1]
        stolen = thief.open("/sign-in").form()[1]
        fields = {"email": email, "password": GOOD}
        attempts = [
            mine.http.post(path, data=fields),
            mine.http.post(path, data={**fields, "form_token": stolen["form_token"]}),
            mine.http.post(path, data={**fields, **form}, headers={"Sec-Fetch-Site": "cross-site"}),
            mine.http.post(path, data={**fields, **form}, headers={"Sec-Fetch-Site": "same-site"}),
            thief.http.post(path, data={**fields, **form}),
        ]
        assert [answer.status_code for answer in attempts] == [403] * 5
        assert "form_expired" in attempts[0].text
        assert email in mine.open("/signed-in").text

    def test_from_before_a_sign_in_are_over_after_it(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        mine = browser()
        page = mine.open("/forgot")
        join(mine, site, email)
        assert mine.send(page, email=email).status == 403

    @pytest.mark.parametrize(
        ("content", "kind", "status"),
        [
            (b"a=" + b"x" * 40_000, "application/x-www-form-urlencoded", 413),
            (b"&".join(b"a=b" for _ in range(40)), "application/x-www-form-urlencoded", 400),
            (b"email=%ff%fe", "application/x-www-form-urlencoded", 400),
            (b"email=\xff", "application/x-www-form-urlencoded", 400),
            (b'{"email": "a@example.org"}', "application/json", 415),
            (b"", "", 415),
        ],
    )
    def test_that_no_browser_sends_are_refused_with_a_page(
        self, browser: NewBrowser, content: bytes, kind: str, status: int
    ) -> None:
        mine = browser()
        mine.open("/sign-in")
        answer = Page(mine.http.post("/sign-in", content=content, headers={"Content-Type": kind}))
        assert answer.status == status and answer.answer.headers["Content-Type"].startswith("text/html")
        assert answer.heading

    def test_show_what_was_typed_as_text(self, browser: NewBrowser) -> None:
        attack = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>@example.org"
        for path in ("/sign-up", "/sign-in", "/forgot", "/verify/again"):
            page = browser().fill(path, email=attack, password=GOOD)
            assert page.status == 422
            assert page.tree.get_element_by_id("email").value == attack
            assert not page.tree.xpath("//script | //img | //*[@onerror]")


@pytest.mark.parametrize(
    "path", ["/sign-in/", "/forgot/", "//evil.example/", "/oauth/token/", "/v1/batches/"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_is_sent_where_the_host_header_says(site: Served, method: str, path: str) -> None:
    headers = {"Host": "evil.example", **site.http.headers}
    answer = site.http.request(method, site.url + path, headers=headers)
    assert answer.status_code == 404 and "evil.example/" not in str(answer.headers)


class TestThrottle:
    def test_stops_guessing_for_one_address(self, site: Served, browser: NewBrowser, email: str) -> None:
        settle(site, email)
        guesses = [browser().fill("/sign-in", email=email, password=f"guess {n}").status for n in range(12)]
        assert refused_after(10, guesses, 422)
        page = browser().fill("/sign-in", email=email.upper(), password=GOOD)
        assert page.status == 429 and 0 < int(page.answer.headers["Retry-After"]) <= 900
        assert page.heading == "Too many attempts" and "Wait " in page.text
        assert browser().fill("/sign-in", email=f"other.{email}", password="x").status == 422

    def test_counts_anew_after_the_right_password(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        settle(site, email)
        for password, status in ((["wrong"] * 9, 422), ([GOOD], 303), (["wrong"] * 9, 422), ([GOOD], 303)):
            settle(site, email)
            for attempt in password:
                assert browser().fill("/sign-in", email=email, password=attempt).status == status

    def test_stops_one_client_that_asks_for_many_addresses(self, browser: NewBrowser, email: str) -> None:
        mine = browser("2001:db8:1:2::1")
        page = mine.open("/forgot")
        assert refused_after(30, [mine.send(page, email=f"{n}.{email}").status for n in range(32)], 200)
        assert browser("2001:db8:1:2:ffff::9").fill("/forgot", email=email).status == 429
        assert browser("2001:db8:1:3::1").fill("/forgot", email=email).status == 200

    def test_stops_mail_to_one_address(self, browser: NewBrowser, post: MailServer, email: str) -> None:
        # Another one: what /forgot does after its answer may find the account that is made next.
        nobody = f"nobody.{email}"
        assert refused_after(5, [browser().fill("/forgot", email=nobody).status for _ in range(7)], 200)
        tries = [browser().fill("/sign-up", email=email, password=GOOD).status for _ in range(7)]
        assert refused_after(5, tries, 200)
        until(lambda: len(post.to(email)) == tries.count(200))
        assert {mail.subject for mail in post.to(email)} == {"Confirm your address · IngestIO"}
