"""Somebody with a pencil, who knows nothing but the printed page, fills it in and does what its key says.

The follower takes every number, and every word that says what to do with one, from what is printed: sum, mean, at
least, or less, lowest and so on. A word that it does not know stops it (`UnreadableError`). Marks in the HTML only tell
it which paragraph stands where. It reckons with fractions, rounded as the sheet asks.
"""

from __future__ import annotations

import operator
import re
from fractions import Fraction

from tests.scoring.filled_sheet import all_with, half_up, of_class, one_with, parents, rows_of, text

# The words of a key


class UnreadableError(AssertionError):
    """The sheet says something that nobody has learnt to do."""


COMPARES = {
    "or more": operator.ge,
    "or less": operator.le,
    "under": operator.lt,
    "at least": operator.ge,
    "fewer than": operator.lt,
}
PICKS = {"lowest": min, "highest": max}
RECKONS = {"÷": Fraction, "×": operator.mul, "+": operator.add, "−": operator.sub}
PLURAL = "s?"


def told(place, pattern):
    """Return the parts of what is printed at a place, blanks passed over; all of it has to be as the pattern says."""
    words = re.sub(r" (?=[,.:;])", "", place if isinstance(place, str) else text(place))
    found = re.fullmatch(pattern, words)
    if found is None:
        raise UnreadableError(words)
    return found.groupdict()


def meaning(known, words):
    """Return what words mean, or stop."""
    if words not in known:
        raise UnreadableError(words)
    return known[words]


def figures(words):
    """Return the whole numbers in a list such as "1, 2, 5"."""
    return [int(one) for one in words.split(", ")]


def mean(values):
    """Return the mean of some points."""
    return Fraction(sum(values), len(values))


def holds(label, figure):
    """Say whether a label such as 7 or 7 to 10 means a figure."""
    low, _, high = label.partition(" to ")
    return Fraction(low) <= figure <= Fraction(high or low)


def longest_run(places):
    """Return how many in a row are the same, at most."""
    longest = run = 0
    last = None
    for place in places:
        run = run + 1 if place == last else 1
        last = place
        longest = max(longest, run)
    return longest


N = r"(\d+(?:\.\d+)?)"
BLOCK = (
    r"(?P<sum>Sum of this table, and of (?P<and>.+) from above|Add the sums of (?P<of>.+) from above|Sum)"
    r"(?: of points (?P<times>\S) counts| \(points (?P<times_each>\S) counts\))?:? (?P<by>\S) the "
    r"(?P<count>number of items answered|counts of the items answered)(?P<where> here and in them| in them|)"
    r"(?P<added>, added up)? = \(to (?P<places>\d+) decimals?\)\. Needs (?P<least>\d+) answered of (?P<n>\d+)"
    r"(?:, item (?P<required>[\d, ]+) among them)?(?: \(items (?P<extra>[\d, ]+) may be missing\))?; "
    r"else: not enough to say\. 0: .*\. 100: .*\."
)
KEY = (
    r"Every answer is worth 0 to 100 points\. Write the points of each answer into the last column and add them up; "
    r"an item that you left out, or whose last box you ticked, stays empty\. "
    r"(?P<star>A star marks an answer that pushes\. )?"
    r"Keep as many decimals as the line asks for; a 5 rounds up\."
)
MEAN = (
    r"Add the scores of (?P<of>.+) (?P<by>\S) how many of them you have = \(to (?P<places>\d+) decimals?\)\. "
)
MEAN += r"Needs (?P<least>\d+) of them; else: not enough to say\."
INDEX = r"(?P<parts>.+) = (?P<by>\S) (?P<all>\d+) \(the weights added: (?P<weights>[\d+ ]+)"
INDEX += r"(?P<without>(?:; without a score of .+?, leave it out and take \d+ less)*)\) = "
INDEX += r"\(to (?P<places>\d+) decimals?\)\. Without the first: .*"
FLAGS = (
    r"For each of the three, the first that fits\. Flag: the score is (?P<low>\d+) (?P<low_is>or \w+), "
    r"(?P<many>[a-z ]+?) (?P<answers>\d+) items are answered, and (?P<some>[a-z ]+?) (?P<yielding>\d+) answers are "
    r"worth (?P<worth>\d+) points (?P<worth_is>or \w+)\. Worth a look: the score is (?P<watch>\d+) "
    r"(?P<watch_is>or \w+), or a habit note stands below\. No sign: any other score\. "
    r"Not enough to say: no score\."
)
HABITS = (
    r"Habit notes, where the juncture has a score: the mean of the points of the answered items in the row is "
    r"(?P<low>\d+) (?P<low_is>or \w+)\. With one answered item in the row, read the note as: "
    r"one answer points to this\."
)
PRESSING = (
    r"Of the items (?P<items>[\d, ]+): answered, with a star\. With (?P<some>[a-z ]+?) (?P<least>\d+) answered: "
    r"share = 100 (?P<times>\S) those with a star (?P<by>\S) those answered =; else there is no share\. "
    r"(?P<high>\d+) (?P<high_is>or \w+): .* \(Into the gap goes the share\.\)"
)
RUN = (
    r"Go through items (?P<items>[\d, ]+), those with an answer only\. Count the longest run of the same "
    r"(?:box|letter)(?P<again>, from the (?:left|first); and again from the (?:right|last))?\. "
    r"If it is (?P<lengths>.+): stop, there is no result\."
)
LENGTH = (
    r"(?P<run>\d+) (?P<run_is>or \w+)(?: \(with (?:fewer|(?P<some>[a-z ]+?) (?P<answers>\d+)) answered\))?"
)
PAIRS = (
    r"These ask nearly the same: items (?P<pairs>[\d,; ]+)\. Where both are answered, take their points from one "
    r"another, all as plus, and work out the mean of that\."
    r"(?: With (?P<some>[a-z ]+?) (?P<many>\d+) pairs: (?P<stop>\d+) (?P<stop_is>or \w+): stop, there is no result; "
    r"(?P<doubt>\d+) (?P<doubt_is>or \w+): read the result with doubt\.)?"
    r" With just (?P<few>\d+) pairs: (?P<few_doubt>\d+) (?P<few_is>or \w+): read the result with doubt\."
)
IDEAL = (
    r"Of the numbered items with boxes or letters: if (?P<some>[a-z ]+?) (?P<least>\d+) are answered, and "
    r"(?P<most>[a-z ]+?) (?P<tenths>\d+) in ten of the answers are worth (?P<best>\d+) points, read the result with "
    r"doubt\."
)
GUESS = (
    r"Ten times your guess, and (?P<axis>.+): when they lie (?P<off>\d+) (?P<off_is>or \w+) apart, the guess being "
    r"higher: .* Lower: .* \(Into the gaps go the two figures\.\)"
)
WEAKEST = (
    r"(?:Your weakest moment is that of the flagged juncture with the (?P<flagged>\w+) score; without a flag, that of|"
    r"Where to look first:)(?: the (?P<pick>\w+) score of)? (?P<of>.+?)\.(?P<parts>(?: In place of .+?, take the \w+ score "
    r"of its parts: .+?\.)*) Of equal ones, take the first\. Read one page, and do its drill with a colleague\."
)
PARTS = r"In place of (?P<whole>.+?), take the (?P<pick>\w+) score of its parts: (?P<of>.+?)"
PARTS += r"(?P<alone>, also when nothing but a part has a score)?\."
KEEPS = {
    "flagged": r"the flagged juncture with the (?P<pick>\w+) score",
    "unscored": r"every juncture without a score",
    "pushing": r"pushing, with a share of (?P<share>\d+) (?P<is>or \w+)",
    "part": r"the (?P<pick>\w+) score among the parts of each axis (?P<side>\w+) (?P<target>\d+), of equal ones the "
    r"first: (?P<axes>.+)",
}
ASKS = r"What to ask customers next, for the two (?P<pick>\w+) scores of these, of equal ones the first:"


# Following the key


class Follower:
    """Somebody who does with the filled-in form what the key says, and keeps to it."""

    def __init__(self, sheet, filled):
        self.sheet, self.filled = sheet, filled
        self.points, self.pushes = {}, {}
        self.scores, self.sums, self.places, self.members = {}, {}, {}, {}
        self.names = {}
        self.stops = self.doubts = False
        self.stars = bool(told(self.after_heading("The key: from answers to points"), KEY)["star"])
        for aid in of_class(sheet, "paper-aid"):
            if "data-kind" in aid.attrib:
                self.by_table(aid)
        for block in all_with(sheet, "data-scale"):
            self.block(block)
        self.means()
        self.signs()
        self.pressing()
        self.habits_and_flags()
        self.zone = self.stage("zones", self.of_line())
        self.band = self.stage("bands", self.of_band())
        self.pattern, self.gaps = self.first_pattern()
        self.own_guess()
        self.notes()

    def after_heading(self, words):
        """Return what stands right below a heading."""
        for one in self.sheet.iter("h2"):
            if text(one) == words:
                within = list(parents(self.sheet)[one])
                return within[within.index(one) + 1]
        raise UnreadableError(words)

    def before(self, place):
        """Return what stands right above a place."""
        within = list(parents(self.sheet)[place])
        return within[within.index(place) - 1]

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

    @staticmethod
    def rule(aid, pattern):
        """Return the parts of the last paragraph beside a table."""
        return told(list(aid.findall("p"))[-1], pattern)

    def by_figures(self, aid, mark):
        """Find the figure in the table, or the range that holds it."""
        return next((points for label, points in self.cells(aid).items() if holds(label, mark[0])), None)

    def by_line(self, aid, mark):
        """Go along the line, over per cent where there are two figures."""
        value = mark[0]
        if len(mark) == 2:
            rule = r"Per cent = (?P<full>\d+) (?P<times>\S) the first figure (?P<by>\S) the second\. The first is "
            rule += r"not more than the second, and the second not 0\."
            said = told(list(aid.findall("p"))[1], rule)
            if not mark[1] or mark[0] > mark[1]:
                return None
            value = meaning(RECKONS, said["times"])(int(said["full"]), mark[0])
            value = meaning(RECKONS, said["by"])(value, mark[1])
        rule = r"Whole points: round, a half up; not under (?P<low>\d+) and not over (?P<high>\d+)\."
        ends = self.rule(aid, rule)
        for low, high, start, step in (
            [Fraction(text(cell)) for cell in row] for row in rows_of(one_with(aid, "data-key", "line"))
        ):
            if low <= value <= high:
                points = half_up(start + (value - low) * step)
                return min(max(points, int(ends["low"])), int(ends["high"]))
        return None

    def by_shares(self, aid, mark):
        """Add up what the points given are worth."""
        rule = r"Points = the sum over the lines of what you gave (?P<times>\S) what it is worth\. "
        said = self.rule(aid, rule + r"No points unless you gave (?P<total>\d+) in all\.")
        if sum(given for (given,) in mark.values()) != int(said["total"]):
            return None
        worth, times = self.cells(aid), meaning(RECKONS, said["times"])
        return sum(times(given, worth[line]) for line, (given,) in mark.items())

    def by_apart(self, aid, mark):
        """Take the differences between two tables from the full points."""
        rule = (
            r"Take the two figures of each line from one another, and add up the differences, all as plus\. "
        )
        rule += (
            r"Points = (?P<full>\d+) (?P<less>\S) (?P<each>\d+) (?P<times>\S) that sum, and not under 0\. "
        )
        said = self.rule(aid, rule + r"No points unless both tables have (?P<total>\d+) in all\.")
        if any(sum(pair[at] for pair in mark.values()) != int(said["total"]) for at in (0, 1)):
            return None
        apart = sum(abs(one - other) for one, other in mark.values())
        taken = meaning(RECKONS, said["times"])(int(said["each"]), apart)
        return max(0, meaning(RECKONS, said["less"])(int(said["full"]), taken))

    def by_ticks(self, aid, mark):
        """Weigh yes by yes and no."""
        rule = r"Points = (?P<full>\d+) (?P<times>\S) the points of the lines with “yes” (?P<by>\S) the points of the "
        rule += r"lines with “yes” or “no”, to a whole number\. No points unless (?P<some>[a-z ]+?) (?P<least>\d+) of "
        said = self.rule(aid, rule + r"the lines have “yes” or “no”\.")
        points = self.cells(aid)
        clear = [line for line, word in mark.items() if word in {"yes", "no"}]
        of = sum(points[line] for line in clear)
        if not meaning(COMPARES, said["some"])(len(clear), int(said["least"])) or not of:
            return None
        yes = sum(points[line] for line in clear if mark[line] == "yes")
        return self.share(said, yes, of)

    def by_counts(self, aid, mark):
        """Set one side's words against both."""
        rule = r"Points = (?P<full>\d+) (?P<times>\S) the words for the customer’s side (?P<by>\S) the words for both "
        rule += r"sides, to a whole number\. No points with (?P<few>[a-z ]+?) (?P<least>\d+) words in all, or with no "
        said = self.rule(aid, rule + r"word for either side\.")
        both = mark["customer"] + mark["seller"]
        if meaning(COMPARES, said["few"])(mark["words"], int(said["least"])) or not both:
            return None
        return self.share(said, mark["customer"], both)

    @staticmethod
    def share(said, part, whole):
        """Return a part in hundred."""
        value = meaning(RECKONS, said["times"])(Fraction(int(said["full"])), part)
        return half_up(meaning(RECKONS, said["by"])(value, whole))

    # Worksheets

    def block(self, block):
        """Fill in one worksheet."""
        name = text(block.find("h3"))
        said = told(block.findall("p")[-1], BLOCK)
        times = said["times"] or said["times_each"]
        if bool(times) != bool(said["added"]) or (said["count"][0] == "c") != bool(times):
            raise UnreadableError(text(block))
        total = count = answered = Fraction(0)
        table = one_with(block, "data-key", "rows")
        members = []
        for row in rows_of(table) if table is not None else []:
            number, weight = int(text(row[0])), Fraction(1)
            if len(row) == 4:
                weight = Fraction(told(row[1], rf"{re.escape(times or '-')} (?P<weight>\d+)")["weight"])
            members.append(number)
            self.in_row(number, row[-2])
            if number in self.points:
                total += (
                    meaning(RECKONS, times)(weight, self.points[number]) if times else self.points[number]
                )
                count += weight
                answered += 1
        adds = said["and"] or said["of"]
        if said["where"] != ("" if not adds else " here and in them" if members else " in them"):
            raise UnreadableError(text(block))
        for other in adds.split("; ") if adds else []:
            total, count, answered = (
                mine + theirs for mine, theirs in zip((total, count, answered), self.sums[other], strict=True)
            )
            members += self.members[other]
        extra = figures(said["extra"]) if said["extra"] else []
        if len(members) - len(extra) != int(said["n"]) or not set(extra) <= set(members):
            raise UnreadableError(text(block))
        self.sums[name], self.members[name] = (total, count, answered), members
        self.places[name] = int(said["places"])
        there = (
            all(number in self.points for number in figures(said["required"])) if said["required"] else True
        )
        self.scores[name] = None
        if answered >= int(said["least"]) and there:
            self.scores[name] = half_up(meaning(RECKONS, said["by"])(total, count), self.places[name])
        self.names[block.get("data-scale")] = name

    def in_row(self, number, cell):
        """Find the points of an answer beside its number, and whether a star stands there."""
        spans = list(cell.findall("span"))
        mark = self.filled.marks.get(number)
        if not spans:
            told(cell, "see above")
        if self.stars and any(text(span).endswith("*") for span in spans):
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
            said = told(block.find("p"), MEAN)
            known = [self.scores[name] for name in said["of"].split("; ") if self.scores[name] is not None]
            self.up_places = int(said["places"])
            if len(known) >= int(said["least"]):
                self.up = half_up(meaning(RECKONS, said["by"])(sum(known), len(known)), self.up_places)
        block = one_with(self.sheet, "data-mean", "index")
        if block is not None:
            self.of_parts(block)

    def of_parts(self, block):
        """Work out the index of the parts that there are."""
        said = told(block.find("p"), INDEX)
        parts = [told(part, r"(?P<name>.+) × (?P<weight>\d+)") for part in said["parts"].split(" + ")]
        if [part["weight"] for part in parts] != said["weights"].split(" + "):
            raise UnreadableError(text(block))
        less = re.findall(r"; without a score of (.+?), leave it out and take (\d+) less", said["without"])
        if less != [(part["name"].lower(), part["weight"]) for part in parts[1:]]:
            raise UnreadableError(text(block))
        self.index_places, weights = int(said["places"]), int(said["all"])
        total = Fraction(0)
        for at, part in enumerate(parts):
            value = self.scores[part["name"]]
            if value is not None:
                total += int(part["weight"]) * value
            elif at == 0:
                return
            else:
                weights -= int(part["weight"])
        self.index = half_up(meaning(RECKONS, said["by"])(total, weights), self.index_places)

    # Whether there is a result

    def signs(self):
        """Look for what says that the sheet carries no result, or is to be doubted."""
        place = one_with(self.sheet, "data-key", "signs")
        for sign in all_with(place, "data-sign") if place is not None else []:
            getattr(self, "sign_" + sign.get("data-sign"))(sign)

    def sign_run(self, sign):
        """Count the longest run of one place."""
        said = told(sign, RUN)
        answered = [number for number in figures(said["items"]) if number in self.points]
        rows = [self.filled.rows[number] for number in answered]
        run = longest_run([row.index(self.filled.marks[n]) for n, row in zip(answered, rows, strict=True)])
        if said["again"]:
            from_right = [
                row[::-1].index(self.filled.marks[n]) for n, row in zip(answered, rows, strict=True)
            ]
            run = max(run, longest_run(from_right))
        for length in said["lengths"].split(", "):
            one = told(length, LENGTH)
            if one["answers"] and not meaning(COMPARES, one["some"])(len(answered), int(one["answers"])):
                continue
            self.stops = self.stops or meaning(COMPARES, one["run_is"])(run, int(one["run"]))
            return

    def sign_pairs(self, sign):
        """Hold items that ask nearly the same beside one another."""
        said = told(sign, PAIRS)
        pairs = [figures(pair) for pair in said["pairs"].split("; ")]
        apart = [
            abs(self.points[one] - self.points[other])
            for one, other in pairs
            if one in self.points and other in self.points
        ]
        if said["many"] and meaning(COMPARES, said["some"])(len(apart), int(said["many"])):
            if meaning(COMPARES, said["stop_is"])(mean(apart), int(said["stop"])):
                self.stops = True
            elif meaning(COMPARES, said["doubt_is"])(mean(apart), int(said["doubt"])):
                self.doubts = True
        elif len(apart) == int(said["few"]):
            far = meaning(COMPARES, said["few_is"])(mean(apart), int(said["few_doubt"]))
            self.doubts = self.doubts or far

    def sign_ideal(self, sign):
        """See whether nearly all answers are the best."""
        said = told(sign, IDEAL)
        answered = [self.points[number] for number in self.filled.rows if number in self.points]
        best = [one for one in answered if one == int(said["best"])]
        enough = meaning(COMPARES, said["some"])(len(answered), int(said["least"]))
        if enough and meaning(COMPARES, said["most"])(10 * len(best), int(said["tenths"]) * len(answered)):
            self.doubts = True

    # Readings

    def of_line(self):
        """Return the score that the table of zones is about."""
        return next((self.scores[name] for name in self.scores if self.heading("zones", name)), None)

    def heading(self, key, name):
        """Say whether the heading over a table names a scale."""
        place = one_with(self.sheet, "data-key", key)
        if place is None:
            return False
        within = list(parents(self.sheet)[place])
        before = within[: within.index(place)]
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
            top = told(high, r"(?:(?P<side>[a-z]+) )?(?P<top>\d+)")
            below = meaning(COMPARES, top["side"]) if top["side"] else operator.le
            if Fraction(text(low)) <= value and below(value, int(top["top"])):
                return text(name)
        raise UnreadableError(f"{key}: no row for {value}")

    def pressing(self):
        """Work out the share of pushing."""
        self.share_of_pushing, self.pushing = None, False
        place = one_with(self.sheet, "data-key", "pressing")
        if place is None:
            return
        said = told(place.find("p"), PRESSING)
        there = [number for number in figures(said["items"]) if number in self.points]
        if set(there) != set(self.pushes):
            raise UnreadableError(text(place))
        if meaning(COMPARES, said["some"])(len(there), int(said["least"])):
            hundred = meaning(RECKONS, said["times"])(100, sum(self.pushes[number] for number in there))
            self.share_of_pushing = meaning(RECKONS, said["by"])(hundred, len(there))
            self.pushing = meaning(COMPARES, said["high_is"])(self.share_of_pushing, int(said["high"]))

    def habits_and_flags(self):
        """Read each juncture."""
        self.flags, self.habits = {}, []
        rules = one_with(self.sheet, "data-key", "flags")
        if rules is None:
            return
        flag = told(rules, FLAGS)
        habit = told(one_with(self.sheet, "data-key", "habits"), HABITS)
        for gate in all_with(self.sheet, "data-gate"):
            name = gate.get("data-gate")
            assert text(gate.find("caption")).startswith(name)
            value = self.scores[name]
            if value is None:
                self.flags[name] = "unscored"
                continue
            found = []
            for row in rows_of(gate)[:-1]:
                points = [self.points[number] for number in figures(text(row[1])) if number in self.points]
                if points and meaning(COMPARES, habit["low_is"])(mean(points), int(habit["low"])):
                    found.append(text(row[3]))
            self.habits += found
            own = [self.points[number] for number in self.members[name] if number in self.points]
            yielding = [one for one in own if meaning(COMPARES, flag["worth_is"])(one, int(flag["worth"]))]
            if (
                meaning(COMPARES, flag["low_is"])(value, int(flag["low"]))
                and meaning(COMPARES, flag["many"])(len(own), int(flag["answers"]))
                and meaning(COMPARES, flag["some"])(len(yielding), int(flag["yielding"]))
            ):
                self.flags[name] = "flag"
            else:
                low = meaning(COMPARES, flag["watch_is"])(value, int(flag["watch"]))
                self.flags[name] = "watch" if low or found else "none"

    @property
    def flagged(self):
        """Return the junctures with a flag."""
        return [name for name, tier in self.flags.items() if tier == "flag"]

    def first_pattern(self):
        """Return the first row of the patterns that fits, and what goes into its gaps."""
        table = one_with(self.sheet, "data-key", "patterns")
        across = self.of_line()
        if table is None or across is None or self.up is None:
            return None, []
        told(self.before(table), rf"With both (?P<across>.+) and {self.up_name}: the first row that fits\.")
        for when, name in rows_of(table):
            conditions = all_with(when, "data-if")
            if not conditions:
                told(when, "any other")
            if all(self.fits(text(one), across) for one in conditions):
                return text(name.find("strong")), [self.gap(one) for one in all_with(name, "data-gap")]
        raise UnreadableError(text(table))

    def fits(self, words, across):
        """Say whether one condition of a pattern holds, by its words."""
        if words == "every juncture has a score":
            return "unscored" not in self.flags.values()
        if words == "no flag":
            return not self.flagged
        said = re.fullmatch(r"share of pushing (?P<side>[a-z]+) (?P<number>\d+), or no share", words)
        if said:
            share = self.share_of_pushing
            return share is None or meaning(COMPARES, said["side"])(share, int(said["number"]))
        said = told(
            words, r"(?P<name>[A-Z].+?) (?:(?P<side>under) (?P<low>\d+)|(?P<high>\d+) (?P<is>or \w+))"
        )
        value = self.up if said["name"] == self.up_name else across
        side = meaning(COMPARES, said["side"] or said["is"])
        return side(value, int(said["low"] or said["high"]))

    def gap(self, place):
        """Return what goes into a gap: names of scores."""
        what = told(place, r"\(Into the gap: (?P<what>.+)\.\)")["what"]
        if what == "every flagged juncture":
            return self.flagged
        if what == "your weakest moment, see “Where it leads”":
            return [self.weakest]
        told(what, "what comes first in the list below")
        return self.keeps()

    def keeps(self):
        """Return the first of the list that there is."""
        lines = one_with(self.sheet, "data-key", "keeps")
        told(self.before(lines), r"What keeps .+ from .+ is the first of these that there is:")
        lines = list(lines)
        names = [name for name in KEEPS if name != "pushing" or len(lines) == len(KEEPS)]
        said = {name: told(line, KEEPS[name]) for name, line in zip(names, lines, strict=True)}
        if self.flagged:
            return [self.pick(said["flagged"]["pick"], self.flagged)]
        unscored = [name for name, tier in self.flags.items() if tier == "unscored"]
        if unscored:
            return unscored
        push, share = said.get("pushing"), self.share_of_pushing
        if push and share is not None and meaning(COMPARES, push["is"])(share, int(push["share"])):
            return ["pushing"]
        part = said["part"]
        axes = re.findall(r"for (.+?), (.+?)(?:\. (?=for )|$)", part["axes"])
        values = dict(zip([name for name, _ in axes], (self.of_line(), self.up), strict=True))
        side, target = meaning(COMPARES, part["side"]), int(part["target"])
        under = [parts.split("; ") for name, parts in axes if side(values[name], target)]
        return [self.pick(part["pick"], [name for parts in under for name in parts])]

    def own_guess(self):
        """Set the guess beside the score."""
        place = one_with(self.sheet, "data-key", "guess")
        value = self.of_line()
        self.off = False
        if place is not None and value is not None and self.filled.guess is not None:
            said = told(place.find("p"), GUESS)
            apart = abs(10 * self.filled.guess - self.scores[said["axis"]])
            self.off = meaning(COMPARES, said["off_is"])(apart, int(said["off"]))

    def notes(self):
        """Collect the notes all of whose tests hold, and the line that goes into a gap."""
        self.said, self.line = [], None
        table = one_with(self.sheet, "data-key", "notes")
        for when, sentence in rows_of(table) if table is not None else []:
            if all(self.holds(test) for test in all_with(when, "data-test")):
                doubt = sentence.find("strong")
                if doubt is not None:
                    self.doubts = bool(told(doubt, r"Read the result with doubt\.") is not None)
                words = text(doubt) if doubt is not None else ""
                self.said.append(text(sentence).removesuffix(words).strip())

    def holds(self, test):
        """Say whether one test of a note holds, by its words."""
        words = text(test)
        for pattern, look in TESTS.items():
            said = re.fullmatch(pattern, words)
            if said:
                return look(self, said.groupdict())
        raise UnreadableError(words)

    def test_worth(self, said):
        """See what an answer is worth."""
        number = int(said["item"])
        side = meaning(COMPARES, said["is"])
        return number in self.points and side(self.points[number], int(said["points"]))

    def test_figure(self, said):
        """See how high a figure is."""
        number = int(said["item"])
        side = meaning(COMPARES, said["side"])
        return number in self.points and side(self.filled.marks[number][0], Fraction(said["figure"]))

    def test_line(self, said):
        """See what a line is answered."""
        mark = self.filled.marks.get(int(said["item"]))
        return isinstance(mark, dict) and mark.get(said["line"]) == said["answer"]

    def test_answer(self, said):
        """See which answer was given; words in quotation marks are those of the last box."""
        number = int(said["item"])
        mark = self.filled.marks.get(number, "nothing")
        if said["label"]:
            return mark == said["label"]
        return mark is None and self.filled.last_box.get(number) == said["words"]

    def test_apart(self, said):
        """Find the line where one table lies furthest above the other."""
        one, other = (self.filled.marks.get(number) for number in figures(said["items"]))
        return self.furthest(one, other, said)

    def test_mean(self, said):
        """Take the mean of some items, all of which have points."""
        points = [self.points.get(number) for number in figures(said["items"])]
        if None in points:
            return False
        side = meaning(COMPARES, said["side"] or said["is"])
        return side(mean(points), int(said["low"] or said["high"]))

    def furthest(self, first, second, said):
        """Note the line and say whether it is far enough."""
        if any(
            not isinstance(one, dict) or sum(given for (given,) in one.values()) != 10
            for one in (first, second)
        ):
            return False
        apart = {line: first[line][0] - second[line][0] for line in first}
        largest = max(apart.values())
        self.line = next(line for line, gap in apart.items() if gap == largest)
        return meaning(COMPARES, said["is"])(largest, int(said["by"]))

    @property
    def weakest(self):
        """Return where to look first."""
        place = one_with(self.sheet, "data-key", "compared")
        said = told(parents(self.sheet)[place], WEAKEST)
        if self.flagged:
            lowest = self.pick(said["flagged"], self.flagged)
        else:
            lowest = self.pick(said["pick"] or "lowest", said["of"].split("; "))
        parts = [told(one[0], PARTS) for one in re.finditer(r"In place of .+?: .+?\.", said["parts"])]
        names = []
        for part in parts:
            if part["whole"] == lowest or (lowest is None and part["alone"]):
                names += part["of"].split("; ")
        return (self.pick(parts[0]["pick"], names) if names else None) or lowest

    def pick(self, words, names):
        """Return the first of the names with the lowest score, or what else is said; None without a score."""
        scored = [name for name in names if self.scores[name] is not None]
        return meaning(PICKS, words)(scored, key=lambda name: self.scores[name]) if scored else None

    @property
    def asks(self):
        """Return what to ask next: the words of two rows."""
        table = one_with(self.sheet, "data-key", "asks")
        if table is None:
            return []
        said = told(self.before(table), ASKS)
        rows = [(text(name), text(ask)) for name, ask in rows_of(table)]
        rows = [row for row in rows if self.scores[row[0]] is not None]
        first = sorted(rows, key=lambda row: self.scores[row[0]], reverse=said["pick"] != "lowest")
        return [ask for _, ask in first[:2]]


TESTS = {
    r"item (?P<item>\d+) is worth (?P<points>\d+) points (?P<is>or \w+)": Follower.test_worth,
    r"the figure in item (?P<item>\d+) is (?P<side>[a-z]+) (?P<figure>[\d.]+)": Follower.test_figure,
    r"item (?P<item>\d+), line (?P<line>\d+) is answered “(?P<answer>.+)”": Follower.test_line,
    r"item (?P<item>\d+) is answered (?:“(?P<words>.+)”|(?P<label>\w+))": Follower.test_answer,
    r"in items (?P<items>[\d, ]+), both with points, take the second from the first, line by line: the largest "
    r"difference is (?P<by>\d+) (?P<is>or \w+) \(its line goes into the gap; of equal ones the first\)": (
        Follower.test_apart
    ),
    r"items (?P<items>[\d, ]+) all have points, and their mean is "
    r"(?:(?P<side>under) (?P<low>\d+)|(?P<high>\d+) (?P<is>or \w+))": Follower.test_mean,
}


def open_lines(sheet, filled):
    """Return item, line and page of every open line of a deal, as its key says."""
    rule = r"A line with “(?P<one>.+?)” or “(?P<other>.+?)” is open\. A line without an answer may be open or not; "
    rule += r"nobody can tell from here\. Go down the table in its order: .*"
    table = one_with(sheet, "data-key", "open")
    within = list(parents(sheet)[table])
    said = told(within[within.index(table) - 1], rule)
    still = {said["one"].replace("’", "'"), said["other"].replace("’", "'")}
    found = []
    for number, line, _ask, page in rows_of(table):
        answer = (filled.marks.get(int(text(number))) or {}).get(text(line))
        if answer in still:
            link = page.find("a")
            found.append((int(text(number)), int(text(line)), link is not None and link.get("href")))
    return found
