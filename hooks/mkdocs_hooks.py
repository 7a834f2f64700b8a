"""The adapter between MkDocs and the engine: events in, engine calls, files out. The only file that imports mkdocs."""

from __future__ import annotations

import importlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_build_date

import even_exchange.findings
import even_exchange.project_files
import even_exchange.site.build
import even_exchange.site.policy
import even_exchange.site.search

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.even_exchange")


class _State:
    """What one run of MkDocs knows; the module itself survives rebuilds."""

    serving = False
    engine_read = 0.0


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs passes both by name
    """Note whether somebody is editing: then mistakes are shown, not fatal."""
    _State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Compile the content, tell every finding, and stop a build that has errors."""
    if _State.serving:
        _reload_engine()
    root = Path(config.config_file_path).parent
    files = even_exchange.project_files.read_files(root)
    site = even_exchange.site.build.build_site(files, get_build_date())
    config.extra["even_exchange_site"] = site
    for finding in site.findings:
        level = {"error": logging.ERROR, "warning": logging.WARNING}.get(finding.severity, logging.INFO)
        log.log(level, "%s: %s [%s]", finding.position, finding.message, finding.code)
    if not site.sound and not _State.serving:
        raise PluginError(
            f"The content has {even_exchange.findings.summary(site.findings)}; nothing was built."
        )
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that no file holds, and the script and style of assessments."""
    site = config.extra["even_exchange_site"]
    for uri, text in site.generated.items():
        file = File.generated(config, uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = site.edited_in[uri]
        files.append(file)
    for path, text in site.files.items():
        files.append(File.generated(config, path, content=text))
    config.extra["even_exchange_files"] = files
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put lists, notes, facts and the words of instruments in their places."""
    site = config.extra["even_exchange_site"]
    page.meta.pop("status", None)  # the theme would draw a mark beside it in every menu
    if page.file.inclusion == InclusionLevel.NOT_IN_NAV and "hide" not in page.meta:
        page.meta["hide"] = ["navigation"]  # a menu in which the page does not stand would be an empty frame
    page.meta.setdefault("search", {"boost": site.weight(page.file.src_uri)})
    written: str = site.page(page.file.src_uri, markdown)
    return written


def on_page_content(html: str, **_: object) -> str:
    """Mark what the search passes over."""
    marked: str = even_exchange.site.search.without_notes(html)
    return marked


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put the forms in their places."""

    def link(path: str) -> str:
        target = config.extra["even_exchange_files"].get_file_from_path(path)
        return target.url_relative_to(page.file) if target else path

    written: str = config.extra["even_exchange_site"].with_forms(output, link)
    return written


def on_post_build(config: MkDocsConfig) -> None:
    """Give every page the one policy of the site; a preview goes without, since its server adds code of its own."""
    _add_words_of_readers(config)
    if _State.serving:
        return
    policy = even_exchange.site.policy
    pages = sorted(Path(config.site_dir).rglob("*.html"))
    blocked: list[even_exchange.findings.Finding] = []
    code: set[tuple[str, str]] = set()
    # One at a time: all of them would be the greater part of what the build keeps in memory.
    for path in pages:
        html = path.read_text(encoding="utf-8")
        blocked += policy.against_policy({path.relative_to(config.site_dir).as_posix(): html})
        code |= policy.inline_code(html)
    for finding in blocked:
        log.error("%s: %s [%s]", finding.position, finding.message, finding.code)
    if blocked:
        raise PluginError(f"The built pages have {even_exchange.findings.summary(blocked)}.")
    rules = policy.policy_letting(code)
    for path in pages:
        html = policy.with_policy(path.read_text(encoding="utf-8"), rules)
        path.write_text(html, encoding="utf-8", newline="\n")


def _add_words_of_readers(config: MkDocsConfig) -> None:
    """Let the site's search find pages by words that do not stand on them."""
    path = Path(config.site_dir) / even_exchange.site.search.INDEX
    if not path.is_file():  # somebody builds without a search
        return
    site, files = config.extra["even_exchange_site"], config.extra["even_exchange_files"]
    addresses = {file.src_uri: file.url for file in files.documentation_pages()}
    words = even_exchange.site.search.readers_words(site.project)
    index = even_exchange.site.search.with_words(path.read_text(encoding="utf-8"), words, addresses)
    path.write_text(index, encoding="utf-8", newline="\n")


def _reload_engine() -> None:
    """Load the engine anew when it changed: MkDocs keeps hook modules for the life of the process."""
    changed = max(
        path.stat().st_mtime for path in Path(__file__).parent.glob("even_exchange/**/*") if path.is_file()
    )
    known, _State.engine_read = _State.engine_read, changed
    if known in {0.0, changed}:
        return
    folder = str(Path(__file__).parent)
    for name in [name for name in sys.modules if name.split(".")[0] == "even_exchange"]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    try:
        for name in ("findings", "project_files", "site.build", "site.policy", "site.search"):
            importlib.import_module(f"even_exchange.{name}")
        globals()["even_exchange"] = sys.modules["even_exchange"]
    finally:
        sys.path.remove(folder)
