// What a reader may do with a result: save the answers as a file, and lay other answers beside them.
// This script comes only when that part of a result is opened, and each time it is; nothing it does leaves the browser.
import { readAxes } from "./axes.mjs";
import { sideBySide } from "./compare.mjs";
import { dayOf } from "./draft.mjs";
import { fill } from "./fill.mjs";
import { readAnswers, wordsOf } from "./form.mjs";
import { printed } from "./numbers.mjs";
import { fileOf, readFile } from "./result_file.mjs";
import { score } from "./score.mjs";

/** @type {any} the element whose result it is */
const root = document.querySelector("self-assessment");
/** @type {any} null when the reader has gone on before this script arrived */
const part = root.querySelector("#ee-next");
const given = part && JSON.parse(part.dataset.given);
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
}

// Another person's answers about the reader

/** @param {string} message the name of a template */
const tell = (message) => at("status").replaceChildren(filled(`file-${message}`, {}));

/** @param {any} sitting of the one who answered about the reader */
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
  const day = new Date(sitting.day * 86400000).toLocaleDateString(root.dataset.language, { dateStyle: "long", timeZone: "UTC" });
  at("compared").replaceChildren(rows.length
    ? filled("compared", { rows, apart, alike: !apart.length && sentences.alike, day })
    : filled("nothing-to-compare", { text: sentences[theirs.quality === "empty" ? "empty" : "hold"] }));
}

/** @param {Blob} [file] */
async function open(file) {
  if (!file) return;
  const text = file.size > given.compare.most ? "" : await file.text();
  const { sitting, wrong } = readFile(text, given.compare.instrument, key.id);
  if (!sitting) {
    tell(wrong ?? "broken");
    return;
  }
  layBeside(sitting);
  tell("read");
}

/** The answers about the reader that this browser itself holds, if it does. */
function useOwnDraft() {
  const { id, fingerprint } = given.compare.instrument;
  const { draft } = kept.draft(id);
  if (!draft || draft.fingerprint !== fingerprint || !Object.keys(draft.answers).length) return;
  layBeside({ answers: draft.answers, day: dayOf(draft.last), fast: draft.fast && !leavesTimesOut() });
  tell("kept");
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

if (part && !part.dataset.ready) {
  part.dataset.ready = "";
  // What happens in here is no answer and no setting of the form.
  part.addEventListener("input", (/** @type {Event} */ event) => event.stopPropagation());
  part.addEventListener("change", (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.type === "file") open(input.files?.[0]);
    else if (input.type === "radio") answered(input);
  });
  at("save").addEventListener("click", (/** @type {Event} */ event) => {
    event.stopPropagation();
    save();
  });
  at("with-times").hidden = leavesTimesOut();
  at("waiting").hidden = true;
  at("ready").hidden = false;
  if (given.compare) useOwnDraft();
}
