"""What the browser shows when it comes back to this computer: the look of the product, nothing loaded."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """How the sign-in went, as far as the browser knows."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    OTHER = "other"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    text: str


_WORDS: Final = {
    "en": {
        Outcome.DONE: _Words("You are signed in", "You can close this tab and go on in IngestIO."),
        Outcome.REFUSED: _Words(
            "You are not signed in",
            "You did not allow it. You can close this tab; IngestIO lets you try again.",
        ),
        Outcome.FAILED: _Words(
            "You are not signed in", "You can close this tab. IngestIO says what happened and what to do."
        ),
        Outcome.OTHER: _Words("This is an older sign-in", "Close this tab and go on in the newest one."),
        Outcome.NOTHING: _Words("There is nothing here", "Close this tab and go on in IngestIO."),
    },
    "de": {
        Outcome.DONE: _Words(
            "Sie sind angemeldet", "Sie können diesen Tab schließen und in IngestIO weitermachen."
        ),
        Outcome.REFUSED: _Words(
            "Sie sind nicht angemeldet",
            "Sie haben es nicht erlaubt. Sie können diesen Tab schließen und es in IngestIO noch einmal "
            "versuchen.",
        ),
        Outcome.FAILED: _Words(
            "Sie sind nicht angemeldet",
            "Sie können diesen Tab schließen. IngestIO sagt, was geschehen ist und was zu tun ist.",
        ),
        Outcome.OTHER: _Words(
            "Das ist eine ältere Anmeldung", "Schließen Sie diesen Tab und machen Sie im neuesten weiter."
        ),
        Outcome.NOTHING: _Words(
            "Hier ist nichts", "Schließen Sie diesen Tab und machen Sie in IngestIO weiter."
        ),
    },
}
_SVG: Final = (
    '<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
    'focusable="false">{lines}</svg>'
)
_MARK: Final = (
    '<path d="M3 7V5a2 2 0 0 1 2-2h2"/><path d="M17 3h2a2 2 0 0 1 2 2v2"/>'
    '<path d="M21 17v2a2 2 0 0 1-2 2h-2"/><path d="M7 21H5a2 2 0 0 1-2-2v-2"/>'
    '<path d="M7 8h8"/><path d="M7 12h10"/><path d="M7 16h6"/>'
)
_CHECK: Final = '<circle cx="12" cy="12" r="10"/><path d="m16 9-5.5 5.5L8 12"/>'
_ALERT: Final = (
    '<circle cx="12" cy="12" r="10"/><line x1="12" x2="12" y1="8" y2="12"/>'
    '<line x1="12" x2="12.01" y1="16" y2="16"/>'
)
_TONES: Final = {
    Outcome.DONE: ("ok", _CHECK),
    Outcome.REFUSED: ("bad", _ALERT),
    Outcome.FAILED: ("bad", _ALERT),
    Outcome.OTHER: ("calm", _ALERT),
    Outcome.NOTHING: ("calm", _ALERT),
}
_PAGE: Final = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title} · IngestIO</title>
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark; --bg: #F6F7F9; --surface: #FFFFFF; --line: #E1E5EB; --text: #16202E;
  --muted: #667085; --accent: #2F6FED; --onAccent: #FFFFFF; --ok: #0D6B4C; --okSoft: #E3F5EE; --bad: #C2331F;
  --badSoft: #FDECE9; --calm: #667085; --calmSoft: #FFFFFF; }}
@media (prefers-color-scheme: dark) {{ :root {{ --bg: #14181F; --surface: #1C222B; --line: #2C3440;
  --text: #E8ECF2; --muted: #97A3B4; --accent: #5B93FF; --onAccent: #0B1220; --ok: #4CC79A; --okSoft: #163329;
  --bad: #FF7B6B; --badSoft: #3B1E1B; --calm: #97A3B4; --calmSoft: #1C222B; }} }}
* {{ box-sizing: border-box; }}
body {{ display: flex; flex-direction: column; min-height: 100vh; margin: 0; padding: 3rem 1rem 1.5rem;
  background: var(--bg); color: var(--text); font: 400 0.9375rem/1.5 Inter, system-ui, sans-serif; }}
main {{ flex: 1; width: 100%; max-width: 26rem; margin: 0 auto; }}
.mark {{ display: grid; place-items: center; width: 3rem; height: 3rem; margin: 0 auto 1.25rem;
  border-radius: 0.75rem; background: var(--accent); color: var(--onAccent); }}
h1 {{ margin: 0 0 1.5rem; font-size: 1.5rem; font-weight: 600; line-height: 1.25; text-align: center; }}
.card {{ display: flex; gap: 0.75rem; padding: 1.25rem 1.5rem; border: 1px solid var(--line);
  border-radius: 0.75rem; background: var(--surface); }}
.card svg {{ flex: none; margin-top: 0.125rem; }}
p {{ margin: 0; }}
.ok {{ border-color: var(--ok); background: var(--okSoft); }} .ok svg {{ color: var(--ok); }}
.bad {{ border-color: var(--bad); background: var(--badSoft); }} .bad svg {{ color: var(--bad); }}
.calm svg {{ color: var(--calm); }}
footer {{ margin-top: 2rem; color: var(--muted); font-size: 0.8125rem; text-align: center; }}
</style></head>
<body><main><div class="mark">{mark}</div><h1>{title}</h1>
<div class="card {tone}" role="status">{icon}<p>{text}</p></div></main><footer>IngestIO</footer></body></html>
"""


def page(outcome: Outcome, languages: str = "") -> str:
    """The page in the language that the browser asks for first of those that are there; `languages` is its
    Accept-Language."""
    language = _language(languages)
    words = _WORDS[language][outcome]
    tone, lines = _TONES[outcome]
    return _PAGE.format(
        language=language,
        title=words.title,
        text=words.text,
        tone=tone,
        mark=_SVG.format(size=24, lines=_MARK),
        icon=_SVG.format(size=20, lines=lines),
    )


def _language(asked: str) -> str:
    """The first known one; weights are as good as always in order."""
    for part in asked.split(","):
        name = part.partition(";")[0].strip().partition("-")[0].lower()
        if name in _WORDS:
            return name
    return "en"
