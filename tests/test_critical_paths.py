"""The list of critical paths is true: each names a test that exists and may not be skipped."""

import ast
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PATHS: list[dict[str, object]] = yaml.safe_load(
    Path(__file__).with_name("critical_paths.yaml").read_text("utf-8")
)


def _tests_of(file: Path) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The test functions of a file by name; methods as `Class::test`."""
    found: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{item.name}": item
                for item in node.body
                if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)
            }
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found[node.name] = node
    return {name: node for name, node in found.items() if node.name.startswith("test_")}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path["name"])
def test_path_is_proven(path: dict[str, object]) -> None:
    proofs = path["proof"]
    assert isinstance(proofs, list)
    assert proofs, "a critical path without a proof"
    for proof in proofs:
        file, _, name = str(proof).partition("::")
        tests = _tests_of(ROOT / file)
        assert name in tests, f"{proof} does not exist"
        marks = [ast.unparse(decorator) for decorator in tests[name].decorator_list]
        assert not any("skip" in mark or "xfail" in mark or "slow" in mark for mark in marks), (
            f"{proof} may not run"
        )


def test_names_are_unique() -> None:
    names = [path["name"] for path in PATHS]
    assert len(names) == len(set(names))
