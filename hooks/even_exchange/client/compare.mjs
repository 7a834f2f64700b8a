// Two results of the same items, one about oneself and one by somebody else -> both side by side, never a judgement.
// The twin of instruments/compare.py.
import { tidy } from "./numbers.mjs";

/**
 * Where the own score lies beside the other's, as far as the scatter of both lets one say so.
 * @param {any} own scale of a result
 * @param {any} other
 * @param {number} errors so many standard errors of the difference make it worth a word
 * @returns {"higher" | "lower" | "alike" | "unscored"}
 */
export function gapOf(own, other, errors) {
  if (own.score === null || other.score === null) return "unscored";
  const gap = own.score - other.score;
  if (tidy(Math.abs(gap)) < tidy(errors * Math.sqrt(own.se * own.se + other.se * other.se))) return "alike";
  return gap > 0 ? "higher" : "lower";
}

/**
 * @param {any} key of the instrument about oneself
 * @param {any} own result
 * @param {any} other result
 * @param {number} errors
 * @returns {any[]} one for each scale of the two axes, from the line to the junctures; none when either is on hold or empty
 */
export function sideBySide({ across, facets, junctures, up }, own, other, errors) {
  if ([own, other].some(({ quality }) => /hold|empty/.test(quality))) return [];
  return [across, ...facets, ...junctures, up].filter((name) => name).map((name) => ({
    scale: name, own: own.scales[name].score, other: other.scales[name].score, gap: gapOf(own.scales[name], other.scales[name], errors),
  }));
}
