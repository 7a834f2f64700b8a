"""The browser modules are joined into one classic script, and the budgets hold."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import playwright
import pytest

from even_exchange.client_script import CLIENT, SCRIPTS, STYLE, JoinError, drop_comments, join, shipped

NODE = Path(playwright.__file__).parent / "driver" / "node"


def joined(tmp_path: Path, **modules: str) -> str:
    """Join modules given by name; the entry is `entry`."""
    for name, source in modules.items():
        (tmp_path / f"{name}.mjs").write_text(source, encoding="utf-8")
    return join(tmp_path / "entry.mjs")


def run(script: str) -> str:
    """Run a classic script in Node and return what it prints."""
    return subprocess.run(
        [NODE, "-"], input=script, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_modules_come_after_what_they_import_and_run_as_one_script(tmp_path: Path) -> None:
    """An entry with imports, direct and by way of another module, runs without a module loader."""
    script = joined(
        tmp_path,
        entry='import { double, two } from "./numbers.mjs";\nimport {\n  say,\n} from "./words.mjs";\nsay(double(two));',
        numbers="export const two = 2;\nexport function double(n) { return 2 * n; }",
        words='import { two } from "./numbers.mjs";\nexport const say = (n) => console.log(n, two);',
    )

    assert run(script) == "4 2"
    assert "import" not in script
    assert "export" not in script


def test_comments_go_and_what_looks_like_one_stays() -> None:
    """Strings and templates that hold slashes are left as they are."""
    source = "const a = 'https://x'; // gone\nconst b = `/* ${a} */`; /* gone\ntoo */ const c = 4 / 2 / 1;\n"

    assert drop_comments(source) == "const a = 'https://x'; \nconst b = `/* ${a} */`;  const c = 4 / 2 / 1;\n"


def test_what_is_shipped_is_smaller_and_does_the_same(tmp_path: Path) -> None:
    """Dropping space and shortening local names changes neither strings nor meaning nor arithmetic."""
    source = "const text = 'a ,  b';\nfor (const [x] of [[ 1 ], [ 2 ]]) {\n  console.log(text, `( ${ x } )`, 3 - -x, x in [0, 1, 2], Math.sqrt(x));\n}"
    (tmp_path / "entry.mjs").write_text(source, encoding="utf-8")
    script = join(tmp_path / "entry.mjs", small=True)

    assert run(script) == "a ,  b ( 1 ) 4 true 1\na ,  b ( 2 ) 5 true 1.4142135623730951"
    assert len(script) < len(join(tmp_path / "entry.mjs"))
    assert "Math.sqrt" in script


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"entry": 'import { a } from "./other.mjs";\na();', "other": "export const b = 1;"}, "entry.mjs"),
        ({"entry": 'import { a } from "./gone.mjs";\na();'}, "gone.mjs"),
        ({"entry": "const a = ;"}, "entry.mjs"),
    ],
)
def test_what_cannot_be_joined_stops_the_build_and_names_the_module(
    tmp_path: Path, modules: dict[str, str], message: str
) -> None:
    """A slip in a module is told with its name, and nothing is shipped."""
    with pytest.raises(JoinError, match=message):
        joined(tmp_path, **modules)


@pytest.mark.parametrize("entry", SCRIPTS.values())
def test_a_script_is_one_function_with_nothing_left_over(entry: str) -> None:
    """Each script joins, holds no import, and shows no name to the page."""
    script = shipped(entry)

    assert script.startswith("(()=>{")
    assert script.rstrip().endswith("})();")
    assert not re.search(r"\b(import|export)\b", script)


def test_the_style_keeps_its_rules() -> None:
    """Minifying the style drops comments and space, and no rule but those it can merge."""
    source = (CLIENT / STYLE).read_text(encoding="utf-8")

    assert source.count("{") - source.count("/*{") - 6 <= shipped(STYLE).count("{")
    assert "/*" not in shipped(STYLE)


@pytest.mark.parametrize("kind", ["axes", "own", "open"])
def test_script_and_style_of_an_assessment_are_small(kind: str) -> None:
    """What a page carries up to its result, as shipped, after gzip."""
    script, rules = (len(gzip.compress(shipped(name).encode(), 9)) for name in (SCRIPTS[kind], STYLE))
    print(f"script {script} B, style {rules} B, together {script + rules} B gzip")

    assert rules <= 2048
    assert script + rules <= 12 * 1024
