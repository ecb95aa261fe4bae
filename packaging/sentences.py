"""Renew `ingestio_desktop/catalogue.py`: `python packaging/sentences.py [--check]`.

What comes from below the window (errors, findings, refusals of the service) are English sentences with
figures in them. They are taken here out of the code that makes them, so that they can be translated.
"""

import argparse
import ast
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingestio_core.fieldplan.defaults import DEFAULT_PLANS

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "ingestio_desktop" / "catalogue.py"
SPEAKERS: Final = (
    *("ingestio_core", "ingestio_client", "ingestio_extract"),
    *("ingestio_cloud/features", "ingestio_cloud/workflows", "ingestio_cloud/middleware"),
    *("ingestio_cloud/integrations", "ingestio_cloud/app.py"),
    *("ingestio_desktop/flows", "ingestio_desktop/sync", "ingestio_desktop/api", "ingestio_desktop/store"),
    *("ingestio_desktop/workers", "ingestio_desktop/settings.py", "ingestio_desktop/credentials.py"),
    *("ingestio_desktop/options.py", "ingestio_desktop/registry.py"),
    *("ingestio_desktop/embedded.py", "ingestio_desktop/app.py"),
)
"""Whose words reach the window; the pages of the service in a browser and its mails do not."""
UNHEARD: Final = (
    *("ingestio_cloud/features/identity", "ingestio_cloud/features/oauth"),
    *("ingestio_cloud/features/notifications", "ingestio_cloud/features/page_route.py"),
    *("ingestio_cloud/middleware/requests.py", "ingestio_cloud/middleware/strict_json.py"),
    *("ingestio_cloud/middleware/envelope.py", "ingestio_cloud/middleware/bodies.py"),
    *("ingestio_cloud/features/billing/letters.py", "ingestio_cloud/features/accounts/page.py"),
    *("ingestio_cloud/features/web.py", "ingestio_cloud/features/uploads/protocol.py"),
    *("ingestio_cloud/integrations/mail.py", "ingestio_cloud/integrations/oidc.py"),
    *("ingestio_extract/llm/pictures.py", "ingestio_extract/llm/prompt.py"),
    *("ingestio_extract/llm/request.py", "ingestio_extract/llm/schema.py"),
    *("ingestio_client/loopback.py", "ingestio_client/loopback_page.py"),
)
"""Pages and mails of the service, what only a broken client is told, and what models are asked."""
SILENT: Final = frozenset(
    {
        *("compile", "search", "match", "fullmatch", "sub", "split", "execute", "exec_driver_sql", "text"),
        *("ValueError", "TypeError", "KeyError", "RuntimeError", "LookupError", "AssertionError"),
        *("debug", "info", "warning", "error", "exception", "critical", "getLogger", "ArgumentParser"),
        *("add_argument", "Query", "Header", "Body", "Path", "Field", "Histogram", "Counter", "Gauge"),
        *("Info", "FastAPI", "HTTPBearer", "Mail", "render", "create_check_constraint", "Option", "Argument"),
        *("startswith", "endswith", "setdefault", "replace", "_counter", "_gauge", "_family", "_call"),
        *("GaugeMetricFamily", "CounterMetricFamily", "ScopeError", "InvalidRequestError", "Column"),
        *("SettingsError", "get", "post", "put", "patch", "delete", "request", "with_name", "is_known"),
    }
)
"""Calls whose texts nobody reads in the window."""
_MOST_FORMS: Final = 8


def sentences() -> list[str]:
    """All templates, each once, in the order of the files."""
    found: dict[str, None] = {}
    for speaker in SPEAKERS:
        path = ROOT / speaker
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            heard = not module.relative_to(ROOT).as_posix().startswith(UNHEARD)
            if heard and "migrations" not in module.parts:
                found |= dict.fromkeys(_of_module(ast.parse(module.read_text(encoding="utf-8"))))
    return list(found)


def labels() -> list[str]:
    """What the fields of the default plans are called, each once."""
    specs = [spec for plan in DEFAULT_PLANS.values() for spec in plan.fields]
    named = [one.label for spec in specs for one in (spec, *spec.columns)]
    return list(dict.fromkeys(named))


def _of_module(tree: ast.Module) -> Iterator[str]:
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield from filter(_is_sentence, _templates(node))
            continue
        if isinstance(node, ast.Call) and _name(node.func) in SILENT:
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
                # What is told of `SomeError(…).info()` is in the call before it.
                stack.append(node.func.value)
            continue
        children = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            children = []
        if isinstance(node, ast.Subscript | ast.Compare | ast.Assert):
            children = []
        stack.extend(reversed(children))


def _templates(node: ast.expr) -> Iterator[str]:
    """A text with {names} where values are put in; where it is one word or another, each one."""
    if isinstance(node, ast.Constant):
        # Text that is filled by `format` later is a template already.
        yield str(node.value)
        return
    assert isinstance(node, ast.JoinedStr)
    parts: list[tuple[str, ...]] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append((str(part.value).replace("{", "{{").replace("}", "}}"),))
        else:
            assert isinstance(part, ast.FormattedValue)
            parts.append(tuple(_choices(part.value)))
    if len(list(itertools.islice(itertools.product(*parts), _MOST_FORMS + 1))) > _MOST_FORMS:
        return
    for pieces in itertools.product(*parts):
        names: dict[str, int] = {}
        yield "".join(_numbered(piece, names) for piece in pieces)


def _choices(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _choices(value.body)
        yield from _choices(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    else:
        yield f"\0{_value_name(value)}"


def _numbered(piece: str, names: dict[str, int]) -> str:
    if not piece.startswith("\0"):
        return piece
    name = piece[1:]
    names[name] = names.get(name, 0) + 1
    return f"{{{name}}}" if names[name] == 1 else f"{{{name}{names[name]}}}"


def _value_name(value: ast.expr) -> str:
    """A word for what is put in: the last name of `document.name`, the first argument of a call."""
    if isinstance(value, ast.Name):
        name = value.id.strip("_").lower()
    elif isinstance(value, ast.Attribute):
        name = value.attr.strip("_")
    elif isinstance(value, ast.Call):
        return _value_name(value.args[0] if value.args else value.func)
    elif isinstance(value, ast.Subscript):
        return _value_name(value.value)
    else:
        name = "value"
    return re.sub(r"\d+$", "", name) or "value"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _is_sentence(text: str) -> bool:
    """Begins like one and has words of its own; statements of SQL and patterns are none."""
    words = re.sub(r"{\w+}", " ", text)
    if " " not in text.strip():
        return False
    told = re.fullmatch(r"[A-Z“{'’][^\n]*", text, re.DOTALL) is not None
    if not told or re.search(r"[\\|<>\[\]^=_]|::", words) or re.match(r"[A-Z]{4,}\b|[A-Z]+ [A-Z]+\b", words):
        return False
    return len(re.findall(r"(?<![\w/.])[A-Za-z’'][a-z’']+(?![\w/])", words)) >= 2


def catalogue() -> str:
    """The module, formatted."""
    lines = [
        '"""What is said below the window, as templates; made by `packaging/sentences.py`, never edited."""',
        "",
        "from typing import Final",
        "",
        "from ingestio_desktop.language import QT_TRANSLATE_NOOP",
        "",
        "SENTENCES: Final = (",
        *(f'    QT_TRANSLATE_NOOP("Sentences", {_quoted(text)}),' for text in sentences()),
        ")",
        "",
        "LABELS: Final = (",
        *(f'    QT_TRANSLATE_NOOP("Labels", {_quoted(text)}),' for text in labels()),
        ")",
        '"""Of the fields that the default plans have."""',
    ]
    tool = Path(sys.executable).with_name("ruff")
    command = [
        str(tool) if tool.exists() else "ruff",
        "format",
        "--quiet",
        "--stdin-filename",
        str(TARGET),
        "-",
    ]
    done = subprocess.run(command, input="\n".join(lines), check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Write the module, or with --check only say that it is stale (exit 1)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when it is stale")
    check = parser.parse_args().check
    text = catalogue()
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stdout.write(f"{'stale' if check else 'written'}: {TARGET.relative_to(ROOT)}\n")
    if not check:
        TARGET.write_text(text, encoding="utf-8")
    return int(check)


if __name__ == "__main__":
    sys.exit(main())
