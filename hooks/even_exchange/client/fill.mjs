// A template the build wrote + a plain view -> nodes. Text goes in as text; nothing here can make an element of it.

/** @typedef {Record<string, any>} View */

/**
 * Slots: data-if keeps a node when there is something, data-text sets its text, data-set sets attributes
 * (`href=slot`), template[data-each] is repeated.
 * @template {Element | DocumentFragment} Root
 * @param {Root} root
 * @param {View} view
 * @returns {Root}
 */
export function fill(root, view) {
  const each = (/** @type {string} */ slot, /** @type {(node: any, value: any, name: string) => void} */ work) => {
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(`[data-${slot}]`))) {
      const name = /** @type {string} */ (node.dataset[slot]);
      work(node, view[name], name);
    }
  };
  each("if", (node, value) => value && value.length !== 0 || node.remove());
  each("text", (node, value) => (node.textContent = value));
  each("set", (node, _, pairs) => {
    for (const pair of pairs.split(" ")) {
      const [attribute, name] = pair.split("=");
      node.setAttribute(attribute, view[name]);
    }
  });
  each("each", (node, entries) => {
    for (const entry of entries || []) node.before(fill(node.content.cloneNode(true), entry));
    node.remove();
  });
  return root;
}

/**
 * @param {string} sentence
 * @param {View} values
 * @returns {string} the sentence with {name} replaced
 */
export const put = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
