// What a result with junctures shows besides: the line, the map, the pattern, the junctures. A part of result.mjs.
import { put } from "./fill.mjs";
import { printed, tidy } from "./numbers.mjs";

/** @typedef {Record<string, any>} View */

/**
 * @param {any} tools of `viewOf`
 * @returns {View}
 */
export function viewAxes({ key, texts, result, words, lists, names, moments, refsOf, pointsOf, scaleOf }) {
  const { scales, flags } = result;
  const { across, up, junctures, instruments } = key;
  if (!junctures.length) return {};
  const given = junctures.filter((/** @type {string} */ id) => /strong|likely/.test(flags[id]));
  const others = junctures.filter((/** @type {string} */ id) => !given.includes(id));
  const unclear = others.filter((/** @type {string} */ id) => flags[id] !== "none");
  const watches = unclear.filter((/** @type {string} */ id) => flags[id] === "watch");
  let about = given.length ? "some_clear" : "clear";
  if (unclear.length) about = "some";
  if (!others.length) about = "all";
  if (!given.length && watches[1]) about = "watches";
  // The sentences over all moments speak of three. What there is not enough to say about stands below.
  const only = about === "some" && !given.length && (watches[0] ?? unclear[0]);
  const summary = junctures[2] && (only
    ? texts.flags[only][flags[only]]
    : put(texts.summary[about], { moments: moments(given.length ? given : watches), others: moments(others) }));

  const zone = texts.zones[result.zone];
  const near = result.zone_close_to;
  const line = zone && [{ ...scaleOf(across), zone: zone.name + (near.length ? put(words.close, { names: names(near, texts.zones) }) : "") }];
  const moment = result.weakest && moments([result.weakest.dimension]);

  const keepers = result.keeps_from_balanced;
  let why = given.includes(keepers[0]) ? "flag" : "lowest";
  if (flags[keepers[0]] === "unscored") why = "unscored";
  const keeps = texts.keeps[keepers[0]] ?? put(texts.keeps[why], { moment: moments(keepers), moments: moments(keepers) });

  const pattern = texts.patterns[result.pattern];
  const other = texts.patterns[result.close_to]?.name;
  const [c, a] = pattern ? [scaleOf(across), scaleOf(up)] : [];
  const { partner } = texts;
  const pooled = partner && Object.values(scales).some((/** @type {any} */ { sources }) => sources.includes(partner.id));

  return {
    headline: zone ? zone.sentence : summary || instruments[key.id].title,
    line,
    no_line: across && !zone,
    pattern: pattern && [{
      name: pattern.name,
      between: other,
      third: result.third.length && names(result.third, texts.patterns),
      sentence: put(pattern.sentence, { weakest: moment, keeps }),
      exception: given.length && pattern.exception && put(pattern.exception, { moments: moments(given) }),
      tip: other && put(pattern.tip, { other }),
    }],
    summary,
    junctures: junctures.map((/** @type {string} */ id) => ({
      ...texts.leads[id],
      ...scaleOf(id),
      ...texts.gates[flags[id]],
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
    pooled: pooled && partner.pooled,
    closer: given.length && !pooled && partner && [partner],
    map: c && a && [{
      x: c.at, x1: c.from, x2: c.to, y: a.down, y1: 100 - a.from, y2: 100 - a.to,
      open: result.pattern !== "balanced" && tidy(c.at) >= key.target && tidy(a.at) >= key.target && keeps,
      caption: `${c.name} ${c.points}, ${a.name} ${a.points}: ${lists.format([pattern.name, other].filter(Boolean))}`,
    }],
    blind: result.blind_spot && put(
      texts.blind_spot[result.blind_spot.said > result.blind_spot.scored ? "higher" : "lower"],
      { said: result.blind_spot.said, scored: pointsOf(across) },
    ),
    scales: [c, a].filter(Boolean),
  };
}
