// Which pages a search finds, best first. Pure: words in, places out; the page around it is find_page.mjs.

/** Words that say nothing about what somebody looks for. */
const EMPTY = new Set("a about actually after again all am an and any anybody anyone are as at be been best but by can cant could did do does doing dont for from get gets getting give got had has have having he help her him his how i if im in into is isnt it its just keep keeps let like make makes me my need no not now of off on one or our out over really should so some somebody someone something still stuff that the their them then there they theyre thing things this tips to too up us very want wants was way ways we were what whats when where which who why will with wont would you your".split(" "));

/** What a match in each part of a page is worth. */
const WORTH = { title: 5, called: 5, topics: 3, promise: 3, more: 1 };
/** A whole phrase that readers use for a page, for each of its words. */
const PHRASE = 6;
const SHORTEST = 3;

/** @param {string} text @returns {string[]} its words, small, without what hangs on them; "10%" is "10 percent" */
export const split = (text) => text.toLowerCase().replace(/%/g, " percent ").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];

/** @param {string} word @returns {string} what is left of a word without its ending: "ghosted" and "ghosting" are one, and so are both spellings of "customise" */
export const stem = (word) => {
  if (word.length <= SHORTEST) return word;
  const cut = word.replace(/iz(?=[aei])/, "is").replace(/ies$/, "y").replace(/(?:at(?:ion|ive|ing|ed|e)s?|ing|ings|ed|er|ers|es|s)$/, "").replace(/(..[^aeiou])y$/, "$1i");
  const bare = cut.length < SHORTEST ? word : cut;
  return bare.length > SHORTEST ? bare.replace(/e$/, "").replace(/([^aeiouls])\1$/, "$1") : bare;
};

/** @param {string} text @returns {string[]} */
const stems = (text) => split(text).map(stem);

/**
 * @param {string} text a phrase of several words
 * @returns {{whole: string, words: string[], exact: boolean}} it counts once all its telling words are there, or all of it
 *   where it has one of them at most; and where it has none, only as it is
 */
const phrased = (text) => {
  const all = stems(text);
  const telling = [...new Set(split(text).filter((word) => !EMPTY.has(word)).map(stem))];
  return { whole: ` ${all.join(" ")} `, words: telling.length > 1 ? telling : all, exact: !telling.length };
};

/**
 * @typedef {{title: string, promise: string, topics: string, more: string, called: string[], weight: number}} Entry
 * @param {Entry[]} entries
 * @param {string[][]} same groups of words that mean the same
 * @returns {(query: string) => {place: number, score: number}[]} what a search finds, best first; a search without a word finds nothing
 */
export function index(entries, same) {
  /** @type {Map<string, Set<string>>} */
  const equal = new Map();
  for (const group of same) {
    const all = group.map((one) => stems(one).join(" "));
    for (const one of all) equal.set(one, new Set([...(equal.get(one) ?? []), ...all]));
  }
  const read = entries.map((entry) => {
    /** @type {Map<string, number>} */
    const words = new Map();
    const put = (/** @type {string[]} */ found, /** @type {number} */ worth) => found.forEach((word) => words.set(word, Math.max(worth, words.get(word) ?? 0)));
    put(stems(entry.more), WORTH.more);
    put(stems(entry.promise), WORTH.promise);
    put(stems(entry.topics), WORTH.topics);
    for (const one of entry.called) put(stems(one), split(one).length > 1 ? WORTH.topics : WORTH.called);
    const phrases = entry.called.filter((one) => split(one).length > 1).map(phrased);
    put(stems(entry.title), WORTH.title);
    return { words, phrases, weight: entry.weight };
  });
  const spread = new Map();
  for (const { words } of read) for (const word of words.keys()) spread.set(word, 1 + (spread.get(word) ?? 0));
  const rare = (/** @type {string} */ word) => Math.log(1 + read.length / (spread.get(word) ?? read.length));

  return (query) => {
    const typed = split(query);
    const asked = typed.filter((word) => !EMPTY.has(word)).map(stem);
    const every = new Set(typed.map(stem));
    const said = ` ${typed.map(stem).join(" ")} `;
    // The last word may still be on its way.
    const last = /\s$/.test(query) ? undefined : asked.at(-1);
    asked.push(...[...equal.keys()].filter((one) => one.includes(" ") && said.includes(` ${one} `)));
    return read
      .map(({ words, phrases, weight }, place) => {
        let score = 0;
        for (const word of asked) {
          let best = 0;
          for (const one of equal.get(word) ?? [word]) {
            const parts = one.split(" ");
            const worth = Math.min(...parts.map((part) => (words.get(part) ?? 0) * rare(part)));
            best = Math.max(best, one === word ? worth : 0.8 * worth);
          }
          if (!best && word === last && word.length >= SHORTEST)
            for (const [one, worth] of words) if (one.startsWith(word)) best = Math.max(best, 0.5 * worth * rare(one));
          score += best;
        }
        for (const { whole, words: parts, exact } of phrases)
          if (exact ? said.includes(whole) : parts.every((word) => every.has(word))) score += PHRASE * parts.length;
        return { place, score: score * weight };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || one.place - other.place);
  };
}
