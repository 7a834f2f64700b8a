// <self-assessment>: form -> answers -> draft, and on request answers -> result -> page. Nothing leaves the browser.
// What a reader may do with a result, and with what is kept, comes with a script of its own: after.mjs.
import { dayOf, Kept } from "./draft.mjs";
import { fill } from "./fill.mjs";
import { clearOthers, figuresOf, inputsOf, isWrong, itemOf, radioForKey, readAnswers, wordsOf, writeAnswer } from "./form.mjs";
import { viewOf } from "./result.mjs";
import { isFast, score } from "./score.mjs";
import { moveTo, showStep } from "./sections.mjs";
import { Times } from "./times.mjs";

/** @type {any} readings and views that not every assessment needs */
let more;

class SelfAssessment extends HTMLElement {
  kept = new Kept();
  times = new Times();
  /** @type {(() => void) | undefined} what after.mjs does with `asked`, once it is here */
  late;

  connectedCallback() {
    this.form = this.#one("form");
    this.key = JSON.parse(this.#part("key").textContent);
    this.texts = JSON.parse(this.#part("texts").textContent);
    this.instrument = this.key.instruments[this.key.id];
    this.items = this.instrument.items;
    this.ids = this.items.map((/** @type {any} */ item) => item.id);
    this.readSettings();
    this.#restore(false);
    this.#listen();
    const open = this.#review(); // a reader who comes back goes on there
    this.#show(history.state?.step ?? (open ? this.#stepOf(this.#one(open)) : "review"));
    if (!history.state) this.#arrive();
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
      this.#leave(event.submitter?.dataset.act === "review" || this.#part("all").checked ? "review" : String(Number(this.step) + 1));
    };
    this.onclick = (event) => this.#clicked(event);
    this.oninput = (event) => this.#changed(/** @type {HTMLInputElement} */ (event.target));
    this.onkeydown = (event) => this.#typed(event);
    addEventListener("popstate", () => (history.state ? this.#show(history.state.step, true) : this.#arrive()));
    addEventListener("pageshow", (event) => event.persisted && this.#restore(true));
    addEventListener("storage", (event) => {
      if (event.key?.endsWith(`draft:${this.key.id}`) ?? true) this.#part("tabs").hidden = false;
    });
    // Within the page we move the reader; a reload or a way back from another page finds them where they were.
    addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
    this.addEventListener("toggle", ({ target }) => {
      this.#note({ open: this.#parts().map(({ open }) => open) });
      if (/** @type {HTMLElement} */ (target).id === "ee-next") this.#late("open");
    }, true);
    this.addEventListener("error", () => {
      this.tell("missing");
      this.#part("status").scrollIntoView({ block: "center" });
    }, true);
    addEventListener("visibilitychange", () => this.times.turned(document.hidden));
  }

  // Answers and what is kept of them

  #answers() {
    return readAnswers(this.form, this.items);
  }

  /** @returns {Kept} what answers are kept in */
  get drafts() {
    return more.drafts?.(this) ?? this.kept;
  }

  /** @param {boolean} over whether the draft replaces what stands in the form; else each adds what the other lacks */
  #restore(over) {
    const { draft, bad } = this.drafts.draft(this.key.id);
    if (bad) this.drafts.setAside(this.key.id);
    const given = over ? {} : this.#answers();
    const answers = { ...draft?.answers, ...given };
    for (const id of this.ids) {
      writeAnswer(this.form, id, answers[id]);
      if (id in answers) this.times.known.add(id);
    }
    this.fast = draft?.fast;
    this.keep(Object.keys(given));
    if (bad) this.tell("unreadable");
    else if (!this.drafts.works) this.tell("unsaved");
    else if (draft && this.times.known.size) this.tell(draft.fingerprint === this.instrument.fingerprint ? "restored" : "older");
  }

  /** @param {string[]} changed these items; the others stay as stored, whichever tab stored them */
  keep(changed) {
    const { drafts } = this;
    const { id, version, fingerprint } = this.instrument;
    const given = this.#answers();
    const { draft } = drafts.draft(id);
    const { answers = Object.create(null), first = Date.now() } = draft ?? {};
    const fast = !this.#part("times").checked && (this.fast || isFast(this.instrument, this.key.quality, this.times.seconds));
    // With nothing stored, or nothing any more, all that the form shows is stored.
    for (const item of draft ? changed : this.ids) {
      delete answers[item];
      if (item in given) answers[item] = given[item];
    }
    more.tellLeft?.(this.form);
    if (changed.length) {
      if (Object.keys(answers).length) drafts.keep({ id, version, fingerprint, answers, first, last: Date.now(), fast });
      else drafts.forget(id);
    }
    const { length } = this.items.filter((/** @type {any} */ item) => item.form && item.id in given);
    this.#one("progress").value = this.#part("count").textContent = length;
  }

  readSettings() {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[data-part][type=checkbox]"))) {
      const kept = this.kept.get(`set:${box.dataset.part}`);
      box.checked = kept ? kept === "on" : box.defaultChecked;
    }
  }

  // What the reader does

  /** @param {HTMLInputElement} input */
  #changed(input) {
    const { works } = this.drafts;
    if (input.name) {
      this.#answered(input);
    } else if (input.type === "checkbox") {
      this.kept.set(`set:${input.dataset.part}`, input.checked ? "on" : "off");
      more.settle?.(input, this);
      this.#show(this.step);
    }
    if (works && !this.drafts.works) this.tell("unsaved");
  }

  /** @param {HTMLInputElement} input */
  #answered(input) {
    const item = itemOf(input);
    clearOthers(this.form, input);
    // While a figure is wrong, what was stored before it stays.
    const wrong = figuresOf(this.form, item).some(isWrong);
    if (!wrong) this.#mark(item);
    this.times.answered(item);
    this.keep(wrong ? [] : [item]);
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
    } else if (button?.dataset.act) {
      this.#act(button.dataset.act, button);
    }
  }

  /**
   * @param {string} act as the button says, or the step it leads to
   * @param {HTMLElement} button
   */
  #act(act, button) {
    /** @type {Record<string, () => void>} */
    const acts = {
      back: () => this.#back(),
      todo: () => this.#goTo(this.#one("#ee-todo")),
      result: () => this.#askResult(),
      unfold: () => this.unfold(),
      clear: () => this.#clear(/** @type {any} */ (button).closest("fieldset").dataset.item),
      take: () => this.#settle(act),
      keep: () => this.#settle(act),
    };
    if (acts[act]) acts[act]();
    else if (this.#one(`[data-step="${act}"]`)) this.go(act);
    else this.#late(act);
  }

  /**
   * What is not needed up to the result comes when it is asked for, and then does what was asked.
   * @param {string} act
   */
  #late(act) {
    this.asked = act;
    if (this.late) this.late();
    else this.append(this.filled("late", {}));
  }

  /** @param {HTMLElement} place */
  #stepOf(place) {
    return /** @type {any} */ (place.closest("[data-step]")).dataset.step;
  }

  /** @param {HTMLElement} place an item, or a part of the result that folds open */
  #goTo(place) {
    if ("open" in place) place.open = true;
    else this.go(this.#stepOf(place));
    moveTo(place, /** @type {HTMLElement} */ (place.querySelector("summary, :checked") ?? place.querySelector("input")));
  }

  /** A place of history that is not ours yet: an address that may name an item, and else leads nowhere from here. */
  #arrive() {
    this.#note({ step: this.step });
    const id = location.hash.slice(4);
    if (this.ids.includes(id)) this.#goTo(this.#one(`#ee-${id}`));
  }

  /** @param {string} id */
  #clear(id) {
    writeAnswer(this.form, id);
    this.#mark(id);
    this.keep([id]);
    inputsOf(this.form, id)[0].focus();
  }

  /** @param {string} choice whose answers the reader wants: "take" those of the other tab, or "keep" */
  #settle(choice) {
    this.#part("tabs").hidden = true;
    this.#restore(choice === "take");
    this.#show(this.step);
  }

  /** @param {string} what was done; after it the form is empty */
  restart(what) {
    this.fast = false;
    this.times = new Times();
    this.form.reset();
    this.#stopAt(this.ids); // nothing is wrong any more
    this.keep(this.ids);
    this.readSettings();
    this.go("0");
    this.tell(what);
  }

  unfold() {
    const parts = this.#parts();
    for (const part of parts) part.open = true;
    parts[0].scrollIntoView();
  }

  /** @returns {HTMLDetailsElement[]} what of the result folds open, but for what needs a script of its own */
  #parts() {
    return [...this.#part("result").querySelectorAll("details:not(#ee-next)")];
  }

  // Where the reader is

  /** @param {object} what this place of history holds besides */
  #note(what) {
    history.replaceState({ ...history.state, ...what }, "");
  }

  /** @param {string} step */
  go(step) {
    history.scrollRestoration = "manual";
    history.pushState({ step, inside: true }, "");
    if (this.drafts.works) this.#part("status").replaceChildren();
    this.#show(step, true);
  }

  /** To where the reader came from; who has just opened the page came from elsewhere, and goes to the step before. */
  #back() {
    if (history.state.inside) {
      history.back();
    } else {
      const { step } = this.#one(`[data-step="${this.step}"]`).previousElementSibling.dataset;
      this.#note({ step });
      this.#show(step, true);
    }
  }

  /**
   * @param {string} step the first, if there is none of this name
   * @param {boolean} [move] the focus goes there
   */
  #show(step, move) {
    if (!this.#one(`[data-step="${step}"]`)) step = "0";
    this.step = step;
    if (step === "review") this.dataset.reviewed = "";
    if (step === "result") this.#result();
    this.#review();
    this.#tellWrong([]);
    showStep(this, step, this.#part("all").checked);
    this.times.shown();
    if (move) moveTo(this.#one(`[data-step="${step}"]`));
  }

  /** @param {string} step where to go when every figure on the screen is in order; after the last section the review */
  #leave(step) {
    if (!this.#stopAt(this.#shown().map(itemOf))) this.go(this.#one(`[data-step="${step}"]`) ? step : "review");
  }

  /** The result, but first a word on what does not come out even; asked once more, it comes without. */
  #askResult() {
    if (this.#stopAt(this.ids)) return;
    const uneven = more.unevenIn?.(this) ?? [];
    if (this.uneven === String(uneven) || !this.#tellWrong(uneven)) this.go("result");
    this.uneven = String(uneven);
  }

  /**
   * @param {string[]} ids
   * @returns {number} how many of these items hold something wrong
   */
  #stopAt(ids) {
    return this.#tellWrong([...new Set(ids)].filter((id) => this.#mark(id)));
  }

  /**
   * @param {string[]} ids of items with something wrong
   * @returns {number} how many they are; if any, the focus is on the list of them
   */
  #tellWrong(ids) {
    const errors = ids.map((id) => ({ href: `#ee-${id}`, text: this.#one(`#ee-${id}-error`).textContent }));
    const part = this.#part("errors");
    part.hidden = !errors.length;
    part.replaceChildren(this.filled("wrong", { errors }));
    document.title = document.title.replace(/^(Error: )?/, errors.length ? "Error: " : "");
    if (errors.length) moveTo(part, part);
    return errors.length;
  }

  /**
   * @param {string} id
   * @returns {boolean} whether a figure of this item is wrong, which is then told beside it
   */
  #mark(id) {
    const figures = figuresOf(this.form, id);
    for (const figure of figures) figure.ariaInvalid = isWrong(figure);
    const wrong = figures.some(isWrong);
    if (figures[0]) this.#one(`#ee-${id}-error`).hidden = !wrong;
    return wrong;
  }

  // What the page says

  /** @param {string} name */
  tell(name) {
    this.#part("status").replaceChildren(this.filled(name, {}));
  }

  /**
   * @param {string} name
   * @param {Record<string, any>} view
   */
  filled(name, view) {
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
      place.replaceChildren(this.filled("review", { items, left, open: left.length, answered: number - left.length, unmet }));
    }
    return left[0]?.href;
  }

  #result() {
    const { id, pool } = this.key;
    /** @type {Record<string, any>} */
    const sittings = {};
    for (const one of new Set([...pool, ...Object.keys(this.key.instruments)])) {
      const { draft } = this.drafts.draft(one);
      if (draft) sittings[one] = { ...draft, day: dayOf(draft.last), fast: draft.fast && !this.#part("times").checked };
    }
    const answers = this.#answers();
    sittings[id] = { day: dayOf(Date.now()), ...sittings[id], answers };
    // A reader who comes back to the same result finds it as it was left.
    if (this.seen === (this.seen = JSON.stringify(sittings))) return;
    const result = score(this.key, sittings, more);
    const view = viewOf(this.key, this.texts, result, sittings[id], /** @type {any} */ (this.dataset), more);
    const says = this.texts.said?.title || result.weakest || result.zone || result.band || result.own_notes[0];
    let name = result.quality;
    if (name !== "hold") name = says && name !== "empty" ? "result" : Object.keys(answers).length ? "unscored" : "empty";
    this.#part("result").replaceChildren(this.filled(name, view));
    this.#part("paper").replaceChildren(this.filled("paper", view));
    this.#parts().forEach((part, at) => (part.open = history.state?.open?.[at] ?? part.open));
    this.dataset.result = name;
  }
}

/** @param {object} parts readings and views beside those that every assessment has */
export function define(parts) {
  more = parts;
  customElements.define("self-assessment", SelfAssessment);
}
