"""The browser modules are joined into one classic script, and the budgets hold."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import playwright
import pytest

from even_exchange import client_script
from even_exchange.client_script import CLIENT, JoinError, drop_comments, join, shipped_script, shipped_style

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
    """Strings, templates and regular expressions that hold slashes are left as they are."""
    source = "const a = 'https://x'; // gone\nconst b = /[/]\\/\\*/.test(`/* ${a} */`); /* gone\ntoo */ const c = 4 / 2 / 1;\n"

    assert drop_comments(source) == (
        "const a = 'https://x'; \nconst b = /[/]\\/\\*/.test(`/* ${a} */`);  const c = 4 / 2 / 1;\n"
    )


def test_what_is_shipped_is_smaller_and_does_the_same(tmp_path: Path) -> None:
    """Dropping space and shortening local names changes neither strings nor meaning."""
    source = "const text = 'a ,  b';\nfor (const [x] of [[ 1 ], [ 2 ]]) {\n  console.log(text, `( ${ x } )`, 3 - -x, x in [0, 1, 2]);\n}"
    (tmp_path / "entry.mjs").write_text(source, encoding="utf-8")
    script = shipped_script(tmp_path / "entry.mjs")

    assert run(script) == "a ,  b ( 1 ) 4 true\na ,  b ( 2 ) 5 true"
    assert len(script) < len(join(tmp_path / "entry.mjs"))


def test_without_the_minifier_the_same_code_is_shipped_at_full_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a system for which there is no build of the minifier, the site still works."""
    client_script._minified.cache_clear()
    monkeypatch.setattr(client_script, "minify", None)

    assert shipped_script() == join()
    assert "self-assessment" in shipped_style()
    client_script._minified.cache_clear()


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        (
            {"entry": 'import { a } from "./other.mjs";', "other": "export const b = 1;"},
            "'a' is not exported by other.mjs",
        ),
        ({"entry": 'import { a } from "./gone.mjs";'}, "there is no module gone.mjs"),
        (
            {
                "entry": 'import { a } from "./other.mjs";\nconst b = a;',
                "other": "export const a = 1;\nconst b = 2;",
            },
            "'b' is also a top-level name of other.mjs",
        ),
        ({"entry": "export default 1;"}, "use named exports"),
        ({"entry": 'import thing from "./other.mjs";', "other": ""}, "use named exports and imports by name"),
        ({"entry": 'import { a } from "./entry.mjs";\nexport const a = 1;'}, "imports itself"),
        ({"entry": "const a = `one\ntwo`;"}, "write it on one line"),
    ],
)
def test_what_cannot_be_joined_is_told_with_the_way_out(
    tmp_path: Path, modules: dict[str, str], message: str
) -> None:
    """A module that needs more than the join offers stops the build with its name and what to write."""
    with pytest.raises(JoinError, match=message):
        joined(tmp_path, **modules)


def test_the_joined_script_is_one_function_with_nothing_left_over() -> None:
    """The real client joins, holds no import, and shows no name to the page."""
    script = join()

    assert script.startswith("(() => {\n'use strict';\n")
    assert script.endswith("})();\n")
    assert "import " not in script
    assert "export " not in script


def test_the_style_keeps_every_rule() -> None:
    """Dropping comments and space leaves as many rules as there were, but for those that can be merged."""
    source = (CLIENT / "assess.css").read_text(encoding="utf-8")

    assert source.count("{") - source.count("/*{") - 3 <= shipped_style().count("{")
    assert "/*" not in shipped_style()
    assert " :is(" in shipped_style()


def test_script_and_style_of_an_assessment_are_small() -> None:
    """What a page carries up to its result, as shipped, after gzip."""
    script, rules = (len(gzip.compress(text.encode(), 9)) for text in (shipped_script(), shipped_style()))
    print(f"script {script} B, style {rules} B, together {script + rules} B gzip")

    assert rules <= 2048
    assert script + rules <= 12 * 1024
