// A field that finds themes by their words and definitions, and keeps those that were picked.

import { element } from "./dom.js";
import { idOf, inWords } from "./words.js";

const MOST_SHOWN = 40;
let pickers = 0;

// `{node, input, value(), set(ids)}`; `changed` is called when a theme is picked or taken out.
export function picker({ study, label, hint = "", changed }) {
  pickers += 1;
  const id = `cp-compose-picker-${pickers}`;
  const state = { study, id, picked: [], shown: [], active: -1, changed };
  state.chips = element("ul", { class: "cp-compose__chips cp-plain" });
  state.input = element("input", {
    type: "text", id, role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`,
    "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: "Search the codebook",
  });
  state.list = element("ul", { class: "cp-compose__options cp-plain", id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  state.node = element("div", { class: "cp-compose__field cp-compose__picker" },
    element("label", { for: id }, label, hint && element("em", {}, ` ${hint}`)), state.chips, state.input, state.list);
  listen(state);
  return {
    node: state.node,
    input: state.input,
    value: () => state.picked.slice(),
    set(ids) {
      state.picked = ids.slice();
      state.input.value = "";
      close(state);
      showChips(state);
    },
  };
}

function listen(state) {
  state.input.addEventListener("focus", () => state.picked.length || show(state));
  state.input.addEventListener("click", () => show(state));
  state.input.addEventListener("input", () => show(state));
  state.input.addEventListener("keydown", (event) => press(state, event));
  state.node.addEventListener("focusout", (event) => {
    if (!state.node.contains(event.relatedTarget)) close(state);
  });
  // The field keeps the focus while an option is clicked.
  state.list.addEventListener("mousedown", (event) => event.preventDefault());
}

function press(state, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (state.list.hidden) show(state);
    else activate(state, (state.active + step + state.shown.length) % Math.max(1, state.shown.length));
  } else if (event.key === "Enter" && !state.list.hidden && state.shown[state.active]) {
    event.preventDefault();
    pick(state, state.shown[state.active].id);
  } else if (event.key === "Enter" && state.input.value.trim()) {
    // Words that no theme is like are no reason to send the form.
    event.preventDefault();
    show(state);
  } else if (event.key === "Escape" && !state.list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    close(state);
  } else if (event.key === "Backspace" && !state.input.value && state.picked.length) {
    drop(state, state.picked.at(-1));
  }
}

function rank(theme, words) {
  const title = theme.title.toLowerCase().replace(/-/g, " ");
  const names = [theme.id, ...theme.aliases].join(" ").replace(/-/g, " ");
  const about = theme.about.toLowerCase().replace(/-/g, " ");
  if (!words.every((word) => title.includes(word) || names.includes(word) || about.includes(word))) return -1;
  if (words.every((word) => title.startsWith(word))) return 0;
  if (words.every((word) => ` ${title}`.includes(` ${word}`))) return 1;
  return words.every((word) => title.includes(word) || names.includes(word)) ? 2 : 3;
}

function found(state) {
  const words = state.input.value.toLowerCase().split(/[\s_-]+/).filter(Boolean);
  const themes = state.study.themes
    .filter((theme) => !state.picked.includes(theme.id) && theme.status !== "retired")
    .map((theme) => ({ ...theme, rank: rank(theme, words) }))
    .filter((theme) => theme.rank >= 0)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_SHOWN);
  const id = idOf(state.input.value);
  const isNew = state.study.isOpen && id && !state.study.themes.some((theme) => theme.id === id || theme.aliases.includes(id));
  return isNew ? [...themes, { id, title: `Propose “${inWords(id)}”`, about: "A new theme: it counts once somebody has described it.", isNew }] : themes;
}

function show(state) {
  state.shown = found(state);
  state.list.replaceChildren(...state.shown.map((theme, number) => option(state, theme, number)));
  if (!state.shown.length) state.list.append(element("li", { class: "cp-compose__none", role: "option", "aria-disabled": "true" }, "No theme is like this"));
  state.list.hidden = false;
  state.input.setAttribute("aria-expanded", "true");
  activate(state, state.input.value && state.shown.length ? 0 : -1);
}

function option(state, theme, number) {
  const kind = theme.isNew ? "" : theme.expresses;
  return element("li", {
    role: "option", id: `${state.id}-${number}`, "aria-selected": "false",
    on: { click: () => pick(state, theme.id), mousemove: () => activate(state, number, false) },
  },
  element("span", { class: "cp-compose__theme" }, theme.title, kind && element("em", {}, ` ${kind}`)),
  theme.about && element("span", { class: "cp-compose__definition" }, theme.about));
}

function activate(state, number, scrolls = true) {
  state.active = number;
  [...state.list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === number)));
  const active = number >= 0 ? state.list.children[number] : null;
  if (active) state.input.setAttribute("aria-activedescendant", active.id);
  else state.input.removeAttribute("aria-activedescendant");
  if (active && scrolls) state.list.scrollTop = Math.max(0, active.offsetTop - state.list.clientHeight / 2);
}

function close(state) {
  state.list.hidden = true;
  state.input.setAttribute("aria-expanded", "false");
  state.input.removeAttribute("aria-activedescendant");
}

function pick(state, id) {
  state.picked.push(id);
  state.input.value = "";
  close(state);
  showChips(state);
  state.changed?.();
}

function drop(state, id) {
  state.picked = state.picked.filter((one) => one !== id);
  showChips(state);
  state.input.focus();
  close(state);
  state.changed?.();
}

function showChips(state) {
  state.chips.replaceChildren(...state.picked.map((id) => {
    const title = titleOf(state.study.themes, id);
    return element("li", {}, element("span", {}, title),
      element("button", { type: "button", "aria-label": `Take ${title} out`, on: { click: () => drop(state, id) } }, "×"));
  }));
}

// A theme's, persona's or account's title; a proposal's by its id.
export function titleOf(entities, id) {
  return entities.find((one) => one.id === id || one.aliases.includes(id))?.title ?? inWords(id);
}
