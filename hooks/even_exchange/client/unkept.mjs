// A page that keeps its answers with its tab only, unless it is asked to keep them on the device.
import { Kept } from "./draft.mjs";

const tab = new Kept(() => sessionStorage);

/** @param {any} root @returns {Kept} what its answers are kept in */
export const drafts = (root) => (root.querySelector("[data-part=kept]")?.checked === false ? tab : root.kept);

/**
 * @param {HTMLInputElement} input a setting that was changed
 * @param {any} root
 */
export function settle(input, root) {
  if (input.dataset.part !== "kept") return;
  (input.checked ? tab : root.kept).forget(root.key.id);
  root.keep(root.ids);
}
