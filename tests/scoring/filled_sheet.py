"""A built sheet as somebody reads it, and with a persona's answers filled in by pencil.

`rows` are the boxes or letters of an item from left to right, and `last_box` the words of its last box.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from math import floor
from xml.etree.ElementTree import Element, TreeBuilder

from even_exchange.site.inline import inline

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


@cache
def all_with(element, attribute):
    """Return the elements within that have an attribute; a sheet keeps its parts, whatever they say."""
    return [one for one in element.iter() if attribute in one.attrib]


def one_with(element, attribute, value=None):
    """Return the first element within that has an attribute, or None."""
    return next((one for one in all_with(element, attribute) if value in {None, one.get(attribute)}), None)


@cache
def of_class(element, name):
    """Return the elements within that have a class."""
    return [one for one in element.iter() if name in one.get("class", "").split()]


@cache
def rows_of(table):
    """Return the cells of each row in the body of a table."""
    return [list(row) for row in table.find("tbody")]


@cache
def parents(sheet):
    """Return the parent of every element of a sheet."""
    return {child: parent for parent in sheet.iter() for child in parent}


def half_up(value, places=0):
    """Round as one learns at school."""
    scale = 10**places
    return Fraction(floor(value * scale + Fraction(1, 2)), scale)


# Filling in the form


class Filled:
    """The form of a sheet with a persona's answers: by number, a label, figures, or figures and words by line."""

    def __init__(self, sheet, instrument, answers):
        self.marks, self.rows, self.last_box = {}, {}, {}
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
            self.note_places(number, place)
            if item.id in answers:
                self.marks[number] = self.marked(place, item, answers[item.id])

    def note_places(self, number, place):
        """Note the boxes or letters of an item from left to right, and the words of its last box."""
        boxes = of_class(place, "paper-boxes")
        letters = [text(line.find("b")) for line in place.iter("li")]
        if boxes:
            self.rows[number] = [text(one) for one in boxes[0]]
        elif letters and letters[0].isalpha():
            self.rows[number] = letters
        for box in of_class(place, "paper-unmet"):
            self.last_box[number] = text(box)

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
