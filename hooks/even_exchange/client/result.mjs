// A result + the model's sentences -> the view that the page's templates are filled with. Pure: no page, no clock.
import { put } from "./fill.mjs";
import { printed, tidy } from "./score.mjs";

/** @typedef {Record<string, any>} View */

/**
 * @param {any} key
 * @param {any} texts
 * @param {any} result of `score`
 * @param {{answers: Record<string, unknown>, day: number}} sitting the reader's own
 * @param {Record<string, string>} words under, over, close and language
 * @returns {View}
 */
export function viewOf(key, texts, result, sitting, words) {
  const { scales, flags } = result;
  const { across, up, junctures, instruments } = key;
  const lists = new Intl.ListFormat(words.language);
  const names = (/** @type {string[]} */ ids, /** @type {View} */ from, what = "name") => lists.format(ids.map((id) => from[id][what]));
  const moments = (/** @type {string[]} */ ids) => names(ids, texts.scales, "moment");
  const dayAfter = (/** @type {number} */ days) => new Date((sitting.day + days) * 86400000)
    .toLocaleDateString(words.language, { dateStyle: "long", timeZone: "UTC" });

  const titleOf = (/** @type {string} */ id) => id !== key.id && instruments[id].title;
  const refOf = (/** @type {string} */ ref) => {
    const [id, name] = ref.split("/");
    const items = instruments[id].items.filter((/** @type {any} */ item) => item.form);
    const at = items.findIndex((/** @type {any} */ item) => item.id === name);
    return { number: at + 1, short: items[at].short, title: titleOf(id), href: `${texts.instruments[id]?.href ?? ""}#ee-${name}` };
  };
  const refsOf = (/** @type {string[]} */ refs) => {
    let before = "";
    /** @type {View[]} */
    const all = [];
    for (const { type, value } of lists.formatToParts(refs)) {
      if (type === "element") all.push({ before, ...refOf(value) });
      before = value;
    }
    return all;
  };

  // A whole number that stands on the other side of a cut is not printed bare.
  const pointsOf = (/** @type {string} */ id) => {
    const exact = tidy(scales[id].score);
    const whole = printed(exact);
    for (const [name, cut] of texts.cuts[id] ?? []) {
      if (name === "under" ? exact < cut && whole >= cut : exact > cut && whole <= cut) return put(words[name], { cut });
    }
    return String(whole);
  };
  /**
   * @param {string} id
   * @returns {View}
   */
  const scaleOf = (id) => {
    const { score, se, k, n } = scales[id];
    const { name, low, high } = texts.scales[id];
    if (score === null) return { name, not_enough: put(texts.not_enough, { name, answered: k, items: n }) };
    const from = Math.max(0, score - se);
    const to = Math.min(100, score + se);
    const points = pointsOf(id);
    const spread = printed(se);
    const alt = `${name}: ${points} ± ${spread}`;
    return { name, low, high, k, n, points, alt, spread, at: score, from, to, wide: to - from, down: 100 - score };
  };

  const signs = result.signs.map((/** @type {any} */ { instrument, sign, level }) => ({
    text: texts.quality[sign][level],
    title: titleOf(instrument),
  }));
  if (/hold|empty/.test(result.quality)) return { signs };

  const given = junctures.filter((/** @type {string} */ id) => /strong|likely/.test(flags[id]));
  const others = junctures.filter((/** @type {string} */ id) => !given.includes(id));
  const unclear = others.filter((/** @type {string} */ id) => flags[id] !== "none");
  let about = given.length ? "some_clear" : "clear";
  if (unclear.length) about = "some";
  if (!others.length) about = "all";
  // The sentences over all moments speak of three.
  const summary = junctures[2] && (given.length || !unclear.length
    ? put(texts.summary[about], { moments: moments(given), others: moments(others) })
    : unclear.map((/** @type {string} */ id) => texts.flags[id][flags[id]]).join(" "));

  const zone = texts.zones[result.zone];
  const near = result.zone_close_to;
  const line = zone && [{ ...scaleOf(across), zone: zone.name + (near.length ? put(words.close, { names: names(near, texts.zones) }) : "") }];
  const weakest = result.weakest && { moment: texts.scales[result.weakest.dimension].moment, refs: refsOf(result.weakest.refs) };

  const keepers = result.keeps_from_balanced;
  let why = given.includes(keepers[0]) ? "flag" : "lowest";
  if (flags[keepers[0]] === "unscored") why = "unscored";
  const keeps = texts.keeps[keepers[0]] ?? put(texts.keeps[why], { moment: moments(keepers), moments: moments(keepers) });

  const pattern = texts.patterns[result.pattern];
  const other = texts.patterns[result.close_to]?.name;
  const [c, a] = pattern ? [scaleOf(across), scaleOf(up)] : [];
  const partner = key.pool.find((/** @type {string} */ id) => id !== key.id);
  const pooled = Object.values(scales).some((/** @type {any} */ { sources }) => sources.includes(partner));
  const closer = given.length && !pooled && texts.instruments[partner];
  const best = result.strength?.dimension;

  return {
    date: dayAfter(0),
    again: dayAfter(key.recommend.days),
    signs,
    headline: zone ? zone.sentence : summary || instruments[key.id].title,
    line,
    no_line: across && !zone,
    weakest: weakest && [weakest],
    moment: weakest?.moment,
    missing: result.not_enough.length && names(result.not_enough, texts.scales),
    say: result.say?.text,
    pattern: pattern && [{
      name: pattern.name,
      between: other,
      third: result.third.length && names(result.third, texts.patterns),
      sentence: put(pattern.sentence, { weakest: weakest?.moment, keeps }),
      exception: given.length && pattern.exception && put(pattern.exception, { moments: moments(given) }),
      tip: other && put(pattern.tip, { other }),
    }],
    summary,
    junctures: junctures.map((/** @type {string} */ id) => ({
      ...texts.pages[key.pages.find((/** @type {any} */ page) => page.format === "playbook" && page.primary.includes(id))?.page],
      ...scaleOf(id),
      tier: flags[id],
      tier_name: texts.tiers[flags[id]],
      sentence: texts.flags[id][flags[id]],
      refs: refsOf(result.raised[id]),
      checks: result.checks.filter((/** @type {any} */ check) => check.juncture === id).map((/** @type {any} */ { tag, score, refs }) => ({
        name: texts.gaps[tag].name, points: printed(score), k: refs.length,
      })),
      gaps: result.gaps.filter((/** @type {any} */ gap) => gap.juncture === id).map((/** @type {any} */ { tag, refs }) => ({
        text: texts.gaps[tag][refs.length > 1 ? "note" : "one"],
        refs: refsOf(refs),
      })),
    })),
    pressing: result.pressing && [{ text: put(texts.pressing, { share: printed(result.pressing.share) }), refs: refsOf(result.pressing.refs) }],
    pooled: pooled && put(texts.pool, instruments[partner]),
    closer: closer && [{ ...closer, text: put(texts.summary.from_alone, closer) }],
    map: c && a && [{
      x: c.at, x1: c.from, x2: c.to, y: a.down, y1: 100 - a.from, y2: 100 - a.to,
      open: result.pattern !== "balanced" && tidy(c.at) >= key.target && tidy(a.at) >= key.target && keeps,
      caption: `${c.name} ${c.points}, ${a.name} ${a.points}: ${lists.format([pattern.name, other].filter(Boolean))}`,
    }],
    pages: result.playbooks.map((/** @type {any} */ { page, refs, further }) => ({ ...texts.pages[page], further, refs: refsOf(refs) })),
    drill: result.drill && [texts.pages[result.drill]],
    best: best && [scaleOf(best)],
    strength: result.strength?.ref && [{ refs: refsOf([result.strength.ref]) }],
    parts: (junctures.length ? key.facets : key.dimensions).map(scaleOf),
    blind: result.blind_spot && put(
      texts.blind_spot[result.blind_spot.said > result.blind_spot.scored ? "higher" : "lower"],
      { said: result.blind_spot.said, scored: pointsOf(across) },
    ),
    scales: [c, a].filter(Boolean),
    behind: [{ refs: refsOf(
      instruments[key.id].items
        .filter((/** @type {any} */ { id, dimension }) => (zone ? key.facets.includes(dimension) : dimension) && (sitting.answers[id] ?? "unmet") !== "unmet")
        .map((/** @type {any} */ { id }) => `${key.id}/${id}`),
    ) }],
    not_enough: result.not_enough.map(scaleOf),
  };
}
