// The form -> answers, and answers -> the form. The form is the state; nothing else holds an answer.

/** @typedef {number | string} Answer */
/** @typedef {Record<string, Answer>} Answers */
/** @typedef {{id: string, short: string, form: object | null}} Item */

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 * @returns {HTMLInputElement[]} in printed order
 */
export const inputsOf = (form, id) => [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`input[name="${id}"]`))];

/** @param {HTMLInputElement} input */
export const isWrong = (input) => !input.validity.valid;

/** @param {HTMLInputElement} input */
const isGiven = (input) => (input.type === "number" ? input.value !== "" && !isWrong(input) : input.checked);

/**
 * @param {HTMLFormElement} form
 * @param {Item[]} items
 * @returns {Answers} as the draft keeps them; an untouched item, or a figure that is wrong, is absent
 */
export function readAnswers(form, items) {
  const answers = Object.create(null);
  for (const { id } of items) {
    const text = inputsOf(form, id).find(isGiven)?.value;
    if (text) answers[id] = isNaN(Number(text)) ? text : Number(text);
  }
  return answers;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 * @param {Answer} [answer] one that this form does not offer empties the item
 */
export function writeAnswer(form, id, answer) {
  for (const input of inputsOf(form, id)) {
    if (input.type === "number") {
      input.value = typeof answer === "number" ? String(answer) : "";
      if (isWrong(input)) input.value = "";
    } else {
      input.checked = input.value === String(answer);
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 * @returns {string | undefined} the words of its answer as they are printed
 */
export function wordsOf(form, id) {
  const input = inputsOf(form, id).find(isGiven);
  const words = input?.parentElement?.textContent?.trim();
  return input?.type === "number" ? `${input.value} ${words}` : words;
}

/**
 * @param {HTMLInputElement[]} radios of one item
 * @param {string} key
 * @returns {HTMLInputElement | undefined} the radio with that figure, else the one at that place
 */
export const radioForKey = (radios, key) => radios.find((radio) => radio.value === key) ?? radios[Number(key) - 1];
