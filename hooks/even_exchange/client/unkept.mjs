// A page that keeps nothing unless it is asked to, and gives its result as text to copy.

/** @param {HTMLElement} root @returns {HTMLInputElement} the box that asks for it */
const box = (root) => /** @type {HTMLInputElement} */ (root.querySelector("[data-part=kept]"));

/** @param {HTMLElement} root */
export const keeps = (root) => box(root)?.checked ?? true;

/**
 * @param {HTMLInputElement} input a setting that was changed
 * @param {import("./draft.mjs").Kept} kept
 * @param {string} id of the instrument
 * @param {() => void} keep
 */
export function settle(input, kept, id, keep) {
  if (input.dataset.part !== "kept") return;
  if (input.checked) keep();
  else kept.forget(id);
}

/**
 * @param {HTMLElement} root
 * @returns {string} the message that says what was done
 */
export function copy(root) {
  const field = /** @type {HTMLTextAreaElement} */ (root.querySelector("[data-plain]"));
  field.select();
  navigator.clipboard?.writeText(field.value);
  return "copied";
}
