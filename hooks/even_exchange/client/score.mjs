// Scoring key and answers -> result. The twin of instruments/score.py; the two agree to the last bit.
// Shapes are described in scoring_key.py and score.py. It knows only the key, and touches no page.
// What score.py does in many functions stands in `score` as one: the shipped script keeps its names, so each argument
// that is handed on costs bytes. The readings come in the same order under the same headings, and a helper bears the
// same word (sourcesOf: _sources). What needs nothing of `score` stands below it.

import { holds, refsOf, tidy } from "./numbers.mjs";
import { pointsOf } from "./points.mjs";

const BEST = 100;

/**
 * The result of the key's own instrument, pooled with the others of its pool where they allow it.
 * `more` holds readings that not every page needs: {byLine, read, readOpenLines}.
 */
export function score(key, sittings, more) {
  const { id: own, dimensions, facets, junctures, across, up, instruments } = key;
  const { scoring, recommend } = key;
  const given = {}, result = blank(key);

  // Answers -> what they are worth

  const worthOf = (item, answers) => (item.form && holds(answers, item.id) ? pointsOf(item.form, answers[item.id], more.byLine)[0] : undefined);
  const answersOf = ({ id, items }, answers) => {
    const given = [];
    for (const item of items) {
      if (!item.form || !item.dimension || !holds(answers, item.id)) continue;
      const [points, index] = pointsOf(item.form, answers[item.id], more.byLine);
      if (points !== undefined) given.push({ ref: `${id}/${item.id}`, item, points, index });
    }
    return given;
  };

  const { scales, gaps } = result;
  let signs = [];
  for (const id of key.pool) {
    if (!holds(sittings, id)) continue;
    const { answers, fast } = sittings[id];
    given[id] = answersOf(instruments[id], answers);
    signs = signs.concat(signsOf(key, id, given[id], fast));
  }
  if (!given[own]?.length) {
    if (instruments[own].items.every((item) => !item.dimension)) more.readOpenLines?.({ key, result, sittings, worthOf });
    return result;
  }
  const held = signs.filter((sign) => sign.level === "hold").map((sign) => sign.instrument);
  result.signs = signs.filter((sign) => sign.instrument === own);
  if (held.includes(own)) {
    result.quality = "hold";
    return result;
  }

  // Scales

  const used = {};
  const count = (id, names) => instruments[id].items.filter((item) => item.form && names.includes(item.dimension) && !instruments[id].optional.includes(item.id)).length;
  const enough = (k, n) => k > 0 && scoring.least_answered.of * k >= scoring.least_answered.at_least * n;
  const scaleOf = (names, sources) => {
    const answers = sources.flatMap((id) => given[id].filter((one) => names.includes(one.item.dimension)));
    return [scaleFrom(names, sources, answers), answers];
  };
  const scaleFrom = (names, sources, answers) => {
    let n = 0;
    for (const id of sources) n += count(id, names);
    const answered = refsOf(answers);
    const lacks = sources.some((id) => names.some((name) => instruments[id].required[name]?.some((item) => !answered.includes(`${id}/${item}`))));
    return estimated(!lacks, answers, n, sources);
  };
  const estimated = (sound, answers, n, sources) => {
    const scale = unscored(answers.length, n, sources);
    return sound && enough(scale.k, n) ? { ...scale, ...estimate(scoring, answers) } : scale;
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
  for (const { id, items } of key.parts) {
    used[id] = given[own].filter((one) => items.includes(one.item.id));
    scales[id] = estimated(true, used[id], items.length, [own]);
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

  const tools = { key, result, sittings, used, all, known, lowest, given, scaleFrom, answersOf, signsOf, worthOf };
  const { flagged = [], pushes } = more.read(tools);

  result.notes = gaps.map((gap) => `gap.${gap.tag}`);
  if (pushes) result.notes.push("pressing");
  if (result.blind_spot) result.notes.push("blind-spot");
  result.notes.push(...result.own_notes.map((note) => note.id));

  const scored = dimensions.filter(known);
  const names = flagged.length ? flagged : scored;
  const least = names.length ? lowest(names) : null;
  const within = key.parts.filter((part) => part.dimension === (least ?? part.dimension)).map((part) => part.id).filter(known);
  const weakest = within.length ? lowest(within) : least;
  if (weakest) result.weakest = { dimension: weakest, refs: low(used[weakest]).slice(0, 2) };

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
  const leastOf = ({ page }) => Math.min(...page.primary.filter((name) => holds(scales, name) && known(name)).map(valueOf));
  const further = pages
    .filter((one) => !shown.includes(one) && leastOf(one) < Infinity)
    .sort((one, other) => leastOf(one) - leastOf(other))
    .slice(0, recommend.pages - shown.length);
  for (const one of [...shown, ...further]) {
    const { page, need } = one;
    result.playbooks.push({ page: page.page, need, refs: reasons(page), further: further.includes(one) });
    if (page.drill) result.drill ??= page.page;
  }
  const weak = result.weakest?.dimension;
  const dimension = key.parts.find((part) => part.id === weak)?.dimension ?? weak;
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
  const best = table.filter((one) => one.points === BEST);
  if (table.length >= ideal.least_items && 10 * best.length >= ideal.tenths_at_best * table.length) tell("ideal", "caution");
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

function blank({ dimensions, parts, junctures, across, up }) {
  const of = (names, make) => Object.fromEntries(names.map((name) => [name, make()]));
  return {
    quality: "empty",
    signs: [],
    scales: of([...dimensions, ...parts.map((part) => part.id), across, up].filter((name) => name), () => unscored(0, 0, [])),
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
    band: null,
    own_notes: [],
    open: [],
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
