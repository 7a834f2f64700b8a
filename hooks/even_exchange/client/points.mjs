// A form and an answer -> points. The twin of instruments/points.py; they agree on anything that a browser may hold.
// Forms that are answered line by line are read by lines.mjs, which only pages with such items load.

const HIGHEST = 100;

/** What an answer is worth, undefined for no answer that counts, and the place of the option or -1. */
export function pointsOf(form, answer, byLine) {
  const { table, line } = form;
  if (table) {
    const index = table.values.indexOf(answer);
    return [table.points[index], index];
  }
  return [line ? onLine(line, answer) : byLine?.(form, answer), -1];
}

function onLine({ knots, lowest, highest, whole, ratio }, answer) {
  const isOn = (value) => typeof value === "number" && value >= lowest && value <= highest && (!whole || value === Math.floor(value));
  if (ratio) {
    if (!Array.isArray(answer) || answer.length !== 2 || !answer.every(isOn)) return;
    const [x, y] = answer;
    if (x > y || y < 1) return;
    answer = (HIGHEST * x) / y;
  } else if (!isOn(answer)) return;
  let at = 0;
  while (at < knots.length - 2 && answer > knots[at + 1][0]) at += 1;
  const [[x0, y0], [x1, y1]] = [knots[at], knots[at + 1]];
  const points = y0 + ((answer - x0) * (y1 - y0)) / (x1 - x0);
  return Math.floor(Math.min(Math.max(points, 0), HIGHEST) + 0.5);
}
