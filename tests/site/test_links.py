"""Links between pages, told with their line before anybody builds."""

from __future__ import annotations

from even_exchange.site.links import check_links

PAGES = {"index.md", "playbooks/hold-the-value.md", "playbooks/first-meeting.md"}


def lines(markdown: str, path: str = "docs/playbooks/first-meeting.md") -> list[int]:
    """Return the lines of what is found."""
    return [finding.position.line for finding in check_links(path, markdown, PAGES)]


def test_a_link_to_a_page_that_is_there_is_fine():
    """Relative links, with an anchor or a title, are followed from the folder of their page."""
    assert [] == lines('[a](hold-the-value.md) [b](hold-the-value.md#steps) [c](../index.md "Home")')


def test_a_misspelt_page_is_told_with_its_line():
    """The message names the page that was meant."""
    (found,) = check_links("docs/playbooks/first-meeting.md", "One\n\n[x](hold-the-valu.md)\n", PAGES)

    assert 3 == found.position.line
    assert "did you mean 'playbooks/hold-the-value.md'?" in found.message


def test_links_elsewhere_and_in_examples_are_left_alone():
    """Addresses of other sites, anchors of the same page and examples in code are nobody's broken links."""
    assert [] == lines(
        "[a](https://x.example/y.md) [b](#here) `[c](nowhere.md)`\n\n```\n[d](nowhere.md)\n```\n"
    )
