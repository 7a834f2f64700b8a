// What an instrument with a scale, notes or a checklist of its own shows besides. A part of result.mjs.
import { put } from "./fill.mjs";
import { tidy } from "./numbers.mjs";

/** @typedef {Record<string, any>} View */

/**
 * @param {any} tools of `viewOf`
 * @returns {View}
 */
export function viewOwn({ key, texts, result, words, names, refsOf, pointsOf, scaleOf }) {
  const { band } = result;
  const { lines = {}, notes, bands } = texts;
  const zone = band && bands.zones[band.zone];
  const points = zone && pointsOf(key.band.of ?? "band", band.value);
  const alone = { points, from: band?.value, wide: 0, alt: `${points}` };
  const near = band?.close_to.length && put(words.close, { names: names(band.close_to, bands.zones) });
  const scale = result.scales[key.band?.of] ? scaleOf(key.band.of) : alone;
  return {
    ...zone && { headline: zone.sentence },
    band: zone && [{ ...scale, at: tidy(band.value), zone: zone.name + (near || "") }],
    made_of: band?.parts.length && put(bands.made_of, { names: names(band.parts, texts.scales) }),
    asks: key.parts.map((/** @type {any} */ { id }) => scaleOf(id))
      .filter((/** @type {View} */ { ask, points }) => ask && points)
      .sort((/** @type {View} */ one, /** @type {View} */ other) => one.at - other.at)
      .slice(0, 2),
    no_band: !zone && bands?.missing,
    notes: result.own_notes.map((/** @type {any} */ { id, refs, line }) => ({ text: put(notes[id].text, { line: lines[line]?.text }), refs: refsOf(refs) })),
  };
}
