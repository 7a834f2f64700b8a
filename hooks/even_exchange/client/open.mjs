// What only checklists that score nothing read: the lines that are open, and where they lead.
// A part of score.mjs: it comes to a page only where it is needed. The twins of these lines stand in score.py.
import { holds } from "./numbers.mjs";

/** An instrument that scores nothing: which lines are not yes, and which page helps with each. */
export function readOpenLines({ key, result, sittings, worthOf }) {
  const sitting = sittings[key.id];
  const { id } = key;
  for (const item of key.instruments[id].items) {
    if (!item.form || !sitting || !holds(sitting.answers, item.id)) continue;
    const answer = sitting.answers[item.id], { ticks } = item.form;
    if (!ticks) {
      if (worthOf(item, sitting.answers) !== undefined) result.quality = "ok";
      continue;
    }
    if (typeof answer !== "object" || !answer || Array.isArray(answer)) continue;
    for (const [at, line] of ticks.lines.entries()) {
      const said = holds(answer, line) && answer[line], tag = ticks.tags[at];
      if (!["yes", "no", "unsure"].includes(said)) continue;
      result.quality = "ok";
      if (said === "yes") continue;
      const page = key.pages
        .filter((page) => page.checks.includes(tag))
        .sort((one, other) => one.stage - other.stage || (one.page < other.page ? -1 : 1))[0]?.page ?? null;
      result.open.push({ ref: `${id}/${item.id}`, line, tag, answer: said, page });
    }
  }
}
