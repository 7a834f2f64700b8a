// Answers <-> this browser's storage. What cannot be read is set aside; storage that fails is survived and told.

const PREFIX = "ee:";

/** @typedef {import("./form.mjs").Answers} Answers */

/**
 * @param {any} value
 * @returns {boolean} whether it is an answer, or one in parts; null is a gap between two figures
 */
const isAnswer = (value) => /string|number/.test(typeof value) || (typeof value === "object" && Object.values(value ?? {}).every(isAnswer));
/** @typedef {{format: number, id: string, version: number, fingerprint: string, answers: Answers,
 *   first: number, last: number, fast: boolean}} Draft */

/**
 * @param {string | null} text
 * @param {string} id of an instrument
 * @returns {{draft?: Draft, bad?: boolean}} `bad`: something in it was beyond reading
 */
export function parseDraft(text, id) {
  if (text === null) return {};
  try {
    const draft = JSON.parse(text);
    const answers = Object.create(null);
    let bad = false;
    for (const [item, answer] of Object.entries(draft.answers)) {
      if (answer && isAnswer(answer) || answer === 0) answers[item] = answer;
      else bad = true;
    }
    if (draft.format === 1 && draft.id === id && isFinite(draft.last - draft.first)) {
      return { draft: { ...draft, answers, fast: draft.fast === true }, bad };
    }
  } catch {
    // Not JSON, or nothing like a draft.
  }
  return { bad: true };
}

/**
 * @param {number} time
 * @returns {number} whole days since 1970-01-01, by the calendar of this place
 */
export function dayOf(time) {
  const date = new Date(time);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86400000;
}

/** What this browser keeps. Once it fails, `works` is false and the rest lasts as long as the page. */
export class Kept {
  works = true;
  /** @type {Map<string, string>} */
  #memory = new Map();

  /**
   * @template Value
   * @param {(storage: Storage) => Value} work
   */
  #storage(work) {
    try {
      return work(localStorage);
    } catch {
      this.works = false;
    }
  }

  /** @param {string} name */
  get(name) {
    return this.#memory.get(name) ?? this.#storage((storage) => storage.getItem(PREFIX + name)) ?? null;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    this.#storage((storage) => storage.setItem(PREFIX + name, text));
    if (!this.works) this.#memory.set(name, text);
  }

  /** @param {string} id of an instrument */
  draft(id) {
    return parseDraft(this.get(`draft:${id}`), id);
  }

  /** @param {Omit<Draft, "format">} draft */
  keep(draft) {
    this.set(`draft:${draft.id}`, JSON.stringify({ format: 1, ...draft }));
  }

  /** @param {string} id of an instrument whose draft could not be read in full */
  setAside(id) {
    const text = this.get(`draft:${id}`);
    let name = `draft:${id}:bad`;
    while (![null, text].includes(this.get(name))) name += "+";
    this.set(name, /** @type {string} */ (text));
  }

  /** @param {string} id of an instrument whose answers are kept no longer */
  forget(id) {
    this.#memory.delete(`draft:${id}`);
    this.#storage((storage) => storage.removeItem(`${PREFIX}draft:${id}`));
  }

  /** Everything this site keeps. */
  delete() {
    this.#memory.clear();
    this.#storage((storage) => {
      for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name);
    });
  }
}
