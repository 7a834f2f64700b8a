// A text somebody has written -> whose side it talks about. The twin of instruments/mirror.py; the two agree on any text.
// It keeps nothing and touches no page. Quotations and phrases have a limit, so the time grows as the text does.

// Letters, figures and the unseen marks that a copied word may hold; \w knows no other letters than English ones.
const LETTERS = "0-9A-Za-z\xad\xc0-\u1fff\u200b-\u200d\u2060\u3040-\ud7ff\uf900-\ufdff";
const LETTER = new RegExp(`[${LETTERS}]`, "g");
const QUOTED = new RegExp(
  `(?:^|[^${LETTERS}])"[^"]{0,300}"|\u201c[^\u201c\u201d]{0,300}\u201d|\u2018[^\u2018]{0,300}?\u2019(?![${LETTERS}])`,
  "g",
);
// The number of a paragraph or an address, both passed over; or (a word), (a pause), (the end of a sentence).
const TOKEN = new RegExp(
  `^[^${LETTERS}]*(?:\\d{1,3}|[A-Za-z]|[IVXivx]{2,5})[.)](?=\\s|$)`
  + "|(?:[a-z]{2,9}:/|www\\.)\\S*[\\w/]|[\\w.%+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)*"
  + `|([${LETTERS}]+(?:(?:['\u2018\u2019\u2010\u2011-]|\\.(?=[0-9a-z])|,(?=\\d))[${LETTERS}]+)*)`
  + "|([,:;\u2013\u2014]|\\s-)|([.!?\u2026]{1,9}[\"'\u2019\u201d)\\]]{0,3})(?!\\S|\\s+[a-z])",
  "g",
);

const WRAPPED = 50; // characters: so long a line may have been broken by a mail program
// Words at most: in an entry, after a greeting, beside a closing, in a line of a signature.
const PHRASE = 6;
const GREETED = 4;
const SIGNED = 3;
const IN_SIGNATURE = 8;
const SIGNATURE = 6; // lines with words that it may have: what comes after them may be another mail
const SUBJECT_AMONG = 5;
const TO_REWRITE = 3;

/**
 * Count whose words a text uses.
 *
 * An entry of a list is a word or a phrase of up to six words without a pause. It finds its contractions and possessives
 * too (you're, customer's), but no other ending. In small letters it finds any case; with a capital only itself (I, US).
 * The longest entry wins, then the reader's own names, then `skip`. A word with a hyphen is another word.
 *
 * For nobody count: the entries of `skip`, and what stands in quotation marks, where "we" may be the customer.
 * No content at all, not even words, are: addresses, numbers of paragraphs, lines that begin with ">", greetings and
 * signatures. "dear ..." in `skip` makes it a greeting: at the start of a line, with up to four words before the next
 * pause, or two after one. "kind regards / ..." makes it a closing: a line of it alone or with a name; with it go the
 * lines below, six at most, until one is a greeting or has more than eight words. So two mails, one after the other,
 * are counted in either order.
 *
 * A sentence ends with its mark or with its line; but a line of fifty characters and more goes on in one that begins
 * with a small letter. Its subject is judged by a rule of thumb: it is the customer when the first word of either side
 * is the customer's and among the first five words. So the rule is wrong about "It brings you bread", where the
 * customer is the object, and about "By six on Sunday night, you call", where "you" comes too late.
 *
 * @param {string} text
 * @param {{customer: string[], seller: string[], skip: string[]}} lists
 * @param {{customer: string[], seller: string[]}} own names that the reader adds, found in any case
 * @returns `words`, and mentions by `customer` and `seller` among them; `share` of the customer's in both, 0 to 100,
 *   null without any; `before`, the words before the first of the customer's, null without one; `sentences`, and
 *   `subjects`, those among them with the customer as subject; `marks` {from, to, side}, one a mention, and `rewrite`
 *   {from, to}, both as places in the text, `to` behind the last character. `rewrite` holds up to three sentences that
 *   mention the seller and not the customer: first the one with most mentions, then the longest, then the earliest.
 */
export function mirrorOf(text, lists, own) {
  const sides = new Map(), openings = new Map();
  const learn = (entries, side, form) => {
    for (const entry of entries) {
      const key = tokensOf(entry, 0).map((token) => ` ${token[form]}`).join("");
      const opens = side === "skip" && entry.endsWith(" ...");
      const known = opens ? openings : sides;
      if (!known.has(key)) known.set(key, opens ? 1 + entry.endsWith("/ ...") : side);
    }
  };
  learn(own.customer, "customer", "low");
  learn(own.seller, "seller", "low");
  for (const side of ["skip", "customer", "seller"]) learn(lists[side], side, "key");

  const sentences = [], marks = [];
  let start = 0, signature = 0, isLong, sentence;
  for (const line of text.replace(/\r\n/g, " \n").split(/[\n\v\f\r\x85\u2028\u2029]/)) {
    const tokens = tokensOf(line.replace(QUOTED, (all) => all.replace(LETTER, "0")), start);
    start += line.length + 1;
    if (!isLong || !/^\s*[a-z]/.test(line)) sentence = null;
    isLong = line.length >= WRAPPED;
    if (/^\s*>/.test(line)) continue;
    const [opens, n] = longest(openings, tokens, 0), stop = tokens[n - 1]?.stop;
    if (opens > 1 && tokens.length <= n + SIGNED && (stop || tokens.length === n)) {
      signature = SIGNATURE;
      continue;
    }
    if (signature && opens !== 1 && tokens.length <= IN_SIGNATURE) {
      signature -= tokens.length ? 1 : 0;
      continue;
    }
    signature = 0;
    if (opens === 1) {
      const end = stop > 1 ? n : tokens.findIndex((token, at) => at >= n && token.stop) + 1 || tokens.length;
      if (end - n <= (stop ? GREETED / 2 : GREETED)) tokens.splice(0, end);
    }
    for (const token of tokens) {
      if (!sentence) sentences.push(sentence = []);
      sentence.push(token);
      if (token.stop > 1) sentence = null;
    }
  }

  let words = 0, customer = 0, seller = 0, before = null, subjects = 0;
  const weighed = [];
  for (const one of sentences) {
    const { length } = one, found = { customer: 0, seller: 0 };
    let subject;
    for (let at = 0, side, n; at < length; at += n) {
      [side, n] = longest(sides, one, at);
      if (!(side in found)) continue;
      found[side] += 1;
      if (found.customer) before ??= words + at;
      if (at < SUBJECT_AMONG) subject ??= side;
      marks.push({ from: one[at].from, to: one[at + n - 1].to, side });
    }
    words += length;
    customer += found.customer;
    seller += found.seller;
    if (subject === "customer") subjects += 1;
    if (!found.seller || found.customer) continue;
    weighed.push({ from: one[0].from, to: one.at(-1).until, mentions: found.seller, length });
  }
  const rewrite = weighed
    .sort((one, other) => other.mentions - one.mentions || other.length - one.length)
    .slice(0, TO_REWRITE)
    .map(({ from, to }) => ({ from, to }));
  const both = customer + seller, share = both ? (100 * customer) / both : null;
  return { words, customer, seller, share, before, sentences: sentences.length, subjects, marks, rewrite };
}

/** The longest phrase that begins at a token: what it stands for, if anything, and how many words it has. */
function longest(phrases, tokens, at) {
  let found = [null, 1], key = "", low = "";
  for (let n = 1; n <= PHRASE && at < tokens.length; n += 1, at += 1) {
    key += ` ${tokens[at].key}`;
    low += ` ${tokens[at].low}`;
    const known = phrases.get(key) ?? phrases.get(low);
    if (known) found = [known, n];
    if (tokens[at].stop) break;
  }
  return found;
}

/** The words of a line. `stop` is 1 before a pause and 2 at the end of a sentence, which reaches to `until`. */
function tokensOf(line, start) {
  const tokens = [];
  for (const found of line.matchAll(TOKEN)) {
    const [all, word, pause, end] = found, last = tokens.at(-1);
    const from = start + found.index, to = from + all.length;
    if (word) {
      const key = word
        .replace(/[\xad\u200b-\u200d\u2060]/g, "")
        .replace(/[\u02bc\u2018\u2019]/g, "'")
        .replace(/[\u2010\u2011]/g, "-")
        .replace(/('[A-Za-z]{1,2}){1,2}$/, "");
      // Letter by letter, and only where both languages have always agreed.
      const low = key.replace(/[A-Z\xc0-\u052f]/g, (letter) => letter.toLowerCase());
      if (key) tokens.push({ from, to, until: to, key, low, stop: 0 });
    } else if (last && pause) {
      last.stop ||= 1;
    } else if (last && end && !/^[A-Z][a-z]?[.]$/.test(last.key + end)) { // "Mr." and "J." end no sentence
      last.stop = 2;
      last.until = to;
    }
  }
  return tokens;
}
