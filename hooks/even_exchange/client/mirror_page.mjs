// The text mirror on its page: a pasted text -> counts in the form, marks in the text, what to rewrite first.
// The text is neither kept nor sent. The names that the reader adds are kept only when asked.
import { fill, put } from "./fill.mjs";
import { mirrorOf } from "./mirror.mjs";

const KEPT = "ee:mirror:names";
const MOST_MARKS = 5000;
const FIELDS = ["mirror", "names-customer", "names-seller", "words-customer", "words-seller"];
/** What a change of the text waits before it is counted: time for the click that ended it to reach its button. */
const PAUSE = 300;
const root = /** @type {HTMLElement} */ (document.querySelector("self-assessment"));

/**
 * @param {string} name
 * @returns {any}
 */
const part = (name) => root.querySelector(`[data-part="${name}"]`);

/** @param {string} text @returns {string[]} what stands between commas and line ends */
const entries = (text) => text.split(/[,\n]/).map((entry) => entry.trim()).filter((entry) => entry);

/** Put a figure into the form as a reader would, so that it is kept and scored like any other. */
function enter(name, figure) {
  const input = root.querySelector(`input[name$=".${name}"]`);
  input.value = figure;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @returns {DocumentFragment} the text with its marks; of a very long one only the beginning */
function marked(text, marks) {
  const nodes = new DocumentFragment();
  let at = 0;
  for (const { from, to, side } of marks) {
    const mark = document.createElement("mark");
    mark.dataset.side = side;
    mark.textContent = text.slice(from, to);
    nodes.append(text.slice(at, from), mark);
    at = to;
  }
  nodes.append(marks.length < MOST_MARKS ? text.slice(at) : " …");
  return nodes;
}

const written = () => FIELDS.map((name) => part(name).value);
const isStale = () => String(written()) !== String(counted) && (counted[0] || part("mirror").value);
const countIfStale = () => isStale() && count();

function count() {
  counted = written();
  const text = part("mirror").value;
  const lists = { customer: entries(part("words-customer").value), seller: entries(part("words-seller").value), skip: words.skip };
  const own = { customer: entries(part("names-customer").value), seller: entries(part("names-seller").value) };
  const found = mirrorOf(text, lists, own);
  const { dataset } = part("reading");
  const sayings = JSON.parse(dataset.sayings);
  const nothing = !found.words;
  const view = {
    summary: nothing ? sayings.empty : put(sayings.summary, found),
    share: found.share !== null && put(sayings.share, { share: Math.floor(found.share + 0.5) }),
    short: !nothing && found.words < dataset.least && put(sayings.short, dataset),
    none: !nothing && found.share === null && sayings.none,
    before: !nothing && (found.before === null ? sayings.unmentioned : put(sayings.before, found)),
    subjects: !nothing && put(sayings.subjects, found),
    rewrite: found.rewrite.map(({ from, to }) => ({ text: text.slice(from, to).trim() })),
    marks: found.marks.length,
  };
  const reading = fill(root.querySelector("[data-view=reading]").content.cloneNode(true), view);
  reading.querySelector("[data-marked]")?.replaceChildren(marked(text, found.marks.slice(0, MOST_MARKS)));
  part("reading").replaceChildren(reading);
  for (const name of ["words", "customer", "seller"]) enter(name, nothing ? "" : String(found[name]));
}

function keepNames() {
  try {
    if (part("names").checked) localStorage.setItem(KEPT, JSON.stringify([part("names-customer").value, part("names-seller").value]));
    else localStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing: the names last as long as the page.
  }
}

/** The fields as they are before anybody writes in them; names that are kept stand there. */
function begin() {
  part("words-customer").value = words.customer.join(", ");
  part("words-seller").value = words.seller.join(", ");
  part("reading").replaceChildren();
  try {
    const [customer, seller] = JSON.parse(localStorage.getItem(KEPT) ?? '["",""]');
    part("names-customer").value = customer;
    part("names-seller").value = seller;
  } catch {
    // Unreadable or not there: the fields stay empty.
  }
  counted = written();
}

const words = JSON.parse(part("mirror-words").textContent);
/** @type {string[]} what stood in the fields when the words were last counted */
let counted;
begin();
part("mirror-count").onclick = () => {
  count();
  part("reading").scrollIntoView({ block: "nearest" });
};
for (const name of ["names", "names-customer", "names-seller"]) part(name).addEventListener("change", keepNames);
for (const name of FIELDS) part(name).addEventListener("change", () => setTimeout(countIfStale, PAUSE));
for (const name of ["names-customer", "names-seller"]) {
  part(name).addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the form, and so go on without counting
    part("mirror-count").click();
  });
}
const form = root.querySelector("form");
form.addEventListener("submit", countIfStale, true);
form.addEventListener("reset", () => setTimeout(begin));
