// The name of a step -> what is on the screen: a section by its number, "review" or "result".

/**
 * @param {HTMLElement} root
 * @param {string} step
 * @param {boolean} all every section at once
 */
export function showStep(root, step, all) {
  const isSection = (/** @type {string} */ name) => /\d/.test(name);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-step]"))) {
    const name = /** @type {string} */ (part.dataset.step);
    part.hidden = name !== step && !(all && isSection(step) && isSection(name));
  }
  root.dataset.at = isSection(step) ? "form" : step;
  root.dataset.first = String(step === "0" || all);
}

/**
 * @param {HTMLElement} part
 * @param {HTMLElement | null} [to] what in it takes the focus
 */
export function moveTo(part, to = part.querySelector("h2")) {
  to?.focus({ preventScroll: true });
  part.scrollIntoView();
}
