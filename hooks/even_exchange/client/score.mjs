// Scoring key and answers -> result. The twin of instruments/score.py; the two agree to the last bit.
// Shapes are described in scoring_key.py and score.py. It knows only the key, and touches no page.
// What score.py does in many functions stands in `score` as one: the shipped script keeps its names, so each argument
// that is handed on costs bytes. The readings come in the same order under the same headings, and a helper bears the
// same word (sourcesOf: _sources). What needs nothing of `score` stands below it.

const UNMET = "unmet";
const HIGHEST = 100;

/** The value to six decimals, for comparison with a cut and for print. */
export const tidy = (value) => Math.floor(value * 1000000 + 0.5) / 1000000;

/** The whole points that a page prints. */
export const printed = (value) => Math.floor(tidy(value) + 0.5);

const holds = (answers, id) => Object.hasOwn(answers, id);
const refsOf = (given) => given.map(({ ref }) => ref);

/** The result of the key's own instrument, pooled with the others of its pool where they allow it. */
export function score(key, sittings) {
  const { id: own, dimensions, facets, junctures, across, up, instruments } = key;
  const { scoring, recommend, flags: cuts } = key;
  const given = {}, result = blank(key);
  const { scales, flags, checks, gaps } = result;
  let signs = [];
  for (const id of key.pool) {
    if (!holds(sittings, id)) continue;
    const { items } = instruments[id], { answers, fast } = sittings[id];
    given[id] = answersOf(instruments[id], answers);
    signs = signs.concat(signsOf(key, id, given[id], fast));
    const asked = items.filter((item) => item.form);
    const unmet = asked.filter((item) => holds(answers, item.id) && answers[item.id] === UNMET).length;
    const answered = given[id].length;
    result.answered[id] = { answered, unmet, left_out: asked.length - answered - unmet };
  }
  if (!given[own]?.length) return result;
  const held = signs.filter((sign) => sign.level === "hold").map((sign) => sign.instrument);
  result.signs = signs.filter((sign) => sign.instrument === own);
  if (held.includes(own)) {
    result.quality = "hold";
    return result;
  }

  // Scales

  const used = {};
  const count = (id, names) => instruments[id].items.filter((item) => item.form && names.includes(item.dimension)).length;
  const enough = (k, n) => k > 0 && scoring.least_answered.of * k >= scoring.least_answered.at_least * n;
  const scaleOf = (names, sources) => {
    const answers = sources.flatMap((id) => given[id].filter((one) => names.includes(one.item.dimension)));
    let n = 0;
    for (const id of sources) n += count(id, names);
    const scale = unscored(answers.length, n, sources);
    return [enough(scale.k, n) ? { ...scale, ...estimate(scoring, answers) } : scale, answers];
  };

  /** The instruments whose answers count for a juncture, in the order of the pool. */
  const sourcesOf = (juncture) => {
    const usable = key.pool.filter((id) => holds(given, id) && !held.includes(id)
      && enough(given[id].filter((one) => one.item.dimension === juncture).length, count(id, [juncture])));
    if (!usable.length) return [own];
    const days = usable.map((id) => sittings[id].day);
    if (!days.includes(null) && Math.max(...days) - Math.min(...days) <= key.pool_days) return usable;
    let newest = usable.includes(own) ? own : usable[0];
    for (const id of usable) {
      const { day } = sittings[id], best = sittings[newest].day;
      if (day !== null && best !== null && day > best) newest = id;
    }
    return [newest];
  };

  for (const name of dimensions) {
    [scales[name], used[name]] = scaleOf([name], junctures.includes(name) ? sourcesOf(name) : [own]);
  }
  if (across) [scales[across]] = scaleOf(facets, [own]);
  const known = (name) => scales[name].score !== null;
  if (up) {
    let total = 0, squares = 0;
    const scored = junctures.filter(known);
    for (const name of scored) {
      total += scales[name].score;
      squares += scales[name].se * scales[name].se;
    }
    const k = scored.length;
    scales[up] = unscored(k, junctures.length, [...new Set(scored.flatMap((name) => scales[name].sources))]);
    if (k >= scoring.least_junctures) Object.assign(scales[up], { score: total / k, se: Math.sqrt(squares) / k });
  }
  result.not_enough = dimensions.filter((name) => !known(name));
  const pooled = Object.values(scales).flatMap((scale) => scale.sources);
  result.signs = signs.filter((sign) => pooled.includes(sign.instrument));
  result.quality = result.signs.length ? "caution" : "ok";

  // Every answer that counts, by instrument in the order of the pool, then by item.
  const counting = new Map(Object.values(used).flat().map((one) => [one.ref, one]));
  const all = key.pool
    .flatMap((id) => instruments[id].items.map((item) => counting.get(`${id}/${item.id}`)))
    .filter((one) => one);

  const valueOf = (name) => tidy(scales[name].score ?? 0);
  const lowest = (names) => names.reduce((found, name) => (valueOf(name) < valueOf(found) ? name : found));
  const low = (answers) => refsOf(answers
    .filter((one) => one.points <= scoring.evidence_at_most)
    .sort((one, other) => one.points - other.points));

  // Readings

  let pressing = null;
  const offered = all.filter(({ item: { form } }) => form.table?.press.includes(true));
  const pushed = offered.filter((one) => one.item.form.table.press[one.index]);
  if (offered.length >= key.pressing.least_scenarios) pressing = (HIGHEST * pushed.length) / offered.length;
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
    const { k, se } = scales[juncture], yields = HIGHEST - scales[juncture].score;
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
    const zoneOf = (value) => key.zones.findLast((zone, at) => tidy(value) >= zone.low || !at).id;
    result.zone = zoneOf(c);
    result.zone_close_to = [zoneOf(c - reach), zoneOf(c + reach)].filter((near) => near !== result.zone);

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
    for (const { id, self } of instruments[own].items) {
      const guess = self === across && holds(answers, id) ? answers[id] : null;
      if (typeof guess !== "number" || !(guess >= 0 && guess <= 10)) continue; // in tenths of the scale
      if (tidy(Math.abs(10 * guess - c)) >= key.blind_spot_from) result.blind_spot = { said: 10 * guess, scored: c };
    }
  }

  result.notes = gaps.map((gap) => `gap.${gap.tag}`);
  if (pushes) result.notes.push("pressing");
  if (result.blind_spot) result.notes.push("blind-spot");

  const scored = dimensions.filter(known);
  const weakest = flagged.length ? flagged : scored;
  if (weakest.length) {
    const dimension = lowest(weakest);
    result.weakest = { dimension, refs: low(used[dimension]).slice(0, 2) };
  }

  // Where it leads

  const needOf = (page) => {
    let need = 0;
    for (const name of scored) {
      const lacks = recommend.wanted - scales[name].score;
      if (lacks <= 0) continue;
      if (page.primary.includes(name)) need += lacks;
      else if (page.secondary.includes(name)) need += recommend.secondary_share * lacks;
    }
    if (flagged.some((juncture) => page.primary.includes(juncture))) need += recommend.flag;
    if (gaps.some((gap) => page.checks.includes(gap.tag))) need += recommend.gap_note;
    if (pushes && page.page === key.pressing.page) need += recommend.pressing;
    return need;
  };
  const reasons = ({ primary, secondary, checks }) => [
    ...[primary, secondary].map((names) => low(all.filter((one) => names.includes(one.item.dimension)))),
    gaps.filter((gap) => checks.includes(gap.tag)).flatMap((gap) => gap.refs),
  ].find((refs) => refs.length)?.slice(0, recommend.reasons) ?? [];

  const pages = key.pages
    .filter((page) => page.format === "playbook" || (pushes && page.page === key.pressing.page))
    .map((page) => ({ page, need: needOf(page) }))
    .sort((one, other) => tidy(other.need) - tidy(one.need) || one.page.stage - other.page.stage
      || (one.page.page < other.page.page ? -1 : 1));
  const shown = pages.filter((one) => tidy(one.need) > recommend.least_need).slice(0, recommend.pages);
  const least = ({ page }) => Math.min(...page.primary.filter((name) => holds(scales, name) && known(name)).map(valueOf));
  const further = pages
    .filter((one) => !shown.includes(one) && least(one) < Infinity)
    .sort((one, other) => least(one) - least(other))
    .slice(0, recommend.pages - shown.length);
  for (const one of [...shown, ...further]) {
    const { page, need } = one;
    result.playbooks.push({ page: page.page, need, refs: reasons(page), further: further.includes(one) });
    if (page.drill) result.drill ??= page.page;
  }
  const dimension = result.weakest?.dimension;
  const first = pages.find(({ page }) => page.primary.includes(dimension) && holds(page.say, dimension))?.page;
  if (first) result.say = { page: first.page, dimension, text: first.say[dimension] };

  const best = scored.length && scored.reduce((found, name) => (valueOf(name) > valueOf(found) ? name : found));
  const top = all.length && all.reduce((found, one) => (one.points > found.points ? one : found));
  if (best && valueOf(best) >= scoring.strength_from) result.strength = { dimension: best, ref: null };
  else if (top) result.strength = { dimension: null, ref: top.ref };
  return result;
}

/** Whether answers came faster than reading: `seconds` holds item id -> time to the first answer. */
export function isFast({ items }, { speed }, seconds) {
  const isQuick = (place, limit, least, tenths) => {
    const timed = items.filter((item) => item.place === place && holds(seconds, item.id));
    const quick = timed.filter((item) => seconds[item.id] < limit);
    return timed.length >= least && 10 * quick.length >= tenths * timed.length;
  };
  return isQuick("rating", speed.item_seconds, speed.least_items, speed.tenths_of_items)
    && isQuick("scenario", speed.scenario_seconds, speed.least_scenarios, speed.tenths_of_scenarios);
}

// Answers -> points

function answersOf({ id, items }, answers) {
  const given = [];
  for (const item of items) {
    if (!item.form || !holds(answers, item.id)) continue;
    const [points, index = -1] = worth(item.form, answers[item.id]);
    if (points !== undefined) given.push({ ref: `${id}/${item.id}`, item, points, index });
  }
  return given;
}

function worth({ table, line }, answer) {
  if (table) {
    const index = table.values.indexOf(answer);
    return [table.points[index], index];
  }
  if (typeof answer !== "number" || !(answer >= line.lowest && answer <= line.highest)) return [];
  if (line.whole && answer !== Math.floor(answer)) return [];
  const { knots } = line;
  let at = 0;
  while (at < knots.length - 2 && answer > knots[at + 1][0]) at += 1;
  const [[x0, y0], [x1, y1]] = [knots[at], knots[at + 1]];
  const points = y0 + ((answer - x0) * (y1 - y0)) / (x1 - x0);
  return [Math.floor(Math.min(Math.max(points, 0), HIGHEST) + 0.5)];
}

// Response quality

function signsOf({ quality, instruments }, instrument, given, fast) {
  const { straight_lining: straight, contradiction, speed, ideal } = quality;
  const signs = [];
  const tell = (sign, level) => signs.push({ instrument, sign, level });
  const runOf = (place, tenths) => {
    const answers = given.filter((one) => one.item.place === place);
    const run = runIn(answers);
    const share = Math.floor((tenths * answers.length + 9) / 10);
    return [run, run >= Math.max(straight.least_run, share)];
  };
  const [run, tooLong] = runOf("rating", straight.tenths_of_items);
  if (tooLong || runOf("scenario", straight.tenths_of_scenarios)[1]) tell("straight-lining", "hold");

  const points = new Map(given.map((one) => [one.item.id, one.points]));
  const { items } = instruments[instrument];
  const gaps = instruments[instrument].pairs
    .map((pair) => pair.map((index) => points.get(items[index].id)))
    .filter((pair) => !pair.includes(undefined))
    .map(([one, other]) => Math.abs(one - other));
  let total = 0;
  for (const one of gaps) total += one;
  const gap = gaps.length ? tidy(total / gaps.length) : 0;
  const all = gaps.length >= contradiction.pairs;
  if (all && gap >= contradiction.hold_from) tell("contradiction", "hold");
  else if (all ? gap >= contradiction.caution_from : gaps.length >= contradiction.few_pairs && gap >= contradiction.few_caution_from) {
    tell("contradiction", "caution");
  }

  if (fast) tell("speed", run >= speed.hold_with_run || (all && gap >= speed.hold_with_gap) ? "hold" : "caution");

  const table = given.filter((one) => one.index >= 0);
  const best = table.filter((one) => one.points === HIGHEST);
  if (table.length && 10 * best.length >= ideal.tenths_at_best * table.length) tell("ideal", "caution");
  return signs;
}

/** The longest run of one place, counted from the first option and once more from the last. */
function runIn(given) {
  let longest = 0;
  for (const place of [({ index }) => index, ({ index, item }) => item.form.table.values.length - index]) {
    let run = 0, last;
    for (const one of given) {
      run = place(one) === last ? run + 1 : 1;
      last = place(one);
      longest = Math.max(longest, run);
    }
  }
  return longest;
}

// Scales

function blank({ dimensions, junctures, across, up }) {
  const of = (names, make) => Object.fromEntries(names.map((name) => [name, make()]));
  return {
    quality: "empty",
    signs: [],
    answered: {},
    scales: of(dimensions.concat([across, up].filter((axis) => axis)), () => unscored(0, 0, [])),
    zone: null,
    zone_close_to: [],
    pattern: null,
    close_to: null,
    third: [],
    keeps_from_balanced: [],
    flags: of(junctures, () => "unscored"),
    raised: of(junctures, () => []),
    checks: [],
    gaps: [],
    pressing: null,
    blind_spot: null,
    notes: [],
    weakest: null,
    not_enough: [...dimensions],
    say: null,
    playbooks: [],
    drill: null,
    strength: null,
  };
}

const unscored = (k, n, sources) => ({ score: null, se: null, k, n, sources });

/** Weighted mean and its standard error from the scatter of the answers, drawn towards the prior scatter. */
function estimate({ prior_scatter: prior, prior_items: items }, given) {
  let weights = 0, weighted = 0, squared = 0, total = 0, scatter = 0;
  for (const { item: { weight }, points } of given) {
    weights += weight;
    weighted += weight * points;
    squared += weight * weight;
    total += points;
  }
  const k = given.length, mean = total / k;
  for (const { points } of given) scatter += (points - mean) * (points - mean);
  const variance = (scatter + items * prior * prior) / (k + items - 1);
  return { score: weighted / weights, se: Math.sqrt(variance * squared) / weights };
}
