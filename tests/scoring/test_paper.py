"""A person with a pencil reaches what the screen says: somebody who knows nothing but the printed page follows it.

The follower reads the built HTML only, takes every number from the words that are printed, and reckons with fractions,
rounded as the sheet asks. What it finds is compared with the scorer, each instrument by itself.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html.parser import HTMLParser
from itertools import product
from math import floor
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element, TreeBuilder

import pytest

from even_exchange.instruments.paper import sheet_of
from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.score import score
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files
from even_exchange.site.inline import inline

PROJECT = compile_project(read_files(Path(__file__).parents[2]))
CASES = [(id_, persona) for id_, one in PROJECT.instruments.items() for persona in one.personas]
GAP = re.compile(r"\{\w+\}")


# Reading a page


class _Tree(HTMLParser):
    """The sheet of a page as a tree."""

    def __init__(self):
        super().__init__()
        self.builder, self.depth = TreeBuilder(), 0

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if not self.depth and attributes.get("class") != "paper":
            return
        self.builder.start(tag, attributes)
        if tag in {"br", "link", "img"}:
            self.builder.end(tag)
        else:
            self.depth += 1

    def handle_endtag(self, tag):
        if self.depth:
            self.builder.end(tag)
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.builder.data(data)


def sheet_in(html):
    """Return the one sheet of a page."""
    tree = _Tree()
    tree.feed(html)
    return tree.builder.close()


def text(element: Element) -> str:
    """Return the words of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def plain(words):
    """Return the words of a text in a content file as a page prints them, gaps to be filled in by hand."""
    return (
        " ".join(re.sub(r"<[^>]+>", "", str(inline(GAP.sub("______", words)))).split())
        .replace("&#39;", "'")
        .replace("&#34;", '"')
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


def all_with(element, attribute):
    """Return the elements within that have an attribute."""
    return [one for one in element.iter() if attribute in one.attrib]


def one_with(element, attribute, value=None):
    """Return the first element within that has an attribute, or None."""
    return next((one for one in all_with(element, attribute) if value in {None, one.get(attribute)}), None)


def of_class(element, name):
    """Return the elements within that have a class."""
    return [one for one in element.iter() if name in one.get("class", "").split()]


def bold(element):
    """Return the numbers that stand in bold within an element."""
    return [Fraction(text(one)) for one in element.iter("b")]


def rows_of(table):
    """Return the cells of each row in the body of a table."""
    return [list(row) for row in table.find("tbody")]


def half_up(value, places=0):
    """Round as one learns at school."""
    scale = 10**places
    return Fraction(floor(value * scale + Fraction(1, 2)), scale)


# Filling in the form


class Filled:
    """The form of a sheet with a persona's answers: by number, a label, figures, or figures and words by line."""

    def __init__(self, sheet, instrument, answers):
        self.marks = {}
        self.guess = None
        counted = [item for item in instrument.items if item.form() is not None]
        for place in all_with(sheet, "data-item"):
            if "paper-item" not in place.get("class", ""):
                continue
            if not place.get("data-item"):
                guess = next(item for item in instrument.items if item.form() is None)
                self.guess = answers.get(guess.id)
                continue
            number = int(place.get("data-item"))
            item = counted[number - 1]
            if item.id in answers:
                self.marks[number] = self.marked(place, item, answers[item.id])

    def marked(self, place, item, answer):
        """Return what a pencil leaves at the place of an item."""
        if answer == "unmet":
            assert of_class(place, "paper-unmet") or "ticks" in item.form()
            return None
        form = item.form()
        if "table" in form:
            boxes = of_class(place, "paper-boxes")
            if boxes:
                assert str(answer) in [text(one) for one in boxes[0]]
                return str(answer)
            lines = {text(line).split(" ", 1)[1]: text(line).split(" ", 1)[0] for line in place.iter("li")}
            return lines[plain(item.answers()[answer])]
        if "line" in form:
            figures = answer if isinstance(answer, list | tuple) else (answer,)
            low, high = re.findall(r"\(([\d.]+) to ([\d.]+)\)", text(place))[-1]
            assert len(of_class(place, "paper-blank")) == len(figures)
            inside = all(Fraction(low) <= Fraction(one) <= Fraction(high) for one in figures)
            return tuple(Fraction(one) for one in figures) if inside else None
        if "counts" in form:
            return {name: Fraction(figure) for name, figure in answer.items()}
        words = {str(at): id_ for at, id_ in enumerate(item.lines_of_it(), 1)}
        if "ticks" in form:
            return {at: plain(item.answers()[answer[id_]]) for at, id_ in words.items() if id_ in answer}
        tables = len(rows_of(next(place.iter("table")))[0]) - 1
        given = {at: answer.get(id_, 0) for at, id_ in words.items()}
        return {
            at: tuple(one) if isinstance(one, list | tuple) else (one,) * tables for at, one in given.items()
        }


# Following the key


class Follower:
    """Somebody who does with the filled-in form what the key says, and keeps to it."""

    def __init__(self, sheet, filled):
        self.sheet, self.filled = sheet, filled
        self.points, self.worth_of_row = {}, {}
        for aid in of_class(sheet, "paper-aid"):
            if "data-kind" in aid.attrib:
                self.by_table(aid)
        self.pushes = {}
        self.scores, self.sums, self.places, self.answered = {}, {}, {}, {}
        self.names = {}
        for block in all_with(sheet, "data-scale"):
            self.block(block)
        self.means()
        self.pressing()
        self.habits_and_flags()
        self.zone = self.stage("zones", self.of_line())
        self.band = self.stage("bands", self.of_band())
        self.pattern = self.first_pattern()
        self.own_guess()
        self.notes()

    # Points

    def by_table(self, aid):
        """Look up or reckon the points of an item that has a table of its own."""
        number = int(aid.get("data-item"))
        mark = self.filled.marks.get(number)
        if mark is not None:
            points = getattr(self, "by_" + aid.get("data-kind"))(aid, mark)
            if points is not None:
                self.points[number] = points

    @staticmethod
    def cells(aid):
        """Return the cells of a table that goes sideways, by the words above them."""
        found = {}
        for table in of_class(aid, "paper-cells"):
            heads, values = (list(row)[1:] for row in table.find("tbody"))
            found |= {text(head): Fraction(text(value)) for head, value in zip(heads, values, strict=True)}
        return found

    def by_figures(self, aid, mark):
        """Find the figure in the table, or the range that holds it."""
        return next((points for label, points in self.cells(aid).items() if holds(label, mark[0])), None)

    def by_line(self, aid, mark):
        """Go along the line, over per cent where there are two figures."""
        value = mark[0]
        if len(mark) == 2:
            if not mark[1] or mark[0] > mark[1]:
                return None
            value = 100 * mark[0] / mark[1]
        for low, high, start, step in (
            [Fraction(text(cell)) for cell in row] for row in rows_of(one_with(aid, "data-key", "line"))
        ):
            if low <= value <= high:
                return min(max(half_up(start + (value - low) * step), 0), 100)
        return None

    def by_shares(self, aid, mark):
        """Add up what the points given are worth."""
        if sum(given for (given,) in mark.values()) != bold(aid)[-1]:
            return None
        worth = self.cells(aid)
        return sum(given * worth[line] for line, (given,) in mark.items())

    def by_apart(self, aid, mark):
        """Take the differences between two tables from the full points."""
        full, each, total = bold(aid)[1:]
        if any(sum(pair[at] for pair in mark.values()) != total for at in (0, 1)):
            return None
        return max(0, full - each * sum(abs(one - other) for one, other in mark.values()))

    def by_ticks(self, aid, mark):
        """Weigh yes by yes and no."""
        points = self.cells(aid)
        told = [line for line, said in mark.items() if said in {"yes", "no"}]
        of = sum(points[line] for line in told)
        if len(told) < bold(aid)[-1] or not of:
            return None
        return half_up(100 * sum(points[line] for line in told if mark[line] == "yes") / of)

    def by_counts(self, aid, mark):
        """Set one side's words against both."""
        both = mark["customer"] + mark["seller"]
        if mark["words"] < bold(aid)[-1] or not both:
            return None
        return half_up(100 * mark["customer"] / both)

    # Worksheets

    def block(self, block):
        """Fill in one worksheet."""
        name = text(block.find("h3"))
        total = count = answered = Fraction(0)
        table = one_with(block, "data-key", "rows")
        for row in rows_of(table) if table is not None else []:
            number = int(text(row[0]))
            weight = bold(row[1])[0] if len(row) == 4 else Fraction(1)
            self.in_row(number, row[-2])
            if number in self.points:
                total += weight * self.points[number]
                count += weight
                answered += 1
        adds = one_with(block, "data-adds")
        for other in text(adds).split("; ") if adds is not None else []:
            total, count, answered = (
                mine + theirs for mine, theirs in zip((total, count, answered), self.sums[other], strict=True)
            )
        self.sums[name] = (total, count, answered)
        self.places[name] = int(bold_in(block, "data-places"))
        required = one_with(block, "data-required")
        there = required is None or all(int(number) in self.points for number in bold(required))
        enough = answered >= bold_in(block, "data-least") and there
        self.answered[name] = answered
        self.scores[name] = half_up(total / count, self.places[name]) if enough else None
        self.names[block.get("data-scale")] = name

    def in_row(self, number, cell):
        """Find the points of an answer beside its number, and whether a star stands there."""
        spans = list(cell.findall("span"))
        mark = self.filled.marks.get(number)
        if any(text(span).endswith("*") for span in spans):
            self.pushes[number] = False
        if mark is None:
            self.pushes.pop(number, None)
            return
        for span in spans:
            label, points = text(span.find("b")), text(span)[len(text(span.find("b"))) :].strip()
            if (mark == label) if isinstance(mark, str) else holds(label, mark[0]):
                self.points[number] = Fraction(points.removesuffix("*"))
                if number in self.pushes:
                    self.pushes[number] = points.endswith("*")

    def means(self):
        """Make the scales that are made of scores."""
        self.up = self.index = None
        self.up_name = ""
        block = one_with(self.sheet, "data-mean", "up")
        if block is not None:
            self.up_name = text(block.find("h3"))
            names = text(one_with(block, "data-of")).split("; ")
            known = [self.scores[name] for name in names if self.scores[name] is not None]
            self.up_places = int(bold_in(block, "data-places"))
            if len(known) >= bold_in(block, "data-least"):
                self.up = half_up(sum(known) / len(known), self.up_places)
        block = one_with(self.sheet, "data-mean", "index")
        if block is not None:
            parts = [text(part).rsplit(" × ", 1) for part in all_with(block, "data-part")]
            known = [(self.scores[name], Fraction(weight)) for name, weight in parts]
            self.index_places = int(bold_in(block, "data-places"))
            if known[0][0] is not None:
                known = [pair for pair in known if pair[0] is not None]
                weights = sum(weight for _, weight in known)
                value = sum(one * weight for one, weight in known) / weights
                self.index = half_up(value, self.index_places)

    # Readings

    def of_line(self):
        """Return the score that the table of zones is about."""
        return next((self.scores[name] for name in self.scores if self.heading("zones", name)), None)

    def heading(self, key, name):
        """Say whether the heading over a table names a scale."""
        place = one_with(self.sheet, "data-key", key)
        parent = next((one for one in self.sheet.iter() if place in list(one)), None)
        if place is None or parent is None:
            return False
        before = list(parent)[: list(parent).index(place)]
        heading = [text(one) for one in before if one.tag == "h3"][-1]
        return heading.rsplit(": ", 1)[-1] == name

    def of_band(self):
        """Return the value that the table of bands is about: the index, the points of one item, or a score."""
        if one_with(self.sheet, "data-mean", "index") is not None:
            return self.index
        for number, points in self.points.items():
            if self.heading("bands", f"The points of item {number}"):
                return points
        return next((self.scores[name] for name in self.scores if self.heading("bands", name)), None)

    def stage(self, key, value):
        """Return the name of the row that a value falls in."""
        table = one_with(self.sheet, "data-key", key)
        if table is None or value is None:
            return None
        for low, high, name, _ in rows_of(table):
            under = text(high).startswith("under ")
            top = Fraction(text(high).removeprefix("under "))
            if Fraction(text(low)) <= value and (value < top if under else value <= top):
                return text(name)
        raise AssertionError(value)

    def pressing(self):
        """Work out the share of pushing."""
        self.share, self.pushing = None, False
        place = one_with(self.sheet, "data-key", "pressing")
        if place is None:
            return
        offered = [int(number) for number in bold(one_with(place, "data-items"))]
        there = [number for number in offered if number in self.points]
        assert set(there) == set(self.pushes)
        if len(there) >= bold_in(place, "data-least"):
            self.share = Fraction(100 * sum(self.pushes[number] for number in there), len(there))
            self.pushing = self.share >= bold_in(place, "data-from")

    def habits_and_flags(self):
        """Read each juncture."""
        self.flags, self.habits = {}, []
        rules = one_with(self.sheet, "data-key", "flags")
        if rules is None:
            return
        at_most, least, yielding, worth, watch = bold(rules)
        low = bold(one_with(self.sheet, "data-key", "habits"))[0]
        for gate in all_with(self.sheet, "data-gate"):
            name = gate.get("data-gate")
            assert text(gate.find("caption")).startswith(name)
            value = self.scores[name]
            if value is None:
                self.flags[name] = "unscored"
                continue
            found = []
            for row in rows_of(gate)[:-1]:
                points = [self.points[number] for number in bold(row[1]) if number in self.points]
                if points and Fraction(sum(points), len(points)) <= low:
                    found.append(text(row[3]))
            self.habits += found
            own = [self.points[number] for number in self.items_of(name) if number in self.points]
            if value <= at_most and len(own) >= least and sum(one <= worth for one in own) >= yielding:
                self.flags[name] = "flag"
            else:
                self.flags[name] = "watch" if value <= watch or found else "none"

    def items_of(self, name):
        """Return the numbers in the worksheet of a score."""
        block = next(one for one in all_with(self.sheet, "data-scale") if text(one.find("h3")) == name)
        return [int(text(row[0])) for row in rows_of(one_with(block, "data-key", "rows"))]

    def first_pattern(self):
        """Return the first row of the patterns that fits."""
        table = one_with(self.sheet, "data-key", "patterns")
        across = self.of_line()
        if table is None or across is None or self.up is None:
            return None
        for when, name in rows_of(table):
            if all(self.fits(one, across) for one in all_with(when, "data-if")):
                return text(name.find("strong"))
        raise AssertionError(text(table))

    def fits(self, condition, across):
        """Say whether one condition of a pattern holds, by its words."""
        words = text(condition)
        if words == "every juncture has a score":
            return "unscored" not in self.flags.values()
        if words == "no flag":
            return "flag" not in self.flags.values()
        number = bold(condition)[0]
        if words.startswith("share of pushing under"):
            return self.share is None or self.share < number
        value = self.up if words.startswith(self.up_name) else across
        return value >= number if words.endswith("or more") else value < number

    def own_guess(self):
        """Set the guess beside the score."""
        place = one_with(self.sheet, "data-key", "guess")
        value = self.of_line()
        self.off = (
            place is not None
            and value is not None
            and self.filled.guess is not None
            and abs(10 * self.filled.guess - value) >= bold(place)[-1]
        )

    def notes(self):
        """Collect the notes all of whose tests hold, and the line that goes into a gap."""
        self.said, self.line = [], None
        table = one_with(self.sheet, "data-key", "notes")
        for when, sentence in rows_of(table) if table is not None else []:
            if all(self.holds(test) for test in all_with(when, "data-test")):
                doubt = sentence.find("strong")
                self.said.append(
                    text(sentence).removesuffix(text(doubt) if doubt is not None else "").strip()
                )

    def holds(self, test):
        """Say whether one test of a note holds."""
        kind, words = test.get("data-test"), [text(one) for one in test.iter("b")]
        number = int(words[0])
        mark = self.filled.marks.get(number, "nothing")
        if kind == "at-most":
            return number in self.points and self.points[number] <= Fraction(words[1])
        if kind == "below":
            return number in self.points and mark[0] < Fraction(words[1])
        if kind == "unmet":
            return mark is None
        if kind == "is":
            return mark == words[1]
        if kind == "line":
            return isinstance(mark, dict) and mark.get(words[1]) == words[2]
        if kind == "apart":
            return self.furthest(mark, self.filled.marks.get(int(words[1])), Fraction(words[2]))
        points = [self.points.get(int(one)) for one in words[:-1]]
        if None in points:
            return False
        high = Fraction(sum(points), len(points)) >= Fraction(words[-1])
        return high if text(test).endswith("or more") else not high

    def furthest(self, first, second, by):
        """Find the line where the first table lies furthest above the second."""
        if any(
            not isinstance(one, dict) or sum(given for (given,) in one.values()) != 10
            for one in (first, second)
        ):
            return False
        apart = {line: first[line][0] - second[line][0] for line in first}
        largest = max(apart.values())
        self.line = next(line for line, gap in apart.items() if gap == largest)
        return largest >= by

    @property
    def weakest(self):
        """Return where to look first."""
        flagged = [name for name, tier in self.flags.items() if tier == "flag"]
        names = flagged or text(one_with(self.sheet, "data-key", "compared")).split("; ")
        lowest = self.lowest(names)
        parts = [one for one in all_with(self.sheet, "data-parts") if lowest in {None, one.get("data-parts")}]
        return self.lowest([name for one in parts for name in text(one).split("; ")]) or lowest

    def lowest(self, names):
        """Return the first of the names with the lowest score, or None."""
        scored = [name for name in names if self.scores[name] is not None]
        return min(scored, key=lambda name: self.scores[name]) if scored else None

    @property
    def open(self):
        """Return item, line and page of every open line of a deal."""
        table = one_with(self.sheet, "data-key", "open")
        found = []
        for number, line, _ask, page in rows_of(table) if table is not None else []:
            said = (self.filled.marks.get(int(text(number))) or {}).get(text(line))
            if said in {"no", "don't know"}:
                link = page.find("a")
                found.append((int(text(number)), int(text(line)), link is not None and link.get("href")))
        return found


def bold_in(element, attribute):
    """Return the number in an element with an attribute."""
    return Fraction(text(one_with(element, attribute)))


def holds(label, figure):
    """Say whether a label such as 7 or 7 to 10 means a figure."""
    low, _, high = label.partition(" to ")
    return Fraction(low) <= figure <= Fraction(high or low)


# What the follower finds is what the scorer says


@pytest.fixture(scope="module")
def sheets(site):
    """Return the sheet of every instrument as it was built."""
    return {
        id_: sheet_in((site / "assess" / f"{id_}-on-paper.html").read_text(encoding="utf-8"))
        for id_ in PROJECT.instruments
    }


def follow(sheets, id_, answers):
    """Return what a follower finds for some answers."""
    sheet = sheets[id_]
    return Follower(sheet, Filled(sheet, PROJECT.instruments[id_], answers))


def names_of(id_):
    """Return the printed name of every scale of an instrument."""
    model, instrument = PROJECT.model, PROJECT.instruments[id_]
    scales = [*model.axes, *model.dimensions, *instrument.facets]
    return {one.id: one.name for one in scales}


def differences(id_, found, result):
    """Yield in words where a follower and the scorer part."""
    key, instrument, model = PROJECT.keys[id_], PROJECT.instruments[id_], PROJECT.model
    names = names_of(id_)
    for scale, value in result["scales"].items():
        if scale == key["up"]:
            mine, unit = found.up, 2 * Fraction(1, 10**found.up_places)
        else:
            name = found.names[scale]
            mine, unit = found.scores[name], Fraction(1, 10 ** found.places[name])
        if (mine is None) != (value["score"] is None):
            yield f"{scale}: {mine} on paper, {value['score']} on the screen"
        elif mine is not None and abs(float(mine) - value["score"]) > float(unit) / 2 + 1e-9:
            yield f"{scale}: {float(mine)} on paper, {value['score']} on the screen"
    zones = {zone.id: zone.name for zone in model.line.zones}
    patterns = {pattern.id: pattern.name for pattern in model.patterns}
    bands = {
        zone.id: zone.name for zone in (instrument.bands.zones if instrument.bands else model.index.zones)
    }
    flags = {
        names[juncture]: "flag" if tier in {"strong", "likely"} else tier
        for juncture, tier in result["flags"].items()
    }
    checks = [plain(model.junctures[gap["juncture"]].sub_checks[gap["tag"]].note) for gap in result["gaps"]]
    texts = {note.id: note.text for note in instrument.notes}
    lines = [note["line"] for note in result["own_notes"] if note["line"]]
    weakest = result["weakest"] and result["weakest"]["dimension"]
    pairs = {
        "zone": (found.zone, zones.get(result["zone"])),
        "pattern": (found.pattern, patterns.get(result["pattern"])),
        "flags": (found.flags, flags),
        "habits": (found.habits, checks),
        "pushing": (found.pushing, result["pressing"] is not None),
        "guess": (found.off, result["blind_spot"] is not None),
        "band": (found.band, bands.get((result["band"] or {}).get("zone"))),
        "notes": (found.said, [plain(texts[note["id"]]) for note in result["own_notes"]]),
        "weakest": (found.weakest, names.get(weakest)),
    }
    for what, (mine, theirs) in pairs.items():
        if mine != theirs:
            yield f"{what}: {mine} on paper, {theirs} on the screen"
    if lines:
        said = next(test["said"] for note in key["notes"] for test in note["tests"] if "said" in test)
        item = next(item for item in instrument.items if item.id == said)
        if item.lines_of_it()[int(found.line) - 1] != lines[0]:
            yield f"line: {found.line} on paper, {lines[0]} on the screen"


def screen(id_, persona):
    """Return the answers of a persona, and what the scorer says of them alone."""
    instrument, key = PROJECT.instruments[id_], PROJECT.keys[id_]
    sitting = sitting_of(persona, instrument, key)
    return sitting["answers"], score(key, {id_: sitting})


@pytest.mark.parametrize(("id_", "persona"), CASES, ids=lambda value: getattr(value, "name", value))
def test_a_pencil_reaches_what_the_screen_says(sheets, id_, persona):
    """Scores to the decimal printed, zone, pattern, flags, notes, band and open lines of every persona agree.

    Results that the screen holds back are passed over: signs of hasty answers are not on paper.
    """
    answers, result = screen(id_, persona)
    if result["quality"] in {"hold", "empty"}:
        return
    if one_with(sheets[id_], "data-key", "open") is not None:
        numbers = {item.id: number for number, item in enumerate(PROJECT.instruments[id_].items, 1)}
        lines = {item.id: item.lines_of_it() for item in PROJECT.instruments[id_].items}
        expected = []
        for one in result["open"]:
            item = one["ref"].split("/")[1]
            page = (
                next(page.uri for page in PROJECT.pages if page.slug == one["page"]) if one["page"] else None
            )
            address = page and "../" + page.removesuffix(".md") + ".html"
            expected.append((numbers[item], lines[item].index(one["line"]) + 1, address))
        sheet = sheets[id_]
        marks = Filled(sheet, PROJECT.instruments[id_], answers)
        follower = Follower.__new__(Follower)
        follower.sheet, follower.filled = sheet, marks
        assert expected == follower.open
        return

    assert [] == list(differences(id_, follow(sheets, id_, answers), result))


def test_most_personas_are_followed_and_reach_everything():
    """The personas reach every pattern, note and tier of a flag, so that agreeing with them says something."""
    results = [screen(id_, persona)[1] for id_, persona in CASES]
    read = [result for result in results if result["quality"] not in {"hold", "empty"}]

    assert len(read) >= 90
    assert {pattern.id for pattern in PROJECT.model.patterns} <= {result["pattern"] for result in read}
    assert {"strong", "likely", "watch", "none", "unscored"} <= {
        tier for result in read for tier in result["flags"].values()
    }
    assert {note.id for one in PROJECT.instruments.values() for note in one.notes} <= {
        note["id"] for result in read for note in result["own_notes"]
    }


def random_answers(random, instrument):
    """Answer some items at random, in a way that a form would take."""
    answers = {}
    lean = random.choice([0.1, 0.3, 0.5, 0.7, 0.9])
    for item in instrument.items:
        form = item.form()
        if random.random() < 0.12:
            continue
        if form is None:
            answers[item.id] = random.randint(0, 10)
        elif "table" in form:
            table = form["table"]
            ranked = sorted(zip(table["points"], table["values"], strict=True), key=lambda one: one[0])
            at = min(max(random.gauss(lean, 0.25), 0), 0.999)
            answers[item.id] = ranked[int(at * len(ranked))][1]
        elif "line" in form:
            line = form["line"]
            high = min(line["highest"], 24 if line["ratio"] else 110)
            first, second = sorted(random.randint(int(line["lowest"]), int(high)) for _ in range(2))
            answers[item.id] = [first, max(second, 1)] if line["ratio"] else random.choice([first, second])
        elif "counts" in form:
            customer, seller = random.randint(0, 60), random.randint(0, 60)
            answers[item.id] = {"customer": customer, "seller": seller, "words": random.randint(140, 400)}
        elif "ticks" in form:
            lines = form["ticks"]["lines"]
            answers[item.id] = {line: random.choice(["yes", "no", "unsure", "yes", "no"]) for line in lines}
        else:
            form = form.get("shares") or form["apart"]
            tables = 2 if item.form().get("apart") else 1
            given = [[0] * len(form["lines"]) for _ in range(tables)]
            for table in given:
                for _ in range(form["total"] - (random.random() < 0.1)):
                    table[random.randrange(len(table))] += 1
            answers[item.id] = {
                line: given[0][at] if tables == 1 else [table[at] for table in given]
                for at, line in enumerate(form["lines"])
            }
    return answers


@pytest.mark.parametrize("id_", [id_ for id_ in PROJECT.keys if id_ != "check-one-deal"])
def test_a_pencil_agrees_on_answers_that_nobody_has_chosen(sheets, id_):
    """Two hundred sheets filled in at random, many with answers missing, come out alike and in every zone."""
    random = Random(f"paper {id_}")  # noqa: S311 - the same in every run
    instrument, key = PROJECT.instruments[id_], PROJECT.keys[id_]
    read, zones = 0, set()
    for _ in range(200):
        answers = random_answers(random, instrument)
        result = score(key, {id_: {"answers": answers, "day": None, "fast": False}})
        if result["quality"] in {"hold", "empty"}:
            continue
        read += 1
        zones.add(result["zone"])

        assert [] == list(differences(id_, follow(sheets, id_, answers), result)), answers
    assert read >= 100
    assert {zone["id"] for zone in key["zones"]} <= zones


# The decimals are enough


def sheet(id_):
    """Return the sheet of an instrument as data."""
    model, titles = PROJECT.model, {page.slug: page.head.title for page in PROJECT.pages}
    return sheet_of(PROJECT.instruments[id_], PROJECT.keys[id_], model, titles, None)


@pytest.mark.parametrize("id_", PROJECT.keys)
def test_a_rounded_score_lies_on_the_side_of_every_cut_that_the_score_lies_on(id_):
    """For each sum that a worksheet can have, rounded and exact score agree about "or more" and "or less"."""
    for block in sheet(id_).blocks:
        most = sum(row.weight for row in block.rows) or block.of
        for total in range(1, most + 1):
            for points in range(100 * total + 1):
                exact = Fraction(points, total)
                rounded = half_up(exact, block.places)
                for cut in {floor(exact), floor(exact) + 1}:
                    assert (exact >= cut) == (rounded >= cut)
                    assert (exact <= cut) == (rounded <= cut)


def test_one_decimal_would_not_be_enough_for_a_mean_of_scores():
    """16.7, 50 and 83.3 average 50 when they are 100/6, 50 and 500/6; other sixths and fifths miss a cut by less than .1."""
    scores = [Fraction(299, 6), Fraction(250, 5), Fraction(301, 6) - Fraction(1, 30)]
    exact = sum(scores) / 3
    rough = half_up(sum(half_up(one, 1) for one in scores) / 3, 1)

    assert exact < 50 <= rough
    assert half_up(sum(half_up(one, 3) for one in scores) / 3, 3) < 50


def test_the_decimals_of_a_mean_are_enough_beside_every_cut():
    """Self-assertion from rounded scores lies on the right side of each cut, looked for right on it and beside it."""
    made = sheet("where-you-stand")
    random = Random("decimals")  # noqa: S311 - the same in every run
    cuts = {
        number for pattern in made.patterns for kind, number in pattern.conditions if kind.startswith("up")
    }
    blocks = {block.name: block for block in made.blocks}
    parts = [blocks[name] for name, _ in made.up.of]
    assert cuts
    assert {made.up.places} == {block.places for block in parts} == {3}
    ranges = [range(block.least, block.of + 1) for block in parts]
    for chosen in [*product(*ranges), *product(*ranges[:2])]:
        for cut in cuts:
            for _ in range(150):
                some = [Fraction(random.randint(0, 100 * total), total) for total in chosen[:-1]]
                wanted = cut * len(chosen) - sum(some)
                for beside in (-1, 0, 1):
                    last = Fraction(floor(wanted * chosen[-1]) + beside, chosen[-1])
                    scores = [*some, last]
                    exact = sum(scores) / len(scores)
                    mine = half_up(
                        sum(half_up(one, made.up.places) for one in scores) / len(scores), made.up.places
                    )
                    assert (exact >= cut) == (mine >= cut), (scores, cut)


def test_the_decimals_of_the_index_are_enough_beside_every_cut():
    """The index from rounded scores falls in the band that it falls in when nothing is rounded."""
    made = sheet("measure-and-pay")
    blocks = {block.name: block for block in made.blocks}
    (first, one), (second, other) = ((blocks[name], weight) for name, weight in made.index.of)
    places = made.index.places
    for divide, by in product((4, 5), (4, 5)):
        for points in range(100 * divide + 1):
            exact_first = Fraction(points, divide)
            for cut in (band.low for band in made.bands):
                near = floor((cut * (one + other) - one * exact_first) / other * by)
                for sum_ in (near - 1, near, near + 1):
                    exact_second = Fraction(sum_, by)
                    exact = (one * exact_first + other * exact_second) / (one + other)
                    rounded = one * half_up(exact_first, first.places) + other * half_up(
                        exact_second, second.places
                    )
                    assert (exact >= cut) == (half_up(rounded / (one + other), places) >= cut)


def test_half_up_is_what_a_pencil_does():
    """The rounding of the follower is the one that is learnt at school."""
    for number in ("0.5", "1.5", "2.45", "49.95", "49.94"):
        expected = Decimal(number).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert Fraction(expected) == half_up(Fraction(number), 1)


def test_every_number_on_a_sheet_moves_with_the_key():
    """With other cuts in the key another sheet comes out: nothing of them is typed."""
    key = PROJECT.keys["where-you-stand"]
    moved = key | {
        "flags": key["flags"] | {"yields_from": 61, "watch_from": 52, "least_answers": 5},
        "gap_at_most": 22,
        "blind_spot_from": 17,
        "scoring": key["scoring"] | {"least_answered": {"of": 4, "at_least": 3}},
        "pressing": key["pressing"] | {"from": 44, "least_scenarios": 2},
        "recommend": key["recommend"] | {"days": 30},
    }
    made = sheet_of(PROJECT.instruments["where-you-stand"], moved, PROJECT.model, {}, None)

    assert (39, 48, 5, 22) == (
        made.flags.at_most,
        made.flags.watch_at_most,
        made.flags.least,
        made.flags.gap_at_most,
    )
    assert (17, 44, 2, 30) == (made.guess.from_, made.pressing.from_, made.pressing.least, made.days)
    assert [8, 5] == [block.least for block in made.blocks if block.of in {10, 6}][:2]
