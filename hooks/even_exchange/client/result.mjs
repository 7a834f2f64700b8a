// A result + the model's sentences -> the view that the page's templates are filled with. Pure: no page, no clock.
import { put } from "./fill.mjs";
import { printed, tidy } from "./numbers.mjs";

/** @typedef {Record<string, any>} View */

/**
 * @param {any} key
 * @param {any} texts
 * @param {any} result of `score`
 * @param {{answers: Record<string, unknown>, day: number}} sitting the reader's own
 * @param {Record<string, string>} words close and language
 * @param {any} more views that not every page needs: {view}
 * @returns {View}
 */
export function viewOf(key, texts, result, sitting, words, more) {
  const { scales } = result;
  const { junctures, instruments } = key;
  const lists = new Intl.ListFormat(words.language);
  const names = (/** @type {string[]} */ ids, /** @type {View} */ from, what = "name") => lists.format(ids.map((id) => from[id][what]));
  const moments = (/** @type {string[]} */ ids) => names(ids, texts.scales, "moment");
  const dayAfter = (/** @type {number} */ days) => new Date((sitting.day + days) * 86400000)
    .toLocaleDateString(words.language, { dateStyle: "long", timeZone: "UTC" });

  const refsOf = (/** @type {string[]} */ refs) => refs.map((ref, before) => ({ ...texts.refs[ref], before }));

  // A whole number that stands on the other side of a cut is not printed bare.
  const pointsOf = (/** @type {string} */ id, value = scales[id].score) => {
    const exact = tidy(value);
    const beside = texts.cuts[id]?.find((/** @type {number[]} */ [from, below]) => exact >= from && exact < below);
    return beside ? beside[2] : String(printed(exact));
  };
  /**
   * @param {string} id
   * @returns {View}
   */
  const scaleOf = (id) => {
    const { score, se, k, n } = scales[id];
    const own = texts.scales[id]; // name, moment, low, high, and of a facet what to ask
    if (score === null) return { ...own, not_enough: put(texts.not_enough, { ...own, answered: k, items: n }) };
    const from = Math.max(0, score - se);
    const to = Math.min(100, score + se);
    const points = pointsOf(id);
    const spread = printed(se);
    const alt = `${own.name}: ${points} ± ${spread}`;
    return { ...own, k, n, points, alt, spread, at: score, from, to, wide: to - from, down: 100 - score };
  };

  const signs = result.signs.map((/** @type {any} */ { instrument, sign, level }) => ({
    text: (texts.quality[sign] ?? texts.notes[sign])[level],
    title: instrument !== key.id && instruments[instrument].title,
  }));
  if (/hold|empty/.test(result.quality)) return { signs };

  const tools = { key, texts, result, words, lists, names, moments, refsOf, pointsOf, scaleOf, sitting, day: dayAfter(0) };
  const weakest = result.weakest && { moment: texts.scales[result.weakest.dimension].moment, refs: refsOf(result.weakest.refs) };
  const best = result.strength?.dimension;
  const isBehind = (/** @type {any} */ { id, dimension }) => (result.zone ? key.facets.includes(dimension) : dimension)
    && (sitting.answers[id] ?? "unmet") !== "unmet";

  return {
    date: dayAfter(0),
    again: dayAfter(key.recommend.days),
    signs,
    headline: weakest ? put(texts.begin, weakest) : instruments[key.id].title,
    weakest: weakest && [weakest],
    moment: weakest?.moment,
    missing: result.not_enough.length && names(result.not_enough, texts.scales),
    say: result.say?.text,
    pages: result.playbooks.map((/** @type {any} */ { page, refs, further }) => ({ ...texts.pages[page], further, refs: refsOf(refs) })),
    drill: result.drill && [texts.pages[result.drill]],
    best: best && [scaleOf(best)],
    strength: result.strength?.ref && [{ refs: refsOf([result.strength.ref]) }],
    parts: (junctures.length ? key.facets : [...key.dimensions, ...key.parts.map((/** @type {any} */ { id }) => id)]).map(scaleOf),
    behind: [{ refs: refsOf(instruments[key.id].items.filter(isBehind).map((/** @type {any} */ { id }) => `${key.id}/${id}`)) }],
    not_enough: result.not_enough.map(scaleOf),
    ...more.view(tools),
  };
}

