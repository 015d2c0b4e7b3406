// The form beside selected words: theme, stance, basis, kind and note.

import { choose, chosen, element, part, radio, ticked } from "./dom.js";
import { emptyItem, idFor } from "./items.js";
import { itemProblems } from "./missing.js";
import { picker } from "./picker.js";
import { quote, quoteWritten } from "./reading.js";
import { nameOf, rowOf, selection, showTranscript } from "./transcript.js";
import { folded } from "./words.js";

const STANCES = {
  need: { for: "Wants this", against: "Does not want this", neutral: "Neither" },
  problem: { for: "Has this problem", against: "Does not have it", neutral: "Neither" },
  "": { for: "For", against: "Against", neutral: "Neither" },
};

export function startTagging(app) {
  const { root } = app;
  const form = part(root, "form");
  app.themes = picker({ study: app.study, label: "Theme", changed: () => changedForm(app) });
  part(form, "theme").append(app.themes.node);
  part(form, "kinds").append(...app.study.kinds.map((kind) =>
    element("label", {}, element("input", { type: "checkbox", name: "kinds", value: kind.id }), element("span", {}, kind.title))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(app);
  });
  form.addEventListener("change", () => changedForm(app));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    closeForm(app);
  });
  part(form, "cancel").addEventListener("click", () => closeForm(app));
  const field = form.elements.words;
  field.addEventListener("input", () => writeWords(app, field.value));
  field.addEventListener("keydown", (event) => takeSelected(app, event, field));
  listenForSelection(app);
  part(root, "transcript").addEventListener("click", (event) => act(app, event.target.closest("button")));
}

function listenForSelection(app) {
  const float = part(app.root, "tag-selection");
  const isOpen = () => app.draft.step === "evidence" && app.root.isConnected;
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "touch" || !isOpen() || part(app.root, "form").contains(event.target)) return;
    // The browser settles a selection after the pointer is up.
    setTimeout(() => {
      const selected = selection(app);
      if (selected && part(app.root, "transcript").contains(event.target)) openOn(app, selected);
    });
  });
  document.addEventListener("selectionchange", () => {
    float.hidden = !(isOpen() && part(app.root, "form").hidden && selection(app));
  });
  float.addEventListener("pointerdown", (event) => event.preventDefault());
  float.addEventListener("click", () => {
    const selected = selection(app);
    if (selected) openOn(app, selected);
    float.hidden = true;
  });
}

function act(app, button) {
  if (!button) return;
  const { cpTag, cpChange, cpTakeBack } = button.dataset;
  const byName = (name) => app.reading.items.find((one) => nameOf(one) === name);
  if (cpTag) openParagraph(app, Number(cpTag));
  if (cpChange) openItem(app, byName(cpChange));
  if (cpTakeBack) takeBack(app, byName(cpTakeBack));
}

// --- opening ----------------------------------------------------------------------------------

function openOn(app, { from, to }) {
  const found = quote(app.reading, from, to);
  window.getSelection().removeAllRanges();
  if (found.problem) {
    app.say(`${found.problem}: ${found.hint}`);
    return;
  }
  const isSame = app.pick && !app.pick.isParagraph;
  const pick = { ...(isSame ? app.pick : fresh()), found, row: found.last, isParagraph: false };
  open(app, pick, found.quotation, isSame);
  app.themes.input.focus({ preventScroll: true });
}

function openParagraph(app, number) {
  const said = app.reading.spoken.words[number];
  const found = quote(app.reading, { words: number, at: 0 }, { words: number, at: said.text.length });
  open(app, { ...fresh(), found, row: number, isParagraph: true }, said.text);
  const field = part(app.root, "form").elements.words;
  field.focus({ preventScroll: true });
  field.setSelectionRange(0, 0);
}

function openItem(app, one) {
  const found = one.problem ? { problem: one.problem, hint: one.hint } : { ...one, quotation: one.item.quotation };
  const chunk = one.key ? one.item.chunk : undefined;
  open(app, { item: { ...one.item }, name: nameOf(one), found: { ...found, chunk }, row: rowOf(app, one), isParagraph: false }, one.item.quotation);
  app.themes.input.focus({ preventScroll: true });
}

function fresh() {
  return { item: emptyItem(), name: "", found: null, row: 0, isParagraph: false };
}

function open(app, pick, words, keepsChoices = false) {
  const form = part(app.root, "form");
  app.pick = pick;
  app.row = pick.row;
  form.hidden = false;
  form.elements.words.value = words;
  if (!keepsChoices) fill(app, pick.item);
  part(form, "words-label").textContent = pick.isParagraph ? "Words: select the ones that matter, then press Enter" : "Words";
  part(form, "save").textContent = pick.name ? "Change evidence" : "Add evidence";
  part(app.root, "tag-selection").hidden = true;
  showTranscript(app);
  changedForm(app);
  form.scrollIntoView({ block: "nearest" });
  app.root.querySelector(".cp-compose__picked")?.scrollIntoView({ block: "nearest" });
}

function fill(app, item) {
  const form = part(app.root, "form");
  app.themes.set(item.themes);
  radio(form, "stance", item.stance);
  radio(form, "about", item.about);
  choose(form.elements.basis, item.basis);
  choose(form.elements.role, item.role);
  for (const box of form.querySelectorAll('input[name="kinds"]')) box.checked = item.kinds.includes(box.value);
  form.elements.note.value = item.note;
  part(form, "more").open = Boolean(item.kinds.length || item.note);
}

export function closeForm(app) {
  const form = part(app.root, "form");
  if (form.hidden) return;
  const { row } = app.pick ?? {};
  app.pick = null;
  form.hidden = true;
  app.root.append(form);
  showTranscript(app);
  app.root.querySelector(`[data-cp-tag="${row}"]`)?.focus({ preventScroll: true });
}

// --- the words --------------------------------------------------------------------------------

// Enter in the field keeps what is selected in it, or goes on to the theme.
function takeSelected(app, event, field) {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  const { selectionStart: start, selectionEnd: end } = field;
  if (start === end) {
    app.themes.input.focus();
    return;
  }
  if (!app.pick.isParagraph) {
    field.value = folded(field.value.slice(start, end));
    writeWords(app, field.value);
    return;
  }
  const at = (offset) => ({ words: app.pick.row, at: offset });
  const found = quote(app.reading, at(start), at(end));
  if (!found.problem) {
    Object.assign(app.pick, { found, isParagraph: false });
    field.value = found.quotation;
    part(part(app.root, "form"), "words-label").textContent = "Words";
    showTranscript(app);
  } else app.pick.found = found;
  changedForm(app);
  if (!found.problem) app.themes.input.focus({ preventScroll: true });
}

function writeWords(app, value) {
  const { words } = app.reading.spoken;
  app.pick.isParagraph = false;
  app.pick.found = words.length && folded(value)
    ? quoteWritten(app.reading, folded(value), app.pick.row)
    : { problem: "the quotation holds no words", hint: "write what was said" };
  changedForm(app);
}

// --- the choices ------------------------------------------------------------------------------

function changedForm(app) {
  const form = part(app.root, "form");
  if (form.hidden || !app.pick) return;
  const { found } = app.pick;
  const speaker = app.draft.people.find((one) => one.id && one.id === found?.speaker?.participant);
  showFound(form, found);
  showStances(app, form);
  const isProxy = speaker?.side === "proxy";
  part(form, "about-whom").hidden = !isProxy;
  part(form, "role").hidden = speaker?.side !== "both";
  part(form, "basis").hidden = isProxy || !speaker;
  showKinds(app, form, speaker);
  const item = itemFrom(app, form);
  const problems = found?.problem ? [] : [...itemProblems(item, found ?? {}, app.draft, app.study)];
  const shown = problems.filter((one) => one.severity === "warning" || item.themes.length);
  part(form, "warning").hidden = !shown.length;
  part(form, "warning").textContent = shown.map((one) => `${one.message}: ${one.hint}`).join(". ");
}

function showFound(form, found) {
  const words = part(form, "found");
  words.classList.toggle("cp-compose__problem", Boolean(found?.problem));
  if (!found) words.textContent = "";
  else if (found.problem) words.textContent = `${found.problem}: ${found.hint}`;
  else {
    const whose = found.speaker.label ? `${found.speaker.label} says this` : "Found in the text";
    words.textContent = found.isWidened ? `${whose}. Words were added, so that only one place is meant.` : `${whose}.`;
  }
}

function showStances(app, form) {
  const kinds = new Set(app.themes.value().map((id) => app.study.themes.find((one) => one.id === id)?.expresses ?? "need"));
  const words = STANCES[kinds.size === 1 ? [...kinds][0] : ""];
  for (const input of form.querySelectorAll('input[name="stance"]')) input.nextElementSibling.textContent = words[input.value];
}

function showKinds(app, form, speaker) {
  const side = form.elements.role.value || speaker?.side;
  const [first, second] = app.study.sides;
  const isOneSided = [first.id, second.id].includes(side) && form.elements.basis.value !== "secondhand";
  for (const box of form.querySelectorAll('input[name="kinds"]')) {
    const kind = app.study.kinds.find((one) => one.id === box.value);
    box.closest("label").hidden = isOneSided && !["either", side].includes(kind.side) && !box.checked;
  }
}

function itemFrom(app, form) {
  const hidden = (name) => part(form, name).hidden;
  return {
    ...app.pick.item,
    quotation: app.pick.found?.quotation ?? app.pick.item.quotation,
    themes: app.themes.value(),
    stance: chosen(form, "stance") || "for",
    basis: hidden("basis") ? "" : form.elements.basis.value,
    role: hidden("role") ? "" : form.elements.role.value,
    about: hidden("about-whom") ? "" : chosen(form, "about"),
    kinds: ticked(form, "kinds"),
    note: form.elements.note.value.trim(),
  };
}

// --- writing ----------------------------------------------------------------------------------

function save(app) {
  const form = part(app.root, "form");
  const { found, name } = app.pick;
  const item = itemFrom(app, form);
  const wrong = found?.problem || !item.themes.length;
  if (wrong) {
    part(form, "warning").hidden = false;
    part(form, "warning").textContent = found?.problem ? `${found.problem}: ${found.hint}` : "Pick a theme first.";
    (found?.problem ? form.elements.words : app.themes.input).focus();
    return;
  }
  remember(app);
  const taken = new Set(app.reading.items.filter((one) => nameOf(one) !== name).map((one) => one.item.id));
  item.id ||= idFor(item.quotation || found.quote, taken);
  put(app, item, found.chunk, name);
  app.pick = null;
  form.hidden = true;
  app.row = found.last;
  app.changed();
  showTranscript(app);
  app.say(name ? "Changed." : "Written below the paragraph.", name ? "" : "Undo", () => undo(app));
  app.root.querySelector(`[data-cp-tag="${found.last}"]`)?.focus({ preventScroll: true });
}

function put(app, item, chunk, name) {
  const { draft } = app;
  const [how, which] = name.split(" ");
  if (how === "own" && chunk === undefined) {
    draft.changed[which] = item;
    return;
  }
  if (how === "own") draft.changed[which] = null;
  const key = how === "key" ? Number(which) : draft.next++;
  const written = { ...item, key, chunk };
  const at = draft.evidence.findIndex((one) => one.key === key);
  if (at >= 0) draft.evidence[at] = written;
  else draft.evidence.push(written);
}

function takeBack(app, one) {
  remember(app);
  if (one.key) app.draft.evidence = app.draft.evidence.filter((other) => other.key !== one.key);
  else app.draft.changed[one.own] = null;
  const row = rowOf(app, one);
  app.row = row;
  app.changed();
  showTranscript(app);
  app.say("Taken back.", "Undo", () => undo(app));
  app.root.querySelector(`[data-cp-tag="${row}"]`)?.focus({ preventScroll: true });
}

function remember(app) {
  app.before = JSON.stringify([app.draft.evidence, app.draft.changed]);
}

function undo(app) {
  [app.draft.evidence, app.draft.changed] = JSON.parse(app.before);
  app.changed();
  showTranscript(app);
  app.say("Undone.");
}

