// Answers as they come -> seconds by item, in memory only. Time with the page hidden does not count.

export class Times {
  /** @type {Record<string, number>} */
  seconds = Object.create(null);
  /** @type {Set<string>} items whose first answer is past: given here, or restored */
  known = new Set();
  #from = 0;
  #leftAt = 0;

  /** A section is shown: its first answer is timed from here. */
  shown() {
    this.#from = performance.now();
  }

  /** @param {boolean} hidden */
  turned(hidden) {
    if (hidden) this.#leftAt = performance.now();
    else this.#from += performance.now() - this.#leftAt;
  }

  /** @param {string} item */
  answered(item) {
    if (!this.known.has(item)) this.seconds[item] = (performance.now() - this.#from) / 1000;
    this.known.add(item);
    this.shown();
  }
}
