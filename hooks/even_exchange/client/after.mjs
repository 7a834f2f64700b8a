// What a reader may do with a result, and with what is kept: print, copy, save the answers as a file, lay other answers
// beside them, delete. This script comes when the first of these is asked for; nothing it does leaves the browser.
import { readAxes } from "./axes.mjs";
import { sideBySide } from "./compare.mjs";
import { dayOf, Kept, PREFIX } from "./draft.mjs";
import { fill } from "./fill.mjs";
import { readAnswers, wordsOf } from "./form.mjs";
import { printed } from "./numbers.mjs";
import { fileOf, readFile } from "./result_file.mjs";
import { score } from "./score.mjs";

/** @type {any} the element whose result it is */
const root = document.querySelector("self-assessment");
/** @type {any} the part for handing over, of the result that is on the page; and what the build wrote into it */
let part, given;
const { key, instrument, kept, texts } = root;

/** @param {string} name @returns {any} */
const at = (name) => part.querySelector(`[data-hand="${name}"]`);

/**
 * @param {string} name of a template in this part
 * @param {Record<string, any>} view
 * @returns {any}
 */
const filled = (name, view) => fill(part.querySelector(`[data-view=${name}]`).content.cloneNode(true), view);

const own = () => ({ day: dayOf(kept.draft(key.id).draft?.last ?? Date.now()), answers: readAnswers(root.form, root.items), fast: root.fast === true && !leavesTimesOut() });
const leavesTimesOut = () => root.querySelector("[data-part=times]").checked;

function save() {
  const { day, answers } = own();
  const seconds = at("times").checked && !leavesTimesOut()
    ? Object.fromEntries(Object.entries(root.times.seconds).map(([id, time]) => [id, Math.round(/** @type {number} */ (time) * 10) / 10]))
    : undefined;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([fileOf(instrument, day, answers, seconds)], { type: "application/json" }));
  link.download = `${key.id}-answers.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  at("saved").textContent = link.download;
  at("done").hidden = false;
  const another = at("another");
  if (another) another.hidden = false;
}

// Another person's answers about the reader

/** @param {number} day */
const written = (day) => new Date(day * 86400000).toLocaleDateString(root.dataset.language, { dateStyle: "long", timeZone: "UTC" });

/**
 * @param {string} message the name of a template
 * @param {string} [still] the day of the answers that stand below as before
 */
const tell = (message, still) => at("status").replaceChildren(filled(`file-${message}`, {}), still ? filled("file-still", { day: still }) : "");

/**
 * @param {any} sitting of the one who answered about the reader
 * @returns {boolean} whether there is anything to lay side by side
 */
function layBeside(sitting) {
  const { errors, sentences } = given.compare;
  const [mine, theirs] = [own(), sitting].map((one) => score(key, { [key.id]: one }, { read: readAxes }));
  const rows = sideBySide(key, mine, theirs, errors).map((row) => ({
    ...row,
    name: texts.scales[row.scale].name,
    mine: row.own === null ? sentences.unscored : printed(row.own),
    theirs: row.other === null ? sentences.unscored : printed(row.other),
    sentence: sentences[row.gap],
  }));
  const apart = rows.filter(({ gap }) => /higher|lower/.test(gap));
  const day = written(sitting.day);
  at("compared").dataset.day = rows.length ? day : "";
  at("compared").replaceChildren(rows.length
    ? filled("compared", { rows, apart, alike: !apart.length && sentences.alike, day })
    : filled("nothing-to-compare", { text: sentences[theirs.quality === "empty" ? "empty" : "hold"] }));
  return rows.length > 0;
}

/** @param {HTMLInputElement} input */
async function read(input) {
  const file = input.files?.[0];
  if (!file) return;
  const text = file.size > given.compare.most ? "" : await file.text();
  const { sitting, wrong } = readFile(text, given.compare.instrument, key.id);
  input.value = ""; // so that the same file may be chosen again, and no name stands beside answers of another
  if (sitting) tell(layBeside(sitting) ? "read" : "alone");
  else tell(wrong ?? "broken", at("compared").dataset.day);
}

/** Answers of the observer form that this browser itself holds: about whom, only the reader knows. */
function offerOwnDraft() {
  const { id, fingerprint } = given.compare.instrument;
  const { draft } = kept.draft(id);
  if (!draft || draft.fingerprint !== fingerprint || !Object.keys(draft.answers).length) return;
  at("here-day").textContent = written(dayOf(draft.last));
  at("here").hidden = false;
  at("mine").onclick = () => {
    at("here").hidden = true;
    if (layBeside({ answers: draft.answers, day: dayOf(draft.last), fast: draft.fast && !leavesTimesOut() })) tell("kept");
  };
}

// The customer's five answers

/** @param {HTMLInputElement} input that was tapped */
function answered(input) {
  const { beside, reads } = given.card[input.name];
  const items = root.items.filter((/** @type {any} */ { form }) => form);
  const answers = (Array.isArray(beside) ? beside : []).map((id) => {
    const number = items.findIndex((/** @type {any} */ item) => item.id === id);
    return { number: number + 1, short: items[number].short, href: `#ee-${id}`, text: wordsOf(root.form, id) || given.unanswered };
  });
  at(`beside-${input.name}`).replaceChildren(filled("beside", { answers, ask: typeof beside === "string" && beside, reads }));
}

function open() {
  part = root.querySelector("#ee-next");
  if (!part || part.dataset.ready) return;
  part.dataset.ready = "";
  given = JSON.parse(part.dataset.given);
  // What happens in here is no answer and no setting of the form.
  part.addEventListener("input", (/** @type {Event} */ event) => event.stopPropagation());
  part.addEventListener("change", (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.type === "file") read(input);
    else if (input.type === "radio") answered(input);
  });
  at("save").addEventListener("click", save);
  at("with-times").hidden = leavesTimesOut();
  at("waiting").hidden = true;
  at("ready").hidden = false;
  if (given.compare) offerOwnDraft();
}

// The other ways out of a result

/** @param {string} name of a message, which is brought before the reader's eyes */
function say(name) {
  root.tell(name);
  root.querySelector("[data-part=status]").scrollIntoView({ block: "center" });
}

async function copy() {
  const field = root.querySelector("[data-plain]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say("copied");
  } catch {
    say("selected");
  }
}

/** @param {string} what the plan or the report */
function onPaper(what) {
  root.dataset.print = what;
  if (what === "report") root.unfold();
  addEventListener("afterprint", () => delete root.dataset.print, { once: true });
  print();
}

/** @param {string} what "restart", or "delete", after which nothing of ours is left in this browser */
function ask(what) {
  const dialog = root.querySelector(`[data-part=${what}]`);
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (!dialog.returnValue) return;
    if (what === "delete") {
      for (const { store } of [kept, root.drafts, new Kept(() => sessionStorage)]) {
        for (const name of Object.keys(store)) if (name.startsWith(PREFIX)) delete store[name];
      }
    }
    root.restart(what);
  };
  dialog.showModal();
}

/** @type {Record<string, (what: string) => unknown>} by what the reader asks for */
const ways = { open, copy, plan: onPaper, report: onPaper, restart: ask, delete: ask };

if (!root.late) {
  root.late = () => ways[root.asked](root.asked);
  root.late();
}
