// The form -> answers, and answers -> the form. The form is the state; nothing else holds an answer.
// The inputs of an item bear its id, those of a line of it `id.line`, and of the two figures of a line `id.line.0` and `.1`.

/** @typedef {number | string | null} Part */
/** @typedef {Part | Part[] | Record<string, Part | Part[]>} Answer */
/** @typedef {Record<string, Answer>} Answers */
/** @typedef {{id: string, short: string, form: any}} Item */

/** @param {HTMLInputElement} input */
export const itemOf = (input) => input.name.split(".")[0];

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 * @returns {HTMLInputElement[]} in printed order
 */
export const inputsOf = (form, id) => [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`input[name="${id}"], input[name^="${id}."]`))];

/** @param {HTMLInputElement} input */
const isFigure = (input) => input.type === "number";

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 */
export const figuresOf = (form, id) => inputsOf(form, id).filter(isFigure);

/**
 * @param {HTMLInputElement} figure that may hold others: then all of them are given or none, and it is their sum or more
 * @returns {boolean}
 */
export function isWrong(figure) {
  const { value, validity, form, dataset } = figure;
  const parts = dataset.holds?.split(" ").map((name) => /** @type {any} */ (form)[name].value) ?? [];
  return !validity.valid || parts.some((part) => !part !== !value) || parts.reduce((sum, part) => sum + Number(part), 0) > Number(value);
}

/** @param {HTMLInputElement} input */
const isGiven = (input) => (isFigure(input) ? input.value !== "" : input.checked);

/**
 * @param {HTMLFormElement} form
 * @param {Item[]} items
 * @returns {Answers} as the draft keeps them; an untouched item, or one with a wrong figure, is absent
 */
export function readAnswers(form, items) {
  const answers = Object.create(null);
  for (const { id } of items) {
    if (figuresOf(form, id).some(isWrong)) continue;
    for (const { name, value } of inputsOf(form, id).filter(isGiven)) {
      const steps = name.split(".");
      const last = steps.pop() ?? "";
      let place = answers;
      steps.forEach((step, at) => (place = place[step] ??= /\d/.test(steps[at + 1] ?? last) ? [] : {}));
      place[last] = isNaN(Number(value)) ? value : Number(value);
    }
  }
  return answers;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 * @param {any} [answer] one that this form does not offer empties the item
 */
export function writeAnswer(form, id, answer) {
  for (const input of inputsOf(form, id)) {
    const value = input.name.split(".").slice(1).reduce((part, step) => part?.[step], answer);
    if (isFigure(input)) {
      input.value = typeof value === "number" ? String(value) : "";
      if (!input.validity.valid) input.value = "";
    } else {
      input.checked = input.value === String(value);
    }
  }
}

/**
 * The boxes and figures that an answer puts out of force: "not met" all others, and any other the "not met".
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input that was answered
 */
export function clearOthers(form, input) {
  const unmet = input.value === "unmet";
  for (const other of inputsOf(form, itemOf(input))) {
    if (other === input) continue;
    if (unmet && isFigure(other)) other.value = "";
    else if (unmet || other.type === "checkbox") other.checked = false;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id of an item
 * @returns {string} the words of its answer as they are printed, "" for none
 */
export function wordsOf(form, id) {
  const words = inputsOf(form, id).filter(isGiven).map((input) => {
    const said = input.parentElement?.textContent?.trim();
    const line = input.closest("fieldset fieldset")?.querySelector("legend")?.textContent;
    if (isFigure(input)) return `${input.value} ${said}`;
    return line ? `${line.trim()} ${said}` : said;
  });
  return words.join("; ");
}

/**
 * @param {HTMLInputElement[]} radios of one item
 * @param {string} key
 * @returns {HTMLInputElement | undefined} the radio with that figure, else the one at that place; a slip is no "not met"
 */
export function radioForKey(radios, key) {
  const answers = radios.filter((radio) => radio.value !== "unmet");
  return answers.find((radio) => radio.value === key) ?? answers[Number(key) - 1];
}
