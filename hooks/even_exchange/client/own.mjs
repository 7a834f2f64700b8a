// What only instruments with a scale, notes or checklists of their own read: the band, own notes, open lines.
// A part of score.mjs: it comes to a page only where it is needed. The twins of these lines stand in score.py.
import { holds, tidy } from "./numbers.mjs";
import { zonesOf } from "./zones.mjs";

const MIDDLE = 50;

/** Fill in the band and the notes of the instrument's own; there is nothing to flag. */
export function readOwn({ key, result, sittings, given, scaleFrom, answersOf, signsOf, worthOf }) {
  const { id: own, instruments, scoring } = key;
  const { scales } = result;

  if (key.band) {
    const { of, zones } = key.band, parts = [];
    const index = () => {
      let total = 0, weights = 0;
      for (const { instrument: id, dimension, item, weight } of key.band.parts) {
        let answers = given[own];
        if (id !== own) {
          if (!holds(sittings, id)) continue;
          answers = answersOf(instruments[id], sittings[id].answers);
          if (signsOf(key, id, answers, sittings[id].fast).some((sign) => sign.level === "hold")) continue;
        }
        const measuring = answers.filter((one) => one.item.dimension === dimension);
        const value = item === null
          ? scaleFrom([dimension], [id], measuring).score
          : answers.find((one) => one.item.id === item)?.points ?? null;
        if (value !== null) {
          parts.push(dimension);
          total += weight * value;
          weights += weight;
        } else if (!parts.length) return null;
      }
      return total / weights;
    };
    const scale = scales[of];
    let value = scale?.score;
    if (of === null) value = index();
    else if (!scale) value = given[own].find((one) => one.item.id === of)?.points;
    if (value !== null && value !== undefined) {
      const [zone, close_to] = zonesOf(zones, value, scoring.borderline * (scale?.se ?? 0));
      result.band = { value, zone, close_to, parts };
    }
  }

  for (const { id, caution, tests } of key.notes) {
    const refs = [];
    let line = null;
    const all = tests.every((test) => {
      const [isSo, about, where = null] = tried(test, instruments[own].items, sittings[own].answers, worthOf);
      line = where;
      refs.push(...about.map((item) => `${own}/${item}`));
      return isSo;
    });
    if (!all) continue;
    result.own_notes.push({ id, refs, line });
    if (!caution) continue;
    result.signs.push({ instrument: own, sign: id, level: "caution" });
    result.quality = "caution";
  }
  return {};
}

/** Whether a test of a note holds, about which items, and at which line. */
function tried(test, items, answers, worthOf) {
  const itemOf = (id) => items.find((item) => item.id === id);
  const worth = (id) => worthOf(itemOf(id), answers);
  if (holds(test, "tag")) {
    const about = items.filter((item) => item.tag === test.tag).map((item) => item.id);
    let total = 0;
    for (const id of about) total += worth(id) ?? NaN;
    const isHigh = tidy(total / about.length) >= MIDDLE;
    return [!isNaN(total) && about.length > 0 && isHigh === test.high, about];
  }
  if (holds(test, "said")) {
    const { said, paid, lines, by } = test, about = [said, paid];
    if (about.some((id) => worth(id) === undefined)) return [false, about];
    let largest = by, line = null;
    for (const one of lines) {
      const [more, less] = about.map((id) => (holds(answers[id], one) ? answers[id][one] : 0));
      if (more - less > largest || (more - less === largest && line === null)) [largest, line] = [more - less, one];
    }
    return [line !== null, about, line];
  }
  const { item, line } = test;
  let answer = holds(answers, item) ? answers[item] : null;
  if (holds(test, "at_most")) return [worth(item) <= test.at_most, [item]];
  if (holds(test, "below")) return [worth(item) !== undefined && answer < test.below && typeof answer === "number", [item]];
  if (line !== null) answer = typeof answer === "object" && answer && holds(answer, line) ? answer[line] : null;
  return [answer === test.is, [item]];
}
