// What only instruments with junctures read: pressing, gap notes, flags, the zone of the line, the pattern.
// A part of score.mjs: it comes to a page only where it is needed. The twins of these lines stand in score.py.
import { holds, refsOf, tidy } from "./numbers.mjs";
import { zonesOf } from "./zones.mjs";

const FULL = 100;

/** Fill in the result; return the junctures that are flagged, and whether pushing is told. */
export function readAxes({ key, result, sittings, used, all, known, lowest }) {
  const { id: own, facets, junctures, across, up, scoring, flags: cuts } = key;
  const { scales, flags, checks, gaps } = result;

  let pressing = null;
  const offered = all.filter(({ item: { form } }) => form.table?.press.includes(true));
  const pushed = offered.filter((one) => one.item.form.table.press[one.index]);
  if (offered.length >= key.pressing.least_scenarios) pressing = (FULL * pushed.length) / offered.length;
  const pushes = pressing !== null && tidy(pressing) >= key.pressing.from;
  if (pushes) result.pressing = { share: pressing, refs: refsOf(pushed) };

  for (const juncture of junctures.filter(known)) {
    for (const tag of key.tags[juncture]) {
      const answers = used[juncture].filter((one) => one.item.tag === tag);
      let total = 0;
      for (const one of answers) total += one.points;
      if (!answers.length) continue;
      const refs = refsOf(answers), mean = total / answers.length;
      checks.push({ tag, juncture, score: mean, refs });
      if (tidy(mean) <= key.gap_at_most) gaps.push({ tag, juncture, refs });
    }
    const { k, se } = scales[juncture], yields = FULL - scales[juncture].score;
    const yielding = used[juncture].filter((one) => one.points <= cuts.yielding_answer_at_most);
    if (k >= cuts.least_answers && tidy(yields) >= cuts.yields_from && yielding.length >= cuts.least_yielding_answers) {
      flags[juncture] = tidy(yields - se) >= cuts.strong_from ? "strong" : "likely";
      result.raised[juncture] = refsOf(yielding);
    } else {
      const watch = tidy(yields) >= cuts.watch_from || gaps.some((gap) => gap.juncture === juncture);
      flags[juncture] = watch ? "watch" : "none";
    }
  }
  const flagged = junctures.filter((juncture) => ["strong", "likely"].includes(flags[juncture]));
  const missing = junctures.filter((juncture) => flags[juncture] === "unscored");

  /** The first pattern whose conditions hold; the last has none. */
  const nameOf = (c, a) => key.patterns.find(({ when }) => !(
    tidy(c) < when.across_from || tidy(c) >= when.across_below || tidy(a) < when.up_from || tidy(a) >= when.up_below
    || (when.every_juncture_scored && missing.length) || (when.no_flag && flagged.length)
    || tidy(pressing ?? 0) >= when.pressing_below
  )).id;

  /** What keeps an uneven result from balanced: one flagged juncture, unscored ones, pressing or a scale. */
  const keeps = (c, a) => {
    if (flagged.length) return [lowest(flagged)];
    if (missing.length) return missing;
    if (pushes) return ["pressing"];
    const lowC = tidy(c) < key.target;
    const scored = (lowC ? facets : []).concat(tidy(a) < key.target ? junctures : []).filter(known);
    return [scored.length ? lowest(scored) : lowC ? across : up];
  };

  if (across && known(across)) {
    const { score: c, se } = scales[across], reach = scoring.borderline * se;
    [result.zone, result.zone_close_to] = zonesOf(key.zones, c, reach);

    if (up && known(up)) {
      const a = scales[up].score, reachA = scoring.borderline * scales[up].se;
      const name = result.pattern = nameOf(c, a);
      const others = [nameOf(c - reach, a), nameOf(c + reach, a), nameOf(c, a - reachA), nameOf(c, a + reachA)]
        .filter((other) => other !== name);
      const times = (name) => others.filter((other) => other === name).length;
      const met = [...new Set(others)];
      if (met.length) {
        result.close_to = met.reduce((most, other) => (times(other) > times(most) ? other : most));
        result.third = met.filter((other) => other !== result.close_to);
      }
      if (name === key.patterns.at(-1).id) result.keeps_from_balanced = keeps(c, a);
    }

    const { answers } = sittings[own];
    for (const { id, self } of key.instruments[own].items) {
      const guess = self === across && holds(answers, id) ? answers[id] : null;
      if (typeof guess !== "number" || !(guess >= 0 && guess <= 10)) continue; // in tenths of the scale
      if (tidy(Math.abs(10 * guess - c)) >= key.blind_spot_from) result.blind_spot = { said: 10 * guess, scored: c };
    }
  }

  return { flagged, pushes };
}
