// Answers as they come -> seconds by item, in memory only. Time with the page hidden does not count.

export class Times {
  /** @type {Record<string, number>} */
  seconds = Object.create(null);
  /** @type {Set<string>} items whose first answer is past: given here, or restored */
  known = new Set();
  #from = 0;
  #away = 0;
  #leftAt = 0;

  /** @param {() => number} now milliseconds */
  constructor(now = () => performance.now()) {
    this.now = now;
  }

  #clock() {
    return this.now() - this.#away;
  }

  /** A section is shown: its first answer is timed from here. */
  shown() {
    this.#from = this.#clock();
  }

  /** @param {boolean} hidden */
  turned(hidden) {
    if (hidden) this.#leftAt = this.now();
    else this.#away += this.now() - this.#leftAt;
  }

  /** @param {string} item */
  answered(item) {
    if (!this.known.has(item)) this.seconds[item] = (this.#clock() - this.#from) / 1000;
    this.known.add(item);
    this.shown();
  }
}
