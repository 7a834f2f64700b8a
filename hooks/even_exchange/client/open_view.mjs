// What a checklist that scores nothing shows: what to ask next, what is open, all of it as plain text.
import { put } from "./fill.mjs";

/** @typedef {Record<string, any>} View */

const QUESTIONS = 3;

/**
 * @param {any} tools of `viewOf`
 * @returns {View}
 */
export function viewOpen({ key, texts, result, sitting, day }) {
  const { lines, pages, said } = texts;
  if (!said) return {};
  const { open } = result;
  const all = open.map((/** @type {any} */ { line, answer, page, ref }) => ({
    ...pages[page], ...lines[line], said: said[answer], change: `#ee-${ref.split("/")[1]}`,
  }));
  const asked = all.slice(0, QUESTIONS);
  const lists = key.instruments[key.id].items.filter((/** @type {any} */ { form }) => form.ticks);
  const told = lists.flatMap((/** @type {any} */ { id, form }) => form.ticks.lines.map((/** @type {string} */ line) => ({ line, answer: sitting.answers[id]?.[line] })));
  const silent = told.filter((/** @type {any} */ { answer }) => !said[answer]).length;
  const headline = said[open.length ? "next" : silent ? "some" : "none"];
  const plain = told.flatMap((/** @type {any} */ { line, answer }) => [
    `[${said[answer] ?? " "}] ${lines[line].text}`,
    ...asked.filter((/** @type {any} */ { text }) => text === lines[line].text).map((/** @type {any} */ { ask }) => `      ${said.ask} ${ask}`),
  ]);
  return {
    headline,
    nothing: !open.length && headline,
    silent: silent && put(said.silent, { silent }),
    asked,
    rest: all.slice(QUESTIONS),
    plain: [`${said.title}, ${day}`, ...plain].join("\n"),
  };
}
