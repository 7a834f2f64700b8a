"""What may know of what: read from the imports, so that the drawing in the docs stays true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / "hooks"
ENGINE = HOOKS / "even_exchange"
MODULES = {
    path.relative_to(HOOKS).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in sorted(ENGINE.rglob("*.py"))
}
CLIENT = sorted((ENGINE / "client").glob("*.mjs"))
EACH_MODULE = pytest.mark.parametrize("module", MODULES)

#: From the ground up: a module may import what stands in a line above its own, and its own folder where it has one.
LAYERS = (
    ("findings", "reading_grade"),
    ("source", "project_files", "client_script"),
    ("shape",),
    ("instruments.forms", "instruments.measurement_model"),
    (
        "instruments.scoring_key",
        "instruments.points",
        "instruments.mirror",
        "instruments.assumptions",
        "instruments.items.item",
    ),
    ("instruments.items.*.model",),
    ("instruments.items",),
    ("instruments.instrument",),
    (
        "instruments.read",
        "instruments.minutes",
        "instruments.paper_points",
        "library.vocabulary",
        "library.front_matter",
        "library.cast",
        "library.search_words",
    ),
    (
        "instruments.rules.world",
        "instruments.score",
        "instruments.paper_form",
        "instruments.witness",
        "instruments.observed",
        "instruments.customer_card",
        "library.page",
    ),
    (
        "instruments.rules.*",
        "instruments.goals",
        "instruments.proofs.documents",
        "instruments.key",
        "instruments.result_file",
        "instruments.compare",
        "instruments.hand_over",
        "instruments.simulate",
        "library.recommendation",
        "library.prose",
        "library.rules.world",
    ),
    (
        "instruments.rules",
        "instruments.proofs.*",
        "instruments.witness_sheet",
        "instruments.personas",
        "instruments.pilot",
        "instruments.texts",
        "instruments.paper",
        "instruments.page",
        "instruments.simulation_figures",
        "library.rules.*",
    ),
    ("library.rules", "library.table"),
    ("instruments.proofs", "instruments.card", "instruments.simulation_report"),
    ("pipeline",),
    (
        "site.policy",
        "site.search",
        "site.links",
        "site.inline",
        "site.fields",
        "site.examples",
        "site.directives",
        "site.simulation_page",
        "site.worked_example",
    ),
    ("site.template",),
    ("site.finder",),
    ("site.library_pages",),
    ("site.render",),
    ("site.build",),
    ("__main__",),
)
#: Folders whose ``__init__`` only says what is in them.
EMPTY = ("", "instruments", "library", "site", "instruments.items.*")


def level(module: str) -> int:
    """Return the layer of a module, from the ground up; an exact name before a pattern."""
    name = module.removeprefix("even_exchange").removeprefix(".")
    for exact in (True, False):
        for number, layer in enumerate(LAYERS):
            for entry in layer:
                if entry == name if exact else fits(entry, name):
                    return number
    assert any(fits(entry, name) for entry in EMPTY), f"give {module} a place in LAYERS"
    return -1


def fits(pattern: str, name: str) -> bool:
    """Say whether a name matches a pattern, in which * stands for one step."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", r"\w+"), name) is not None


def imported(path: Path, *, at_run_time: bool = False) -> Iterator[str]:
    """Yield the full name of each module that a file imports, or of each name from one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = set()
    if at_run_time:
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                skipped |= {id(inner) for part in node.body for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name"
            yield from (known(f"{node.module}.{alias.name}", str(node.module)) for alias in node.names)


def known(name: str, module: str) -> str:
    """Return the name when it is a module of ours, else the module that it is from."""
    return name if name in MODULES else module


def texts_in(path: Path) -> Iterator[str]:
    """Yield each text of a Python file that is neither a docstring nor a pattern."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                passed.add(id(first.value))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


@EACH_MODULE
def test_the_engine_knows_no_generator(module: str) -> None:
    """Nothing under even_exchange imports MkDocs, its themes or its twin."""
    roots = {name.split(".")[0] for name in imported(MODULES[module])}

    assert not roots & {"mkdocs", "material", "properdocs", "zensical", "mkdocs_hooks"}


def test_only_the_adapter_knows_mkdocs() -> None:
    """One file outside the tests imports mkdocs, and it is the one that is named for it."""
    files = [*ROOT.glob("*.py"), *HOOKS.rglob("*.py")]
    knowing = [path for path in files if any(name.split(".")[0] == "mkdocs" for name in imported(path))]

    assert [HOOKS / "mkdocs_hooks.py"] == knowing


@EACH_MODULE
def test_each_module_imports_only_from_below(module: str) -> None:
    """Passes know the passes before them and none after; so no import runs in a circle."""
    own = level(module)
    for name in imported(MODULES[module]):
        if name in MODULES and level(name) >= 0 and name != module:
            assert level(name) < own, f"{module} imports {name}"


def test_every_layer_is_there() -> None:
    """The drawing of the layers holds no module that is gone."""
    names = [name.removeprefix("even_exchange").removeprefix(".") for name in MODULES]
    entries = [entry for layer in LAYERS for entry in layer]

    assert [] == [entry for entry in entries if not any(fits(entry, name) for name in names)]


def test_item_types_know_nothing_of_one_another() -> None:
    """A type is a folder of its own: it imports no other type and not the list of them."""
    for path in (ENGINE / "instruments" / "items").glob("*/*.py"):
        for name in imported(path):
            assert not name.startswith("even_exchange.instruments.items") or name.startswith(
                (
                    "even_exchange.instruments.items.item",
                    f"even_exchange.instruments.items.{path.parent.name}",
                )
            )


def test_rules_know_nothing_of_one_another() -> None:
    """A rule is a file of its own: of its folder it imports only what rules may know of the world."""
    folder = ENGINE / "instruments" / "rules"
    for path in folder.glob("*.py"):
        if path.stem not in {"__init__", "world"}:
            ours = {name for name in imported(path) if name.startswith("even_exchange.instruments.rules")}

            assert ours <= {"even_exchange.instruments.rules.world"}


def test_the_scorer_stands_alone() -> None:
    """At run time score.py imports nothing but the standard library, and little of that: its twin has to follow."""
    names = set(imported(ENGINE / "instruments" / "score.py", at_run_time=True))

    assert names <= {
        "__future__",
        "dataclasses",
        "itertools",
        "math",
        "typing",
        "collections",
        "collections.abc",
        # the other half of it, whose twin is points.mjs
        "even_exchange.instruments.points",
    }


def test_the_library_knows_nothing_of_items() -> None:
    """Pages and instruments meet in the pipeline: the library imports the shared model and the key at most."""
    allowed = ("even_exchange.instruments.measurement_model", "even_exchange.instruments.scoring_key")
    for path in (ENGINE / "library").glob("*.py"):
        ours = {name for name in imported(path) if name.startswith("even_exchange.instruments")}

        assert ours <= set(allowed)


def test_names_say_what_is_inside() -> None:
    """No file is a drawer for whatever has no place."""
    drawers = re.compile(r"util|helper|common|manager|misc|tools")
    files = [path for path in HOOKS.rglob("*") if path.suffix in {".py", ".mjs", ".j2", ".css"}]

    assert [] == [path for path in files if drawers.search(path.name)]


#: Texts with a tag that stand in Python for a reason.
TAGS_IN_PYTHON = {
    "even_exchange.site.inline": ("<p>", "</p>"),  # taken off again: the converter has put them on
    "even_exchange.site.policy": (
        '<meta http-equiv="Content-Security-Policy" content="',
    ),  # put into finished pages
}


@EACH_MODULE
def test_html_stands_in_templates_in_python(module: str) -> None:
    """No text in a Python file holds a tag, but for patterns that read HTML."""
    allowed = TAGS_IN_PYTHON.get(module, ())
    tags = [text for text in texts_in(MODULES[module]) if re.search(r"</?[a-z][\w-]*[\s>/]", text)]

    assert sorted(set(tags)) == sorted(allowed)


def code_of(path: Path) -> str:
    """Return a browser module without its comments."""
    return re.sub(
        r"/\*.*?\*/|^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )


@pytest.mark.parametrize("path", CLIENT, ids=lambda path: path.name)
def test_html_stands_in_templates_in_the_client(path: Path) -> None:
    """No text in a browser module holds a tag, and none is turned into elements."""
    code = code_of(path)
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTML"

    assert re.findall(r"['\"`][^'\"`\n]*</?[a-z][\w-]*[ >/]", code) == []
    assert re.findall(ways, code) == []


@pytest.mark.parametrize("path", CLIENT, ids=lambda path: path.name)
def test_the_client_sends_nothing(path: Path) -> None:
    """No browser module has a word for asking the network, or for running text as code."""
    words = r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|import\(|\beval\(|new Function"

    assert re.findall(words, code_of(path)) == []


def test_every_item_type_is_whole() -> None:
    """A folder of an item type holds model, template and example, and is listed; nothing listed lacks a folder."""
    from even_exchange.instruments.items import FOLDERS  # noqa: PLC0415 - only this test needs it

    items = ENGINE / "instruments" / "items"
    folders = {path.name for path in items.iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert folders == set(FOLDERS)
    for folder in folders:
        files = {path.name for path in (items / folder).iterdir() if path.is_file()}

        assert {"model.py", "template.html.j2", "example.yml"} <= files
