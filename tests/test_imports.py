"""The house stays in order: imports point one way, and nothing is loaded, printed or caught that should not be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import framing

HOUSE = Path(framing.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
TREES = {path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
STAGES = ["errors", "read", "find", "match", "measure", "show", "saving", "analysis"]


def stage(module: str) -> int:
    """Where a module stands: `framing.find.labels` stands on stage 2; what is named nowhere is above all stages."""
    first = module.removeprefix("framing").lstrip(".").split(".")[0]
    return STAGES.index(first) if first in STAGES else len(STAGES)


def is_typing_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imports(tree: ast.AST, package: str):
    """Yield the modules of framing that are imported when the code runs, also inside functions."""
    for node in ast.iter_child_nodes(tree):
        if is_typing_only(node):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "framing")
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            if module == "framing":
                yield from (f"framing.{alias.name}" for alias in node.names)
            elif module.startswith("framing."):
                yield module
        yield from imports(node, package)


def test_relative_imports_are_understood():
    code = "from . import quotes\nfrom .tables import A\nfrom ..read.tree import B\ndef f():\n    import framing.show"
    found = list(imports(ast.parse(code), "framing.find"))
    assert found == ["framing.find", "framing.find.tables", "framing.read.tree", "framing.show"]
    assert [stage(module) for module in found] == [2, 2, 1, 5]
    assert list(imports(ast.parse("from . import measure"), "framing")) == ["framing.measure"]


@pytest.mark.parametrize("name", TREES)
def test_imports_point_one_way(name):
    own = stage(name.removesuffix(".py").replace("/", "."))
    package = ".".join(["framing", *Path(name).parts[:-1]])
    upwards = [module for module in imports(TREES[name], package) if stage(module) > own]
    assert not upwards, f"{name} imports {', '.join(upwards)}"


@pytest.mark.parametrize("folder", ["read", "find", "match", "measure"])
def test_no_stage_below_show_draws(folder):
    for name, tree in TREES.items():
        if name.startswith(f"{folder}/"):
            modules = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
            modules |= {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
            assert not [m for m in modules if m.split(".")[0] in ("matplotlib", "jinja2")], name


@pytest.mark.parametrize("name", TREES)
def test_no_print_bare_assert_wide_except_or_star(name):
    found = []
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            found += ["print"] if name != "__main__.py" else []
        elif isinstance(node, ast.Assert):
            found.append("assert")
        elif isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "Exception"
            found += [f"except {caught}"] if "Exception" in caught.replace("(", " ").replace(",", " ").split() else []
        elif isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            found.append("import *")
    assert not found, f"{name}: {found}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_file_is_long_or_a_heap(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("name", TREES)
def test_no_function_is_longer_than_fifty_lines_of_code(name):
    for node in ast.walk(TREES[name]):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            assert node.end_lineno - first.lineno + 1 <= 50, f"{name}: {node.name}"


@pytest.mark.parametrize("name", TREES)
def test_what_is_public_says_what_it_is(name):
    tree = TREES[name]
    assert ast.get_docstring(tree) or not tree.body, f"{name} has no docstring"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name}: {node.name} has no docstring"


def test_importing_framing_loads_nothing_and_takes_no_time():
    heavy = ["pandas", "numpy", "scipy", "matplotlib", "spacy", "textstat", "trafilatura", "yaml", "jinja2", "sklearn"]
    code = (
        "import sys, time; start = time.perf_counter(); import framing; took = time.perf_counter() - start; "
        f"print(took, *[m for m in {heavy} if m in sys.modules])"
    )
    took, *loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not loaded
    assert float(took) < 0.5
