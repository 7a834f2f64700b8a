// Scoring key and answers -> result. The twin of instruments/score.py; the two agree to the last bit.
// Shapes are described in scoring_key.py and score.py. It knows only the key, and touches no page.

const UNMET = "unmet";
const HIGHEST_GUESS = 10;

/** The value to six decimals, for comparison with a cut and for print. */
export function tidy(value) {
  return Math.floor(value * 1000000 + 0.5) / 1000000;
}

/** The whole points that a page prints. */
export function printed(value) {
  return Math.floor(tidy(value) + 0.5);
}

/** The result of the key's own instrument, pooled with the others of its pool where they allow it. */
export function score(key, sittings) {
  const given = {};
  let signs = [];
  for (const id of key.pool) {
    if (!Object.hasOwn(sittings, id)) continue;
    given[id] = givenAnswers(key.instruments[id], sittings[id].answers);
    signs = signs.concat(signsOf(key, id, given[id], Boolean(sittings[id].fast)));
  }
  const held = signs.filter((sign) => sign.level === "hold").map((sign) => sign.instrument);
  const result = blank(key);
  for (const id of Object.keys(given)) {
    result.answered[id] = counted(key.instruments[id], sittings[id].answers, given[id]);
  }
  if (!(given[key.id] ?? []).length) return result;
  result.signs = signs.filter((sign) => sign.instrument === key.id);
  if (held.includes(key.id)) {
    result.quality = "hold";
    return result;
  }

  const used = fillScales(key, sittings, given, held, result);
  const pooled = Object.values(result.scales).flatMap((scale) => scale.sources);
  result.signs = signs.filter((sign) => pooled.includes(sign.instrument));
  result.quality = result.signs.length ? "caution" : "ok";
  const everything = inOrder(key, used);
  const pressing = fillPressing(key, everything, result);
  fillGaps(key, used, result);
  fillFlags(key, used, result);
  fillZone(key, result);
  fillPattern(key, pressing, result);
  fillBlindSpot(key, sittings, result);
  result.notes = notesOf(result);
  fillWeakest(key, used, result);
  recommend(key, everything, pressing, result);
  fillStrength(key, everything, result);
  return result;
}

/** Whether answers came faster than reading: `seconds` holds item id -> time to the first answer. */
export function isFast(instrument, quality, seconds) {
  const rules = quality.speed;
  let items = 0, quickItems = 0, scenarios = 0, quickScenarios = 0;
  for (const item of instrument.items) {
    if (!Object.hasOwn(seconds, item.id)) continue;
    if (item.place === "rating") {
      items += 1;
      if (seconds[item.id] < rules.item_seconds) quickItems += 1;
    } else if (item.place === "scenario") {
      scenarios += 1;
      if (seconds[item.id] < rules.scenario_seconds) quickScenarios += 1;
    }
  }
  if (items < rules.least_items || scenarios < rules.least_scenarios) return false;
  return 10 * quickItems >= rules.tenths_of_items * items
    && 10 * quickScenarios >= rules.tenths_of_scenarios * scenarios;
}

// Answers -> points

function givenAnswers(instrument, answers) {
  const given = [];
  for (const item of instrument.items) {
    if (item.form === null || !Object.hasOwn(answers, item.id)) continue;
    const [points, index] = pointsOf(item, answers[item.id]);
    if (points !== null) given.push({ ref: `${instrument.id}/${item.id}`, item, points, index });
  }
  return given;
}

function pointsOf(item, answer) {
  const table = item.form.table;
  if (table) {
    const index = table.values.indexOf(answer);
    return index < 0 ? [null, -1] : [table.points[index], index];
  }
  const line = item.form.line;
  if (typeof answer !== "number" || !(answer >= line.lowest && answer <= line.highest)) return [null, -1];
  if (line.whole && answer !== Math.floor(answer)) return [null, -1];
  const knots = line.knots;
  let at = 0;
  while (at < knots.length - 2 && answer > knots[at + 1][0]) at += 1;
  const [x0, y0] = knots[at];
  const [x1, y1] = knots[at + 1];
  let points = y0 + ((answer - x0) * (y1 - y0)) / (x1 - x0);
  if (points < 0) points = 0;
  if (points > 100) points = 100;
  return [Math.floor(points + 0.5), -1];
}

function counted(instrument, answers, given) {
  let unmet = 0, items = 0;
  for (const item of instrument.items) {
    if (item.form === null) continue;
    items += 1;
    if (Object.hasOwn(answers, item.id) && answers[item.id] === UNMET) unmet += 1;
  }
  return { answered: given.length, unmet, left_out: items - given.length - unmet };
}

// Response quality

function signsOf(key, id, given, fast) {
  const rules = key.quality;
  const signs = [];
  const tell = (sign, level) => signs.push({ instrument: id, sign, level });
  const rating = given.filter((one) => one.item.place === "rating");
  const scenarios = given.filter((one) => one.item.place === "scenario");
  const run = longestRun(rating);
  const straight = rules.straight_lining;
  if (run >= atLeast(straight.least_run, straight.tenths_of_items, rating.length)
    || longestRun(scenarios) >= atLeast(straight.least_run, straight.tenths_of_scenarios, scenarios.length)) {
    tell("straight-lining", "hold");
  }

  const [pairs, gap] = gapOfPairs(key.instruments[id], given);
  const contradiction = rules.contradiction;
  if (pairs >= contradiction.pairs) {
    if (gap >= contradiction.hold_from) tell("contradiction", "hold");
    else if (gap >= contradiction.caution_from) tell("contradiction", "caution");
  } else if (pairs >= contradiction.few_pairs && gap >= contradiction.few_caution_from) {
    tell("contradiction", "caution");
  }

  if (fast) {
    const alike = run >= rules.speed.hold_with_run;
    const disagree = pairs >= contradiction.pairs && gap >= rules.speed.hold_with_gap;
    tell("speed", alike || disagree ? "hold" : "caution");
  }

  let table = 0, best = 0;
  for (const one of given) {
    if (one.index < 0) continue;
    table += 1;
    if (one.points === 100) best += 1;
  }
  if (table && 10 * best >= rules.ideal.tenths_at_best * table) tell("ideal", "caution");
  return signs;
}

function atLeast(least, tenths, items) {
  const share = Math.floor((tenths * items + 9) / 10);
  return share > least ? share : least;
}

/** The longest run of one place, counted from the first option and once more from the last. */
function longestRun(given) {
  let longest = 0, firstRun = 0, lastRun = 0, first = -1, last = -1;
  for (const one of given) {
    firstRun = one.index === first ? firstRun + 1 : 1;
    first = one.index;
    const fromLast = one.item.form.table.values.length - 1 - one.index;
    lastRun = fromLast === last ? lastRun + 1 : 1;
    last = fromLast;
    longest = Math.max(longest, firstRun, lastRun);
  }
  return longest;
}

function gapOfPairs(instrument, given) {
  const points = new Map(given.map((one) => [one.item.id, one.points]));
  let pairs = 0, total = 0;
  for (const [first, second] of instrument.pairs) {
    const one = points.get(instrument.items[first].id), other = points.get(instrument.items[second].id);
    if (one === undefined || other === undefined) continue;
    pairs += 1;
    total += Math.abs(one - other);
  }
  return [pairs, pairs ? tidy(total / pairs) : 0];
}

// Scales

function blank(key) {
  const names = key.dimensions.concat([key.across, key.up].filter((axis) => axis));
  return {
    quality: "empty",
    signs: [],
    answered: {},
    scales: Object.fromEntries(names.map((name) => [name, unscored(0, 0, [])])),
    zone: null,
    zone_close_to: [],
    pattern: null,
    close_to: null,
    third: [],
    keeps_from_balanced: [],
    flags: Object.fromEntries(key.junctures.map((juncture) => [juncture, "unscored"])),
    raised: Object.fromEntries(key.junctures.map((juncture) => [juncture, []])),
    gaps: [],
    pressing: null,
    blind_spot: null,
    notes: [],
    weakest: null,
    not_enough: [...key.dimensions],
    say: null,
    playbooks: [],
    drill: null,
    strength: null,
  };
}

function unscored(k, n, sources) {
  return { score: null, se: null, k, n, sources };
}

/** Weighted mean and its standard error from the scatter of the answers, drawn towards the prior scatter. */
function estimate(key, given, n, sources) {
  let weights = 0, weighted = 0, squaredWeights = 0, total = 0;
  for (const one of given) {
    const weight = one.item.weight;
    weights += weight;
    weighted += weight * one.points;
    squaredWeights += weight * weight;
    total += one.points;
  }
  const k = given.length;
  const mean = total / k;
  let scatter = 0;
  for (const one of given) scatter += (one.points - mean) * (one.points - mean);
  const prior = key.scoring.prior_scatter, items = key.scoring.prior_items;
  const variance = (scatter + items * prior * prior) / (k + items - 1);
  return { score: weighted / weights, se: Math.sqrt(variance * squaredWeights) / weights, k, n, sources };
}

function scaleOf(key, given, n, sources) {
  return enough(key, given.length, n) ? estimate(key, given, n, sources) : unscored(given.length, n, sources);
}

function enough(key, k, n) {
  const least = key.scoring.least_answered;
  return k > 0 && least.of * k >= least.at_least * n;
}

function itemsOf(key, id, dimensions) {
  return key.instruments[id].items.filter((item) => item.form && dimensions.includes(item.dimension)).length;
}

function fillScales(key, sittings, given, held, result) {
  const own = key.id;
  const used = {};
  for (const dimension of key.dimensions) {
    const sources = key.junctures.includes(dimension) ? sourcesOf(key, dimension, sittings, given, held) : [own];
    used[dimension] = sources.flatMap((id) => given[id].filter((one) => one.item.dimension === dimension));
    let n = 0;
    for (const id of sources) n += itemsOf(key, id, [dimension]);
    result.scales[dimension] = scaleOf(key, used[dimension], n, sources);
  }
  if (key.across) {
    const answers = given[own].filter((one) => key.facets.includes(one.item.dimension));
    result.scales[key.across] = scaleOf(key, answers, itemsOf(key, own, key.facets), [own]);
  }
  if (key.up) result.scales[key.up] = meanOfJunctures(key, result);
  result.not_enough = key.dimensions.filter((name) => result.scales[name].score === null);
  return used;
}

/** The instruments whose answers count for a juncture, in the order of the pool. */
function sourcesOf(key, juncture, sittings, given, held) {
  const usable = key.pool.filter((id) => {
    if (!Object.hasOwn(given, id) || held.includes(id)) return false;
    const k = given[id].filter((one) => one.item.dimension === juncture).length;
    return enough(key, k, itemsOf(key, id, [juncture]));
  });
  if (!usable.length) return [key.id];
  const known = usable.map((id) => sittings[id].day).filter((day) => day !== null);
  if (known.length === usable.length && Math.max(...known) - Math.min(...known) <= key.pool_days) return usable;
  let newest = usable.includes(key.id) ? key.id : usable[0];
  for (const id of usable) {
    const day = sittings[id].day, best = sittings[newest].day;
    if (day !== null && best !== null && day > best) newest = id;
  }
  return [newest];
}

function meanOfJunctures(key, result) {
  let total = 0, squares = 0, scored = 0;
  const sources = [];
  for (const juncture of key.junctures) {
    const scale = result.scales[juncture];
    if (scale.score === null) continue;
    scored += 1;
    total += scale.score;
    squares += scale.se * scale.se;
    for (const id of scale.sources) if (!sources.includes(id)) sources.push(id);
  }
  const n = key.junctures.length;
  if (scored < key.scoring.least_junctures) return unscored(scored, n, sources);
  return { score: total / scored, se: Math.sqrt(squares) / scored, k: scored, n, sources };
}

/** Every answer that counts, by instrument in the order of the pool, then by item. */
function inOrder(key, used) {
  const counting = new Map(Object.values(used).flat().map((one) => [one.ref, one]));
  return key.pool
    .flatMap((id) => key.instruments[id].items.map((item) => counting.get(`${id}/${item.id}`)))
    .filter((one) => one);
}

// Readings

/** 100 times the share of scenarios in which pushing was on offer and was chosen, or null. */
function fillPressing(key, everything, result) {
  let offered = 0;
  const refs = [];
  for (const one of everything) {
    const table = one.item.form.table;
    if (!table || !table.press.includes(true)) continue;
    offered += 1;
    if (table.press[one.index]) refs.push(one.ref);
  }
  if (offered < key.pressing.least_scenarios) return null;
  const share = (100 * refs.length) / offered;
  if (tidy(share) >= key.pressing.from) result.pressing = { share, refs };
  return share;
}

function fillGaps(key, used, result) {
  for (const juncture of key.junctures) {
    if (result.scales[juncture].score === null) continue;
    for (const tag of key.tags[juncture]) {
      const answers = used[juncture].filter((one) => one.item.tag === tag);
      let total = 0;
      for (const one of answers) total += one.points;
      if (answers.length && tidy(total / answers.length) <= key.gap_at_most) {
        result.gaps.push({ tag, juncture, refs: answers.map((one) => one.ref) });
      }
    }
  }
}

function fillFlags(key, used, result) {
  const cuts = key.flags;
  for (const juncture of key.junctures) {
    const scale = result.scales[juncture];
    if (scale.score === null) continue;
    const yields = 100 - scale.score;
    const yielding = used[juncture]
      .filter((one) => one.points <= cuts.yielding_answer_at_most)
      .map((one) => one.ref);
    if (scale.k >= cuts.least_answers && tidy(yields) >= cuts.yields_from
      && yielding.length >= cuts.least_yielding_answers) {
      result.flags[juncture] = tidy(yields - scale.se) >= cuts.strong_from ? "strong" : "likely";
      result.raised[juncture] = yielding;
    } else if (tidy(yields) >= cuts.watch_from || result.gaps.some((gap) => gap.juncture === juncture)) {
      result.flags[juncture] = "watch";
    } else {
      result.flags[juncture] = "none";
    }
  }
}

function flagged(key, result) {
  return key.junctures.filter((juncture) => ["strong", "likely"].includes(result.flags[juncture]));
}

function fillZone(key, result) {
  if (!key.across) return;
  const scale = result.scales[key.across];
  if (scale.score === null) return;
  const reach = key.scoring.borderline * scale.se;
  const zone = zoneOf(key, scale.score);
  result.zone = zone;
  result.zone_close_to = [zoneOf(key, scale.score - reach), zoneOf(key, scale.score + reach)]
    .filter((near) => near !== zone);
}

function zoneOf(key, value) {
  let found = key.zones[0].id;
  for (const zone of key.zones) if (tidy(value) >= zone.low) found = zone.id;
  return found;
}

function fillPattern(key, pressing, result) {
  if (!key.across || !key.up || !key.patterns.length) return;
  const across = result.scales[key.across], up = result.scales[key.up];
  if (across.score === null || up.score === null) return;
  const c = across.score, a = up.score;
  const reachC = key.scoring.borderline * across.se, reachA = key.scoring.borderline * up.se;
  const name = nameOf(key, c, a, pressing, result);
  const met = [], times = [];
  for (const [nearC, nearA] of [[c - reachC, a], [c + reachC, a], [c, a - reachA], [c, a + reachA]]) {
    const other = nameOf(key, nearC, nearA, pressing, result);
    if (other === name) continue;
    if (met.includes(other)) {
      times[met.indexOf(other)] += 1;
    } else {
      met.push(other);
      times.push(1);
    }
  }
  result.pattern = name;
  if (met.length) {
    let most = 0;
    for (let index = 0; index < met.length; index += 1) if (times[index] > times[most]) most = index;
    result.close_to = met[most];
    result.third = met.filter((other) => other !== met[most]);
  }
  if (name === key.patterns[key.patterns.length - 1].id) {
    result.keeps_from_balanced = keepsFromBalanced(key, tidy(c), tidy(a), result);
  }
}

/** The first pattern whose conditions hold; the last has none. */
function nameOf(key, c, a, pressing, result) {
  const across = tidy(c), up = tidy(a);
  const push = pressing === null ? 0 : tidy(pressing);
  for (const { id, when } of key.patterns) {
    if ("across_from" in when && across < when.across_from) continue;
    if ("across_below" in when && across >= when.across_below) continue;
    if ("up_from" in when && up < when.up_from) continue;
    if ("up_below" in when && up >= when.up_below) continue;
    if ("every_juncture_scored" in when && Object.values(result.flags).includes("unscored")) continue;
    if ("no_flag" in when && flagged(key, result).length) continue;
    if ("pressing_below" in when && push >= when.pressing_below) continue;
    return id;
  }
  return key.patterns[key.patterns.length - 1].id;
}

/** What keeps an uneven result from balanced: one flagged juncture, unscored ones, pressing or a scale. */
function keepsFromBalanced(key, c, a, result) {
  const flags = flagged(key, result);
  if (flags.length) return [lowest(flags, result)];
  const missing = key.junctures.filter((juncture) => result.flags[juncture] === "unscored");
  if (missing.length) return missing;
  if (result.pressing) return ["pressing"];
  const lowC = c < key.target, lowA = a < key.target;
  const names = (lowC ? key.facets : []).concat(lowA ? key.junctures : []);
  const scored = names.filter((name) => result.scales[name].score !== null);
  if (scored.length) return [lowest(scored, result)];
  return [lowC ? key.across : key.up];
}

function scoreOf(result, name) {
  const value = result.scales[name].score;
  return value === null ? 0 : tidy(value);
}

function lowest(names, result) {
  let found = names[0];
  for (const name of names) if (scoreOf(result, name) < scoreOf(result, found)) found = name;
  return found;
}

function fillBlindSpot(key, sittings, result) {
  if (!key.across) return;
  const value = result.scales[key.across].score;
  if (value === null) return;
  const answers = sittings[key.id].answers;
  for (const item of key.instruments[key.id].items) {
    if (item.self !== key.across || !Object.hasOwn(answers, item.id)) continue;
    const said = answers[item.id];
    if (typeof said !== "number" || !(said >= 0 && said <= HIGHEST_GUESS)) continue;
    if (tidy(Math.abs(10 * said - value)) >= key.blind_spot_from) {
      result.blind_spot = { said: 10 * said, scored: value };
    }
  }
}

function notesOf(result) {
  const notes = result.gaps.map((gap) => `gap.${gap.tag}`);
  if (result.pressing) notes.push("pressing");
  if (result.blind_spot) notes.push("blind-spot");
  return notes;
}

function fillWeakest(key, used, result) {
  const flags = flagged(key, result);
  const names = flags.length ? flags : key.dimensions.filter((name) => result.scales[name].score !== null);
  if (!names.length) return;
  const dimension = lowest(names, result);
  const low = fewestPoints(used[dimension], key.scoring.evidence_at_most);
  result.weakest = { dimension, refs: low.slice(0, 2) };
}

function fewestPoints(answers, atMost) {
  return answers
    .filter((one) => one.points <= atMost)
    .sort((one, other) => one.points - other.points)
    .map((one) => one.ref);
}

// Where it leads

function recommend(key, everything, pressing, result) {
  const rules = key.recommend;
  const pushes = pressing !== null && tidy(pressing) >= key.pressing.from;
  const candidates = key.pages
    .filter((page) => page.format === "playbook" || (pushes && page.page === key.pressing.page))
    .map((page) => ({ page, need: needOf(key, page, result, pushes) }));
  candidates.sort((one, other) => tidy(other.need) - tidy(one.need) || one.page.stage - other.page.stage
    || (one.page.page < other.page.page ? -1 : 1));
  const shown = candidates.filter((one) => tidy(one.need) > rules.least_need).slice(0, rules.pages);
  const wanted = shown.length;
  if (wanted < rules.pages) {
    const rest = candidates
      .filter((one) => !shown.includes(one))
      .map((one) => ({ one, lowest: lowestPrimary(one.page, result) }))
      .filter(({ lowest: value }) => value !== null)
      .sort((one, other) => one.lowest - other.lowest);
    shown.push(...rest.slice(0, rules.pages - wanted).map(({ one }) => one));
  }
  shown.forEach(({ page, need }, index) => {
    const refs = reasons(key, page, everything, result);
    result.playbooks.push({ page: page.page, need, refs, further: index >= wanted });
    if (result.drill === null && page.drill) result.drill = page.page;
  });
  if (!result.weakest) return;
  const { dimension } = result.weakest;
  const first = candidates.find(({ page }) => page.primary.includes(dimension) && Object.hasOwn(page.say, dimension));
  if (first) result.say = { page: first.page.page, dimension, text: first.page.say[dimension] };
}

function needOf(key, page, result, pushes) {
  const rules = key.recommend;
  let need = 0;
  for (const name of key.dimensions) {
    const value = result.scales[name].score;
    if (value === null || value >= rules.wanted) continue;
    if (page.primary.includes(name)) need += rules.wanted - value;
    else if (page.secondary.includes(name)) need += rules.secondary_share * (rules.wanted - value);
  }
  if (flagged(key, result).some((juncture) => page.primary.includes(juncture))) need += rules.flag;
  if (result.gaps.some((gap) => page.checks.includes(gap.tag))) need += rules.gap_note;
  if (pushes && page.page === key.pressing.page) need += rules.pressing;
  return need;
}

function lowestPrimary(page, result) {
  let found = null;
  for (const name of page.primary) {
    if (!Object.hasOwn(result.scales, name) || result.scales[name].score === null) continue;
    const value = scoreOf(result, name);
    if (found === null || value < found) found = value;
  }
  return found;
}

function reasons(key, page, everything, result) {
  const atMost = key.scoring.evidence_at_most, most = key.recommend.reasons;
  for (const names of [page.primary, page.secondary]) {
    const low = fewestPoints(everything.filter((one) => names.includes(one.item.dimension)), atMost);
    if (low.length) return low.slice(0, most);
  }
  return result.gaps.filter((gap) => page.checks.includes(gap.tag)).flatMap((gap) => gap.refs).slice(0, most);
}

function fillStrength(key, everything, result) {
  const scored = key.dimensions.filter((name) => result.scales[name].score !== null);
  if (scored.length) {
    let best = scored[0];
    for (const name of scored) if (scoreOf(result, name) > scoreOf(result, best)) best = name;
    if (scoreOf(result, best) >= key.scoring.strength_from) {
      result.strength = { dimension: best, ref: null };
      return;
    }
  }
  let top = everything[0];
  for (const one of everything) if (one.points > top.points) top = one;
  if (top) result.strength = { dimension: null, ref: top.ref };
}
