"""What the policy of the site lets run, and what is told before a reader meets it."""

from __future__ import annotations

from even_exchange.site.policy import against_policy, code_in_text, inline_code, policy_letting, with_policy


def policy_for(pages):
    """Return the policy that lets what these pages hold run, as the build makes it."""
    return policy_letting(code for html in pages for code in inline_code(html))


def test_an_inline_script_is_allowed_by_its_hash_alone():
    """The policy names the hash of every inline script and never 'unsafe-inline'."""
    policy = policy_for(["<script>one()</script>", '<script src="x.js"></script>'])

    assert 1 == policy.split(";")[1].count("sha256-")
    assert "unsafe-inline" not in policy


def test_data_is_no_script():
    """A block of JSON needs no permission, since it does not run."""
    assert "sha256-" not in policy_for(['<script type="application/json">{"a": 1}</script>'])


def test_a_style_attribute_is_allowed_by_its_hash():
    """The alignment of a table column is written as a style attribute; it is let through by its hash."""
    assert "'unsafe-hashes' 'sha256-" in policy_for(['<td style="text-align: right;">1</td>'])


def test_the_policy_stands_before_anything_it_should_hold_for():
    """The policy comes right behind the charset."""
    html = with_policy('<head><meta charset="utf-8"><script>x</script></head>', "default-src 'none'")

    assert html.index("Content-Security-Policy") < html.index("<script>")


def test_an_event_handler_is_told():
    """Inline code in a page's HTML would be blocked on the reader's screen, so the build says so with its place."""
    found = list(against_policy({"a.html": "<p>\n<img src='x.png' onerror='x()'>"}))

    assert [("a.html", 2)] == [(finding.position.path, finding.position.line) for finding in found]


def test_an_image_from_elsewhere_is_told():
    """An image of another site would tell that site who reads; the build says so."""
    found = list(against_policy({"a.html": '<img alt="" src="https://elsewhere.example/x.png">'}))

    assert 1 == len(found)


def test_the_address_of_the_page_itself_is_no_request():
    """A canonical link names an address and fetches nothing."""
    assert [] == list(against_policy({"a.html": '<link rel="canonical" href="https://own.example/">'}))


def test_a_script_in_a_text_is_told():
    """The hashes come from built pages, so code that an editor writes into a page must stop the build."""
    found = list(code_in_text("docs/a.md", "Hello\n\n<script>x()</script>\n"))

    assert [3] == [finding.position.line for finding in found]
