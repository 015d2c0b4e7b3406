// The evidence step's transcript: what was said, cited words marked, evidence in the margin.

import { element, part } from "./dom.js";
import { titleOf } from "./picker.js";
import { counted } from "./words.js";

export function showTranscript(app) {
  const { root, reading, study } = app;
  const transcript = part(root, "transcript");
  const { layout, spoken } = reading;
  const form = part(root, "form");
  form.remove();
  const cited = citedIn(app);
  const rows = [];
  for (const chunk of layout.chunks) {
    if (chunk.kind === "heading") rows.push(element("p", { class: "cp-compose__heading" }, chunk.blocks[0].text));
    for (const said of spoken.words.filter((one) => one.chunk === chunk.number)) rows.push(row(app, said, cited));
  }
  transcript.replaceChildren(...rows);
  root.append(form);
  placeForm(app);
  const number = reading.items.length;
  part(root, "count").textContent = number
    ? `${counted(number, "piece", "pieces")} of evidence on ${counted(new Set(reading.items.flatMap((one) => one.item.themes)).size, "theme")}`
    : "Nothing is tagged yet.";
  const participants = spoken.evidence.length;
  if (!participants) transcript.prepend(element("p", { class: "cp-empty" }, study.measuring.includes(app.draft.about.method)
    ? "There is no text yet." : "Nobody is a participant yet: say who speaks, under People."));
  rove(app);
}

// Put the form beside the words that it is about.
export function placeForm(app) {
  const form = part(app.root, "form");
  if (!app.pick) return;
  const beside = app.root.querySelector(`[data-cp-words="${app.pick.row}"]`)?.closest(".cp-compose__row");
  beside?.append(form);
}

function citedIn(app) {
  const marks = new Map();
  const add = (stretch, name) => marks.set(stretch.words, [...(marks.get(stretch.words) ?? []), { ...stretch, name }]);
  for (const one of app.reading.items) for (const stretch of one.stretches ?? []) add(stretch, "cp-cited");
  for (const stretch of app.pick?.found?.stretches ?? []) add(stretch, "cp-compose__picked");
  return marks;
}

function row(app, said, cited) {
  const { speaker } = said;
  const isEvidence = app.reading.spoken.evidence.some((voice) => voice.speaker.key === speaker.key);
  const person = app.draft.people.find((one) => one.id && one.id === speaker.participant);
  const look = app.study.sides.find((side) => side.id === (person?.side ?? "") && isEvidence)?.look;
  const made = element("div", { class: `cp-compose__row${look ? ` cp-is-${look}` : ""}${isEvidence ? "" : " cp-compose__row--other"}` });
  const name = said.label || (app.reading.spoken.words[said.number - 1]?.passage === said.passage ? "" : speaker.label);
  const words = element("div", { class: "cp-compose__said" });
  if (name) words.append(element("p", { class: "cp-compose__speaker" }, element("strong", {}, name), said.time ? element("span", { class: "cp-compose__time" }, ` ${said.time}`) : ""));
  words.append(element("p", { "data-cp-words": String(said.number) }, ...marked(said, cited.get(said.number) ?? [])));
  const margin = element("div", { class: "cp-compose__margin" });
  if (isEvidence) margin.append(tagButton(app, said, speaker.label));
  margin.append(...app.reading.items.filter((one) => rowOf(app, one) === said.number).map((one) => card(app, one)));
  made.append(words, margin);
  return made;
}

// The number of the words beside which an item is shown: its last ones, or those above it.
export function rowOf(app, one) {
  if (one.last !== undefined) return one.last;
  const above = app.reading.spoken.words.filter((said) => said.chunk <= Math.floor(one.order));
  return above.at(-1)?.number ?? 0;
}

function marked(said, stretches) {
  const cuts = [...new Set([0, said.text.length, ...stretches.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, index) => {
    const text = said.text.slice(start, cuts[index + 1]);
    const names = stretches.filter((one) => one.start <= start && start < one.end).map((one) => one.name);
    return names.length ? element("mark", { class: [...new Set(names)].join(" ") }, text) : document.createTextNode(text);
  });
}

function tagButton(app, said, label) {
  const few = said.text.split(" ").slice(0, 6).join(" ");
  return element("button", {
    type: "button", class: "cp-compose__tag", tabIndex: -1, "data-cp-tag": String(said.number),
    "aria-label": `Tag words of ${label || "this text"}: ${few}`,
  }, element("span", { "aria-hidden": "true" }, "+ Tag"));
}

function card(app, one) {
  const { item } = one;
  const title = (theme) => titleOf(app.study.themes, theme);
  const tags = element("ul", { class: "cp-tags cp-plain" },
    ...item.themes.map((theme) => element("li", { class: `cp-tag cp-tag--${item.stance}` }, element("span", { class: "cp-hidden" }, `${item.stance} `), title(theme))),
    ...words(app, item).map((word) => element("li", { class: "cp-tag cp-tag--kind" }, word)));
  const name = item.quotation || "the paragraph above";
  return element("article", { class: `cp-compose__card${one.problem ? " cp-compose__card--wrong" : ""}`, "aria-label": `Evidence: ${name}`, "data-cp-quote": one.quote ?? "" },
    element("p", { class: "cp-compose__quote" }, item.quotation ? `“${item.quotation}”` : "The whole paragraph"),
    tags,
    item.note && element("p", { class: "cp-compose__note" }, item.note),
    one.problem && element("p", { class: "cp-compose__problem" }, `${one.problem}: ${one.hint}`),
    element("p", { class: "cp-compose__do" },
      element("button", { type: "button", class: "cp-compose__quiet", "data-cp-change": nameOf(one) }, "Change", element("span", { class: "cp-hidden" }, `: ${name}`)),
      element("button", { type: "button", class: "cp-compose__quiet", "data-cp-take-back": nameOf(one) }, "Take back", element("span", { class: "cp-hidden" }, `: ${name}`))));
}

// What names an item on the page: its key, or the number of its chunk in the file.
export function nameOf(one) {
  return one.key ? `key ${one.key}` : `own ${one.own}`;
}

function words(app, item) {
  const { study } = app;
  const many = (id) => study.sides.find((side) => side.id === id)?.many ?? id;
  const bases = { observed: "Observed", secondhand: "Second-hand", hearsay: "Hearsay" };
  return [
    bases[item.basis], item.role && `as ${study.sides.find((side) => side.id === item.role)?.one ?? item.role}`,
    item.about && `about ${many(item.about)}`,
    ...item.kinds.map((kind) => study.kinds.find((one) => one.id === kind)?.title ?? kind),
  ].filter(Boolean);
}

// One button of the transcript is a stop of the Tab key; the arrows move between them.
function rove(app) {
  const buttons = [...app.root.querySelectorAll("[data-cp-tag]")];
  const current = buttons.find((one) => one.dataset.cpTag === String(app.row)) ?? buttons[0];
  if (current) current.tabIndex = 0;
}

export function startTranscript(app) {
  const transcript = part(app.root, "transcript");
  transcript.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.dataset.cpTag) return;
    event.preventDefault();
    const buttons = [...transcript.querySelectorAll("[data-cp-tag]")];
    const next = buttons[buttons.indexOf(event.target) + step];
    if (!next) return;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    app.row = Number(next.dataset.cpTag);
    next.focus();
    next.closest(".cp-compose__row").scrollIntoView({ block: "nearest" });
  });
}

// The selected words of the transcript, `{from, to}`, or null.
export function selection(app) {
  const selected = window.getSelection();
  if (!selected.rangeCount || selected.isCollapsed) return null;
  const range = selected.getRangeAt(0);
  const inside = [...app.root.querySelectorAll("[data-cp-words]")].map((one) => place(one, range)).filter(Boolean);
  if (!inside.length) return null;
  const [first, last] = [inside[0], inside.at(-1)];
  return { from: { words: first.words, at: first.start }, to: { words: last.words, at: last.end } };
}

function place(node, range) {
  if (!range.intersectsNode(node)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(node);
  const before = (container, offset) => {
    const upTo = whole.cloneRange();
    upTo.setEnd(container, offset);
    return upTo.toString().length;
  };
  const start = node.contains(range.startContainer) ? before(range.startContainer, range.startOffset) : 0;
  const end = node.contains(range.endContainer) ? before(range.endContainer, range.endOffset) : node.textContent.length;
  return start < end ? { words: Number(node.dataset.cpWords), start, end } : null;
}
