// An answer line by line -> points: the other half of points.mjs.
import { holds } from "./numbers.mjs";

const TOP = 100;
const MOST_WORDS = 100000;

const isWhole = (value, highest) => typeof value === "number" && value >= 0 && value <= highest && value === Math.floor(value);

/** What an answer to points shared out, a checklist or a counted text is worth; undefined for none that counts. */
export function byLine({ shares, apart, ticks, counts }, answer) {
  if (typeof answer !== "object" || !answer || Array.isArray(answer)) return;
  const at = (name, otherwise) => (holds(answer, name) ? answer[name] : otherwise);
  if (shares) {
    const given = shares.lines.map((name) => at(name, 0));
    if (!given.every((figure) => isWhole(figure, shares.total))) return;
    let total = 0, points = 0;
    for (const [index, figure] of given.entries()) {
      total += figure;
      points += figure * shares.worth[index];
    }
    if (total === shares.total) return Math.min(points, TOP);
  } else if (apart) {
    const given = apart.lines.map((name) => at(name, []));
    if (!given.every(Array.isArray)) return;
    const pairs = given.map((pair) => [pair[0] ?? 0, pair[1] ?? 0]);
    if (!pairs.flat().every((figure) => isWhole(figure, apart.total))) return;
    let left = 0, right = 0, difference = 0;
    for (const [one, other] of pairs) {
      left += one;
      right += other;
      difference += Math.abs(one - other);
    }
    if (left === apart.total && right === apart.total) return Math.max(0, TOP - apart.each * difference);
  } else if (ticks) {
    let worth = 0, told = 0, yes = 0, clear = 0;
    for (const [index, name] of ticks.lines.entries()) {
      const points = ticks.points[index], said = at(name);
      worth += points;
      if (said !== "yes" && said !== "no") continue;
      clear += 1;
      told += points;
      if (said === "yes") yes += points;
    }
    if (!worth) return clear ? 0 : undefined;
    if (ticks.of * clear >= ticks.at_least * ticks.lines.length && told) return Math.floor((TOP * yes) / told + 0.5);
  } else {
    const [customer, seller, words] = ["customer", "seller", "words"].map((name) => at(name));
    const both = customer + seller;
    if (![customer, seller, words].every((figure) => isWhole(figure, MOST_WORDS))) return;
    if (words >= counts.least && both && both <= words) return Math.floor((TOP * customer) / both + 0.5);
  }
}
