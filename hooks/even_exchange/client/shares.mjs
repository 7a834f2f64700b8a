// Tables in which points are shared out: what is left to share, and which of them do not come out even.

/**
 * @param {ParentNode} root
 * @returns {{table: HTMLElement, left: number, isTouched: boolean}[]}
 */
const tablesIn = (root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-total]"))].map((table) => {
  const figures = [...table.querySelectorAll("input")].filter((input) => input.value);
  const left = figures.reduce((left, { value }) => left - Number(value), Number(table.dataset.total));
  return { table, left, isTouched: figures.length > 0 };
});

/**
 * @param {HTMLElement} root
 * @returns {string[]} the items whose points are begun and do not come out even; each says so at its place
 */
export function unevenIn(root) {
  const uneven = tablesIn(root).filter(({ left, isTouched }) => isTouched && left)
    .map(({ table }) => table.getElementsByTagName("input")[0].name.split(".")[0]);
  for (const id of uneven) /** @type {HTMLElement} */ (root.querySelector(`#ee-${id}-error`)).hidden = false;
  return uneven;
}

/** @param {ParentNode} root where the figures stand that are told again */
export function tellLeft(root) {
  for (const { table, left, isTouched } of tablesIn(root)) {
    const line = /** @type {HTMLElement} */ (table.lastElementChild);
    const { even = "", over = "", left: some = "" } = line.dataset;
    const words = left ? (left < 0 ? over : some) : even;
    line.textContent = words.replace("{n}", String(Math.abs(left)));
    table.toggleAttribute("data-uneven", isTouched && left !== 0);
  }
}
