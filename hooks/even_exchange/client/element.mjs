// <self-assessment>: form -> answers -> draft, and on request answers -> result -> page. Nothing leaves the browser.
import { dayOf, Kept } from './draft.mjs';
import { fill } from './fill.mjs';
import { inputsOf, isWrong, radioForKey, readAnswers, wordsOf, writeAnswer } from './form.mjs';
import { viewOf } from './result.mjs';
import { isFast, score } from './score.mjs';
import { moveTo, showStep } from './sections.mjs';
import { Times } from './times.mjs';

class SelfAssessment extends HTMLElement {
  connectedCallback() {
    this.form = /** @type {HTMLFormElement} */ (this.#one('form'));
    this.key = JSON.parse(this.#part('key').textContent ?? '');
    this.texts = JSON.parse(this.#part('texts').textContent ?? '');
    this.instrument = this.key.instruments[this.key.id];
    this.ids = this.instrument.items.map((/** @type {any} */ item) => item.id);
    this.kept = new Kept();
    this.times = new Times(() => performance.now());
    this.#readSettings();
    this.#restore(false);
    this.#listen();
    this.#show(history.state?.step);
  }

  /**
   * @param {string} selector
   * @returns {any}
   */
  #one(selector) {
    return this.querySelector(selector);
  }

  /** @param {string} name */
  #part(name) {
    return this.#one(`[data-part="${name}"]`);
  }

  #listen() {
    this.form.onsubmit = (event) => {
      event.preventDefault();
      this.#act(event.submitter?.dataset.act ?? 'next');
    };
    this.onclick = (event) => this.#clicked(event);
    this.oninput = (event) => this.#changed(/** @type {HTMLInputElement} */ (event.target));
    this.onkeydown = (event) => this.#typed(event);
    window.addEventListener('popstate', () => this.#show(history.state?.step, true));
    window.addEventListener('pageshow', (event) => event.persisted && this.#restore(true));
    window.addEventListener('storage', (event) => {
      if (event.key?.endsWith(`draft:${this.key.id}`) ?? true) this.#part('tabs').hidden = false;
    });
    window.addEventListener('afterprint', () => delete this.dataset.print);
    document.addEventListener('visibilitychange', () => this.times.turned(document.hidden));
  }

  // Answers and what is kept of them

  #answers() {
    return readAnswers(this.form, this.instrument.items);
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
    this.fast = draft?.fast ?? false;
    if (bad) this.#tell('unreadable');
    else if (!this.kept.works) this.#tell('unsaved');
    else if (draft) this.#tell(draft.fingerprint === this.instrument.fingerprint ? 'restored' : 'older');
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
    const fast = !this.#setting('times').checked && (this.fast || isFast(this.instrument, this.key.quality, this.times.seconds));
    if (changed.length) {
      const worked = this.kept.works;
      this.kept.keep({ id, version, fingerprint, answers, first, last: Date.now(), fast });
      if (worked && !this.kept.works) this.#tell('unsaved');
    }
    const count = this.instrument.items.filter((/** @type {any} */ item) => item.form && item.id in given).length;
    this.#one('progress').value = this.#part('count').textContent = count;
  }

  /** @param {string} name */
  #setting(name) {
    return this.#one(`[data-setting="${name}"]`);
  }

  #readSettings() {
    for (const box of this.querySelectorAll('[data-setting]')) {
      const { dataset, defaultChecked } = /** @type {HTMLInputElement} */ (box);
      const kept = this.kept.get(`set:${dataset.setting}`);
      /** @type {HTMLInputElement} */ (box).checked = kept ? kept === 'on' : defaultChecked;
    }
  }

  // What the reader does

  /** @param {HTMLInputElement} input */
  #changed(input) {
    const { setting } = input.dataset;
    if (setting) {
      this.kept.set(`set:${setting}`, input.checked ? 'on' : 'off');
      if (setting === 'all') this.#show(this.step);
      return;
    }
    for (const other of inputsOf(this.form, input.name)) {
      if (other.type === 'number' && input !== other) other.value = '';
      if (other.type === 'checkbox' && input !== other) other.checked = false;
      if (!isWrong(other)) this.#mark(other);
    }
    this.times.answered(input.name);
    this.#keep([input.name]);
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    // The theme takes single letters for commands, also while a radio has the focus.
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.type !== 'radio' || event.altKey || !/\d/.test(event.key) || !this.#setting('keys').checked) return;
    const radio = radioForKey(inputsOf(this.form, input.name), event.key);
    if (!radio) return;
    if (!radio.checked) radio.click();
    const shown = this.#shown();
    (shown[shown.findLastIndex((one) => one.name === input.name) + 1] ?? this.#one('[data-act="next"]')).focus();
  }

  #shown() {
    return [...this.form.querySelectorAll('input')].filter((input) => input.name && !input.closest('[hidden]'));
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const place = target.closest('a')?.getAttribute('href') ?? '';
    const button = /** @type {HTMLButtonElement | null} */ (target.closest('[data-act]'));
    if (place.startsWith('#ee-')) {
      event.preventDefault();
      this.#goTo(this.#one(place));
    } else if (button?.type === 'button') {
      this.#act(button.dataset.act ?? '', button);
    }
  }

  /** @param {HTMLElement} place an item, or a part of the result that folds open */
  #goTo(place) {
    if (place instanceof HTMLDetailsElement) place.open = true;
    else this.#go(/** @type {HTMLElement} */ (place.closest('[data-step]')).dataset.step ?? '');
    moveTo(place, place.querySelector('summary, :checked') ?? place.querySelector('input'));
  }

  /**
   * @param {string} act
   * @param {HTMLElement} [button]
   */
  #act(act, button) {
    const next = String(Number(this.step) + 1);
    if (act === 'back') history.back();
    if (act === 'next') this.#leave(this.#setting('all').checked || !this.#one(`[data-step="${next}"]`) ? 'review' : next);
    if (act === 'check') this.#leave('review');
    if (act === 'result') this.#go('result');
    if (act === 'again') this.#go('0');
    if (act === 'open') this.#goTo(this.#one('#ee-todo'));
    if (act === 'open-all') this.#openAll();
    if (act === 'clear') this.#empty([button?.closest('fieldset')?.dataset.item ?? '']);
    if (act === 'take' || act === 'keep') this.#settle(act === 'take');
    if (act === 'restart' || act === 'delete') this.#ask(act);
    if (act === 'plan' || act === 'report') this.#print(act);
  }

  /** @param {string[]} ids */
  #empty(ids) {
    for (const id of ids) writeAnswer(this.form, id);
    this.#keep(ids);
    if (ids.length === 1) inputsOf(this.form, ids[0])[0].focus();
  }

  /** @param {boolean} take the other tab's answers */
  #settle(take) {
    this.#part('tabs').hidden = true;
    if (take) this.#restore(true);
    else this.#keep(this.ids);
    this.#show(this.step);
  }

  /** @param {string} what */
  #ask(what) {
    const dialog = this.#part(what);
    dialog.returnValue = '';
    dialog.onclose = () => {
      if (!dialog.returnValue) return;
      this.fast = false;
      this.times = new Times(() => performance.now());
      this.#empty(this.ids);
      if (what === 'delete') this.kept.delete();
      this.#readSettings();
      this.#go('0');
      this.#tell(what);
    };
    dialog.showModal();
  }

  #openAll() {
    const parts = this.#part('result').querySelectorAll('details');
    for (const part of parts) part.open = true;
    parts[0].scrollIntoView();
  }

  /** @param {string} what the plan or the report */
  #print(what) {
    this.dataset.print = what;
    if (what === 'report') this.#openAll();
    print();
  }

  // Where the reader is

  /** @param {string} step */
  #go(step) {
    history.pushState({ step }, '');
    this.#show(step, true);
  }

  /**
   * @param {string} [step]
   * @param {boolean} [move] the focus goes there
   */
  #show(step = '0', move = false) {
    this.step = step;
    if (step === 'review') this.dataset.reviewed = '';
    if (step === 'result') this.#result();
    this.#review();
    showStep(this, step, this.#setting('all').checked);
    this.times.shown();
    if (move) moveTo(this.#one(`[data-step="${step}"]`));
  }

  /** @param {string} step where to go when every figure on the screen is in order */
  #leave(step) {
    const shown = this.#shown();
    for (const input of shown) this.#mark(input);
    const errors = shown.filter(isWrong).map(({ name }) => ({ href: `#ee-${name}`, text: this.#one(`#ee-${name}-error`).textContent }));
    const part = this.#part('errors');
    part.hidden = !errors.length;
    part.replaceChildren(this.#filled('errors', { errors }));
    document.title = document.title.replace(/^(Error: )?/, errors.length ? 'Error: ' : '');
    if (errors.length) moveTo(part, part);
    else this.#go(step);
  }

  /** @param {HTMLInputElement} input */
  #mark(input) {
    if (input.type !== 'number') return;
    input.ariaInvalid = String(isWrong(input));
    this.#one(`#ee-${input.name}-error`).hidden = !isWrong(input);
  }

  // What the page says

  /** @param {string} name */
  #tell(name) {
    this.#part('status').textContent = this.#one(`[data-message="${name}"]`).content.textContent;
  }

  /**
   * @param {string} name
   * @param {Record<string, any>} view
   */
  #filled(name, view) {
    return fill(this.#one(`[data-view="${name}"]`).content.cloneNode(true), view);
  }

  #review() {
    const given = this.#answers();
    let number = 0;
    const items = this.instrument.items.map((/** @type {any} */ { id, short, form }) => ({
      number: form && ++number, id, short, text: wordsOf(this.form, id), none: !(id in given), href: `#ee-${id}`,
    }));
    const scored = items.filter((/** @type {any} */ item) => item.number);
    const open = scored.filter((/** @type {any} */ item) => item.none);
    const unmet = scored.filter((/** @type {any} */ item) => given[item.id] === 'unmet');
    const view = { items, open, left: open.length, answered: scored.length - open.length, unmet: unmet.length };
    for (const place of this.querySelectorAll('[data-part="review"]')) place.replaceChildren(this.#filled('review', view));
  }

  #result() {
    const { id, pool } = this.key;
    /** @type {Record<string, any>} */
    const sittings = {};
    for (const one of pool) {
      const { draft } = this.kept.draft(one);
      if (draft) sittings[one] = { ...draft, day: dayOf(draft.last) };
    }
    sittings[id] = { fast: false, day: dayOf(Date.now()), ...sittings[id], answers: this.#answers() };
    const result = score(this.key, sittings);
    const { lang } = document.documentElement;
    const words = /** @type {any} */ ({ ...this.dataset, language: lang === 'en' ? 'en-GB' : lang });
    const view = result.quality === 'empty' ? {} : viewOf(this.key, this.texts, result, sittings[id], words);
    const name = result.quality === 'empty' || result.quality === 'hold' ? result.quality : 'result';
    this.#part('result').replaceChildren(this.#filled(name, view));
    this.#part('plan').replaceChildren(this.#filled('plan', view));
    this.dataset.result = name;
  }
}

customElements.define('self-assessment', SelfAssessment);
