// Answers <-> this browser's storage. What cannot be read is set aside; storage that fails is survived and told.

export const PREFIX = "ee:";
const DAY = 86400000;

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
    // A day that cannot be read is no reason to lose the answers: they count as given today.
    const now = Date.now();
    let { last } = draft;
    if (!Number.isFinite(last) || last <= 0 || last > now + DAY) {
      last = now;
      bad = true;
    }
    if (draft.format === 1 && draft.id === id && !Array.isArray(draft.answers)) return { draft: { ...draft, answers, last, fast: draft.fast === true }, bad };
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
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
}

/** What this browser keeps. Once it fails, `works` is false and what is kept lasts as long as the page. */
export class Kept {
  works = false;
  /** @type {any} */
  store = Object.create(null);

  /** @param {() => Storage} place may throw, or give nothing */
  constructor(place = () => localStorage) {
    try {
      const store = place();
      this.works = store.length >= 0;
      this.store = store;
    } catch {
      // Not to be had: the page has to do.
    }
  }

  /** @param {string} name */
  get(name) {
    return this.store[PREFIX + name] ?? null;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    try {
      this.store.setItem(PREFIX + name, text);
    } catch {
      this.works = false;
      this.store = { ...this.store, [PREFIX + name]: text };
    }
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
    delete this.store[`${PREFIX}draft:${id}`];
  }
}
