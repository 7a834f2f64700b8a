// Answers <-> the text of a result file, which a reader saves and hands over. No name and no score stands in it.
// What is read here is strict, too: instruments/result_file.py reads the same files for a pilot.

const KIND = "even-exchange answers";

/** @typedef {{id: string, version: number, fingerprint: string}} Instrument */
/** @typedef {{answers: Record<string, any>, day: number, fast: boolean}} Sitting */

/**
 * @param {Instrument} instrument
 * @param {number} day since 1970-01-01
 * @param {Record<string, any>} answers as the draft keeps them
 * @param {Record<string, number>} [seconds] item id -> seconds to the first answer, only if the reader chose so
 * @returns {string}
 */
export function fileOf({ id, version, fingerprint }, day, answers, seconds) {
  return `${JSON.stringify({ format: 1, kind: KIND, id, version, fingerprint, day, answers, seconds }, null, 1)}\n`;
}

/** @param {any} value */
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {string} text
 * @param {Instrument} wanted the instrument whose files are read
 * @param {string} own id of the instrument on whose page it is opened
 * @returns {{sitting?: Sitting, wrong?: "broken" | "own" | "foreign" | "old"}}
 */
export function readFile(text, wanted, own) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { wrong: "broken" };
  }
  if (!isMapping(file) || file.kind !== KIND) return { wrong: "foreign" };
  if (file.id !== wanted.id) return { wrong: file.id === own ? "own" : "foreign" };
  if (file.format !== 1 || file.version !== wanted.version || file.fingerprint !== wanted.fingerprint) return { wrong: "old" };
  const { answers, day } = file;
  const sound = isMapping(answers) && Object.values(answers).every((answer) => /string|number/.test(typeof answer));
  if (!sound || !Number.isInteger(day) || day < 0 || day > 100000) return { wrong: "broken" };
  return { sitting: { answers: Object.assign(Object.create(null), answers), day, fast: false } };
}
