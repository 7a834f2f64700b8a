// The finder: a list that is whole without this script, and with it a search by words and facets whose state is the address.
import { index } from "./find.mjs";

/** @type {any} */
const root = document.querySelector(".ee-finder");
const form = root.querySelector("form");
const list = root.querySelector("ul");
/** @type {any[]} */
const cards = [...list.children];
/** @type {any[]} */
const boxes = [...form.querySelectorAll("[type=checkbox]")];
const query = form.elements.q;
const { same, said } = JSON.parse(root.dataset.finder);

const find = index(
  cards.map((card) => ({ ...JSON.parse(card.dataset.words), title: card.querySelector("a").textContent, promise: card.querySelector("p + p").textContent })),
  same,
);
/** @type {Record<string, string[]>[]} what each card has of each facet */
const facets = cards.map((card) => JSON.parse(card.dataset.facets));
const names = [...new Set(boxes.map((box) => box.name))];

/** @param {string} name @returns {string[]} */
const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
/** @param {number} place @param {string} [but] a facet that is left out of account */
const fits = (place, but) => names.every((name) => name === but || !chosen(name).length || chosen(name).some((one) => facets[place][name].includes(one)));

/** Show what the form asks for. */
function show() {
  const words = query.value.trim();
  const found = words ? find(query.value).map(({ place }) => place) : cards.map((_, place) => place);
  const shown = found.filter((place) => fits(place));
  list.replaceChildren(...shown.map((place) => cards[place]));
  for (const box of boxes) {
    const count = found.filter((place) => fits(place, box.name) && facets[place][box.name].includes(box.value)).length;
    box.nextElementSibling.lastElementChild.textContent = `${count}`;
  }
  for (const part of form.querySelectorAll("fieldset")) {
    const count = part.querySelectorAll(":checked").length;
    part.parentElement.querySelector("summary b").textContent = count ? ` (${count})` : "";
  }
  const any = Boolean(words) || boxes.some((box) => box.checked);
  root.querySelector("output").textContent = shown.length ? (shown.length === 1 ? said.one : said.many.replace("{n}", shown.length)) : said.none;
  root.querySelector(".ee-finder__none").hidden = shown.length > 0;
  form.querySelector("[type=reset]").hidden = !any;
}

/** Write what is asked for into the address, so that it can be shared; a fragment never leaves the browser by itself. */
function keep() {
  const state = new URLSearchParams();
  if (query.value.trim()) state.set("q", query.value.trim());
  for (const name of names) if (chosen(name).length) state.set(name, chosen(name).join(","));
  history.replaceState(history.state, "", `${state}` ? `#${state}` : location.pathname + location.search);
}

/** Read what is asked for from the address. */
function restore() {
  const state = new URLSearchParams(location.hash.slice(1));
  query.value = state.get("q") ?? "";
  for (const box of boxes) box.checked = (state.get(box.name) ?? "").split(",").includes(box.value);
  show();
}

form.addEventListener("input", () => {
  show();
  keep();
});
form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  list.querySelector("a")?.focus();
});
form.addEventListener("reset", (/** @type {Event} */ event) => {
  event.preventDefault();
  query.value = "";
  for (const box of boxes) box.checked = false;
  show();
  keep();
  query.focus();
});
addEventListener("hashchange", restore);
form.hidden = false;
restore();
