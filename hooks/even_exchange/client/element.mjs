// <self-assessment>: form -> answers -> draft, and on request answers -> result -> page. Nothing leaves the browser.
import { dayOf, Kept } from "./draft.mjs";
import { fill } from "./fill.mjs";
import { clearOthers, inputsOf, isWrong, itemOf, radioForKey, readAnswers, wordsOf, writeAnswer } from "./form.mjs";
import { viewOf } from "./result.mjs";
import { isFast, score } from "./score.mjs";
import { moveTo, showStep } from "./sections.mjs";
import { Times } from "./times.mjs";

/** @type {any} readings and views that not every assessment needs */
let more;

class SelfAssessment extends HTMLElement {
  kept = new Kept();
  times = new Times();

  connectedCallback() {
    this.form = this.#one("form");
    this.key = JSON.parse(this.#part("key").textContent);
    this.texts = JSON.parse(this.#part("texts").textContent);
    this.instrument = this.key.instruments[this.key.id];
    this.items = this.instrument.items;
    this.ids = this.items.map((/** @type {any} */ item) => item.id);
    this.#readSettings();
    this.#restore(false);
    this.#listen();
    const open = this.#review(); // a reader who comes back goes on there
    this.#show(history.state?.step ?? (open ? this.#stepOf(this.#one(open)) : "review"));
    if (!history.state && this.ids.includes(location.hash.slice(4))) this.#goTo(this.#one(location.hash));
  }

  /**
   * @param {string} selector
   * @returns {any}
   */
  #one(selector) {
    return this.querySelector(selector);
  }

  /**
   * @param {string} name
   * @returns {any}
   */
  #part(name) {
    return this.#one(`[data-part="${name}"]`);
  }

  #listen() {
    this.form.onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const review = event.submitter?.dataset.act === "review" || this.#part("all").checked;
      this.#leave(review ? "review" : String(Number(this.step) + 1));
    };
    this.onclick = (event) => this.#clicked(event);
    this.oninput = (event) => this.#changed(/** @type {HTMLInputElement} */ (event.target));
    this.onkeydown = (event) => this.#typed(event);
    addEventListener("popstate", () => this.#show(history.state?.step, true));
    addEventListener("pageshow", (event) => event.persisted && this.#restore(true));
    addEventListener("storage", (event) => {
      if (event.key?.endsWith(`draft:${this.key.id}`) ?? true) this.#part("tabs").hidden = false;
    });
    addEventListener("afterprint", () => delete this.dataset.print);
    // Within the page we move the reader; a reload or a way back from another page finds them where they were.
    addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
    this.addEventListener("toggle", ({ target }) => {
      history.replaceState({ step: this.step, open: this.#parts().map(({ open }) => open) }, "");
      // The part that needs a script of its own brings it.
      if (/** @type {HTMLElement} */ (target).id === "ee-next") this.append(this.#filled("next", {}));
    }, true);
    addEventListener("visibilitychange", () => this.times.turned(document.hidden));
  }

  // Answers and what is kept of them

  #answers() {
    return readAnswers(this.form, this.items);
  }

  /** @param {boolean} over whether the draft replaces what stands in the form */
  #restore(over) {
    const { draft, bad } = this.kept.draft(this.key.id);
    if (bad) this.kept.setAside(this.key.id);
    const given = over ? {} : this.#answers();
    const answers = { ...draft?.answers, ...given };
    for (const id of this.ids) {
      writeAnswer(this.form, id, answers[id]);
      if (id in answers) this.times.known.add(id);
    }
    this.fast = draft?.fast;
    if (bad) this.#tell("unreadable");
    else if (!this.kept.works) this.#tell("unsaved");
    else if (draft) this.#tell(draft.fingerprint === this.instrument.fingerprint ? "restored" : "older");
    this.#keep(Object.keys(given));
  }

  /** @param {string[]} changed these items; the others stay as stored, whichever tab stored them */
  #keep(changed) {
    const { id, version, fingerprint } = this.instrument;
    const given = this.#answers();
    const { answers = Object.create(null), first = Date.now() } = this.kept.draft(id).draft ?? {};
    for (const item of changed) {
      delete answers[item];
      if (item in given) answers[item] = given[item];
    }
    const fast = !this.#part("times").checked && (this.fast || isFast(this.instrument, this.key.quality, this.times.seconds));
    more.tellLeft?.(this.form);
    if (changed.length && more.keeps?.(this) !== false) this.kept.keep({ id, version, fingerprint, answers, first, last: Date.now(), fast });
    const { length } = this.items.filter((/** @type {any} */ item) => item.form && item.id in given);
    this.#one("progress").value = this.#part("count").textContent = length;
  }

  #readSettings() {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[data-part][type=checkbox]"))) {
      const kept = this.kept.get(`set:${box.dataset.part}`);
      box.checked = kept ? kept === "on" : box.defaultChecked;
    }
  }

  // What the reader does

  /** @param {HTMLInputElement} input */
  #changed(input) {
    const worked = this.kept.works;
    if (input.name) {
      this.#answered(input);
    } else if (input.type === "checkbox") {
      this.kept.set(`set:${input.dataset.part}`, input.checked ? "on" : "off");
      more.settle?.(input, this.kept, this.key.id, () => this.#keep(this.ids));
      this.#show(this.step);
    }
    if (worked && !this.kept.works) this.#tell("unsaved");
  }

  /** @param {HTMLInputElement} input */
  #answered(input) {
    const item = itemOf(input);
    clearOthers(this.form, input);
    if (!inputsOf(this.form, item).some(isWrong)) this.#mark(input);
    this.times.answered(item);
    this.#keep([item]);
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    // The theme takes single letters for commands, also while a radio has the focus.
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    const { name, type } = /** @type {HTMLInputElement} */ (event.target);
    if (type !== "radio" || event.altKey || !/\d/.test(event.key) || !this.#part("keys").checked) return;
    const radio = radioForKey(inputsOf(this.form, name), event.key);
    if (!radio) return;
    radio.click();
    const shown = this.#shown();
    (shown[shown.findLastIndex((one) => one.name === name) + 1] ?? this.#one("[data-act=next]")).focus();
  }

  /** @returns {HTMLInputElement[]} */
  #shown() {
    return [...this.form].filter((input) => input.name && !input.closest("[hidden]"));
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const place = target.closest("a")?.getAttribute("href");
    const button = /** @type {HTMLButtonElement | null} */ (target.closest("[type=button]"));
    if (place?.startsWith("#ee-")) {
      event.preventDefault();
      this.#goTo(this.#one(place));
    } else if (button) {
      this.#act(/** @type {string} */ (button.dataset.act), button);
    }
  }

  /**
   * @param {string} act as the button says, or the step it leads to
   * @param {HTMLElement} [button]
   */
  #act(act, button) {
    /** @type {Record<string, () => void>} */
    const acts = {
      back: () => history.back(),
      todo: () => this.#goTo(this.#one("#ee-todo")),
      result: () => this.#askResult(),
      unfold: () => this.#unfold(),
      copy: () => this.#tell(more.copy(this)),
      clear: () => this.#empty([/** @type {any} */ (button).closest("fieldset").dataset.item]),
      take: () => this.#settle(() => this.#restore(true)),
      keep: () => this.#settle(() => this.#keep(this.ids)),
      restart: () => this.#ask(act),
      delete: () => this.#ask(act),
      plan: () => this.#print(act),
      report: () => this.#print(act),
    };
    if (acts[act]) acts[act]();
    else this.#go(act);
  }

  /** @param {HTMLElement} place */
  #stepOf(place) {
    return /** @type {any} */ (place.closest("[data-step]")).dataset.step;
  }

  /** @param {HTMLElement} place an item, or a part of the result that folds open */
  #goTo(place) {
    if ("open" in place) place.open = true;
    else this.#go(this.#stepOf(place));
    moveTo(place, /** @type {HTMLElement} */ (place.querySelector("summary, :checked") ?? place.querySelector("input")));
  }

  /** @param {string[]} ids */
  #empty(ids) {
    for (const id of ids) writeAnswer(this.form, id);
    this.#keep(ids);
    inputsOf(this.form, ids[0])[0].focus();
  }

  /** @param {() => void} settle what the reader chose to do about the other tab's answers */
  #settle(settle) {
    this.#part("tabs").hidden = true;
    settle();
    this.#show(this.step);
  }

  /** @param {string} what */
  #ask(what) {
    const dialog = this.#part(what);
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (!dialog.returnValue) return;
      this.fast = false;
      this.times = new Times();
      this.#empty(this.ids);
      if (what === "delete") this.kept.delete();
      this.#readSettings();
      this.#go("0");
      this.#tell(what);
    };
    dialog.showModal();
  }

  #unfold() {
    const parts = this.#parts();
    for (const part of parts) part.open = true;
    parts[0].scrollIntoView();
  }

  /** @returns {HTMLDetailsElement[]} what of the result folds open, but for what needs a script of its own */
  #parts() {
    return [...this.#part("result").querySelectorAll("details:not(#ee-next)")];
  }

  /** @param {string} what the plan or the report */
  #print(what) {
    this.dataset.print = what;
    if (what === "report") this.#unfold();
    print();
  }

  // Where the reader is

  /** @param {string} step */
  #go(step) {
    history.scrollRestoration = "manual";
    history.pushState({ step }, "");
    if (this.kept.works) this.#part("status").textContent = "";
    this.#show(step, true);
  }

  /**
   * @param {string} [step]
   * @param {boolean} [move] the focus goes there
   */
  #show(step = "0", move) {
    if (!this.#one(`[data-step="${step}"]`)) step = "0";
    this.step = step;
    if (step === "review") this.dataset.reviewed = "";
    if (step === "result") this.#result();
    this.#review();
    showStep(this, step, this.#part("all").checked);
    this.times.shown();
    if (move) moveTo(this.#one(`[data-step="${step}"]`));
  }

  /** @param {string} step where to go when every figure on the screen is in order; after the last section the review */
  #leave(step) {
    const wrong = this.#shown().filter((input) => this.#mark(input)).map(itemOf);
    if (!this.#stopAt(wrong)) this.#go(this.#one(`[data-step="${step}"]`) ? step : "review");
  }

  /** The result, but first a word on what does not come out even; asked once more, it comes without. */
  #askResult() {
    const uneven = more.unevenIn?.(this) ?? [];
    if (this.uneven === String(uneven) || !this.#stopAt(uneven)) this.#go("result");
    this.uneven = String(uneven);
  }

  /**
   * @param {string[]} ids of items with something wrong
   * @returns {number} how many they are; if any, the focus is on the list of them
   */
  #stopAt(ids) {
    const errors = [...new Set(ids)].map((id) => ({ href: `#ee-${id}`, text: this.#one(`#ee-${id}-error`).textContent }));
    const part = this.#part("errors");
    part.hidden = !errors.length;
    part.replaceChildren(this.#filled("wrong", { errors }));
    document.title = document.title.replace(/^(Error: )?/, errors.length ? "Error: " : "");
    if (errors.length) moveTo(part, part);
    return errors.length;
  }

  /**
   * @param {HTMLInputElement} input
   * @returns {boolean} whether it holds something wrong, which is then told beside it
   */
  #mark(input) {
    const wrong = isWrong(input);
    const error = input.type === "number" && this.#one(`#ee-${itemOf(input)}-error`);
    if (error) error.hidden = !(input.ariaInvalid = wrong);
    return wrong;
  }

  // What the page says

  /** @param {string} name */
  #tell(name) {
    this.#part("status").textContent = this.#one(`[data-view=${name}]`).content.textContent;
  }

  /**
   * @param {string} name
   * @param {Record<string, any>} view
   */
  #filled(name, view) {
    return fill(this.#one(`[data-view=${name}]`).content.cloneNode(true), view);
  }

  #review() {
    const given = this.#answers();
    let number = 0;
    const items = this.items.map((/** @type {any} */ { id, short, form }) => ({
      number: form && ++number, short, text: wordsOf(this.form, id), none: !(id in given), unmet: given[id] === "unmet", href: `#ee-${id}`,
    }));
    const left = items.filter((/** @type {any} */ item) => item.number && item.none);
    const unmet = items.filter((/** @type {any} */ item) => item.unmet).length;
    for (const place of this.querySelectorAll("[data-part=review]")) {
      place.replaceChildren(this.#filled("review", { items, left, open: left.length, answered: number - left.length, unmet }));
    }
    return left[0]?.href;
  }

  #result() {
    const { id, pool } = this.key;
    /** @type {Record<string, any>} */
    const sittings = {};
    for (const one of new Set([...pool, ...Object.keys(this.key.instruments)])) {
      const { draft } = this.kept.draft(one);
      if (draft) sittings[one] = { ...draft, day: dayOf(draft.last), fast: draft.fast && !this.#part("times").checked };
    }
    sittings[id] = { day: dayOf(Date.now()), ...sittings[id], answers: this.#answers() };
    const result = score(this.key, sittings, more);
    const view = viewOf(this.key, this.texts, result, sittings[id], /** @type {any} */ (this.dataset), more);
    const name = /hold|empty/.test(result.quality) ? result.quality : "result";
    this.#part("result").replaceChildren(this.#filled(name, view));
    this.#part("paper").replaceChildren(this.#filled("paper", view));
    this.#parts().forEach((part, at) => (part.open = history.state?.open?.[at] ?? part.open));
    this.dataset.result = name;
  }
}

/** @param {object} parts readings and views beside those that every assessment has */
export function define(parts) {
  more = parts;
  customElements.define("self-assessment", SelfAssessment);
}
