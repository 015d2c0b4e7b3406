// The composer: steps from a transcript to a file, one draft behind them.

import { emptyDraft, forget, keep, kept, readingOf, takeIn } from "./draft.js";
import { element, part } from "./dom.js";
import { showFinish, startFinish } from "./finish.js";
import { missing } from "./missing.js";
import { showPeople, startPeople } from "./people.js";
import { closeForm, startTagging } from "./tagging.js";
import { showTranscript, startTranscript } from "./transcript.js";

const TURN_PAGES = ["n", "p", ",", "."];
const SAVED_AFTER = 300;
const SAID_FOR = 8000;
const TOO_LONG = 5_000_000;

const SHOW = { transcript: showSource, people: showPeople, evidence: showTranscript, file: showFinish };

export function start(root) {
  const study = JSON.parse(root.dataset.cpStudy);
  const app = { root, study, ...opened(study), pick: null, row: 0, timer: 0 };
  const { draft } = app;
  app.changed = () => changed(app);
  app.say = (...words) => say(app, ...words);
  app.go = (step, at) => go(app, step, at);
  app.toast = element("div", { class: "cp-compose__toast", role: "status" });
  root.append(app.toast);
  startSteps(app);
  startSource(app);
  startPeople(app);
  startTranscript(app);
  startTagging(app);
  startFinish(app);
  root.hidden = false;
  root.dataset.cpComposer = "ready";
  go(app, draft.kind ? draft.step : "transcript", null, false);
  if (draft.kind) saved(app, "Your draft is back.");
}

// The draft that was kept; a new one where there is none, or none that can be read.
function opened(study) {
  try {
    const draft = kept() ?? emptyDraft();
    return { draft, reading: readingOf(draft, study) };
  } catch {
    const draft = emptyDraft();
    return { draft, reading: readingOf(draft, study) };
  }
}

function changed(app) {
  app.reading = readingOf(app.draft, app.study);
  clearTimeout(app.timer);
  app.timer = setTimeout(() => save(app), SAVED_AFTER);
  marks(app);
}

function save(app) {
  clearTimeout(app.timer);
  if (!app.draft.kind && !app.draft.source) return;
  saved(app, keep(app.draft) ? "Kept in this browser." : "Too long to be kept here: download the file before you leave.");
}

function saved(app, words) {
  part(app.root, "saved").textContent = words;
  part(app.root, "clear").hidden = false;
}

// --- steps ------------------------------------------------------------------------------------

function startSteps(app) {
  const { root } = app;
  for (const button of root.querySelectorAll("[data-cp-step]")) {
    button.addEventListener("click", () => go(app, button.dataset.cpStep));
  }
  for (const button of root.querySelectorAll("[data-cp-go]")) {
    button.addEventListener("click", () => go(app, button.dataset.cpGo));
  }
  part(root, "clear").addEventListener("click", () => {
    if (!window.confirm("Clear the draft? What was not downloaded or copied is gone.")) return;
    clearTimeout(app.timer);
    forget();
    app.draft = emptyDraft();
    app.reading = readingOf(app.draft, app.study);
    part(root, "saved").textContent = "Cleared.";
    part(root, "clear").hidden = true;
    go(app, "transcript");
  });
  // The theme's keys for the next and the previous page would take a writer away.
  window.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea");
    if (root.isConnected && app.draft.kind && !isTyping && TURN_PAGES.includes(event.key)) event.stopPropagation();
  }, { capture: true });
  // Nothing is lost by leaving within the moment that saving waits for more.
  window.addEventListener("pagehide", () => app.root.isConnected && app.draft.kind && keep(app.draft));
}

function go(app, step, at = null, moves = true) {
  const { root, draft } = app;
  closeForm(app);
  app.toast.replaceChildren();
  draft.step = step;
  for (const panel of root.querySelectorAll("[data-cp-panel]")) panel.hidden = panel.dataset.cpPanel !== step;
  for (const button of root.querySelectorAll("[data-cp-step]")) {
    const isHere = button.dataset.cpStep === step;
    if (isHere) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
  SHOW[step](app);
  marks(app);
  if (draft.kind) save(app);
  if (moves) focusOn(app, step, at);
}

// Where a finding is to be mended, or the step's heading.
function focusOn(app, step, at) {
  const panel = app.root.querySelector(`[data-cp-panel="${step}"]`);
  const heading = panel.querySelector("h2");
  heading.tabIndex = -1;
  const target = at ? targetOf(app, panel, at) : heading;
  (target ?? heading).focus({ preventScroll: Boolean(at) });
  if (at) (target ?? heading).scrollIntoView({ block: "center" });
  else app.root.scrollIntoView({ block: "start" });
}

function targetOf(app, panel, at) {
  if (at.person !== undefined) {
    const card = part(panel, "people").children[at.person];
    return card.querySelector(`[name="${at.field}"]`) ?? card.querySelector("input");
  }
  if (at.item || at.own) {
    return panel.querySelector(`[data-cp-change="${at.item ? `key ${at.item}` : `own ${at.own}`}"]`);
  }
  return panel.querySelector(`[name="${at.field}"]`);
}

// Steps before a transcript is there cannot be gone to; each says how much is missing in it.
function marks(app) {
  const { root, draft, study, reading } = app;
  const found = draft.kind ? missing(draft, study, reading) : [];
  for (const button of root.querySelectorAll("[data-cp-step]")) {
    const { cpStep } = button.dataset;
    button.disabled = !draft.kind && cpStep !== "transcript";
    const errors = found.filter((one) => one.severity === "error" && (one.step === cpStep || cpStep === "file")).length;
    button.querySelector(".cp-compose__left")?.remove();
    if (errors && cpStep !== "transcript") {
      button.append(element("span", { class: "cp-compose__left" }, String(errors), element("span", { class: "cp-hidden" }, " missing")));
    }
  }
}

// --- the transcript's source --------------------------------------------------------------------

function startSource(app) {
  const { root } = app;
  const source = part(root, "source");
  const drop = part(root, "drop");
  part(root, "read").addEventListener("click", () => read(app, source.value, app.file ?? ""));
  source.addEventListener("input", () => {
    app.file = "";
  });
  part(root, "open").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) openFile(app, file);
    event.target.value = "";
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("cp-compose__drop--over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("cp-compose__drop--over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("cp-compose__drop--over");
    const [file] = event.dataTransfer.files;
    if (file) openFile(app, file);
    else source.value = event.dataTransfer.getData("text/plain");
  });
}

function showSource(app) {
  part(app.root, "source").value = app.draft.source;
  app.file = app.draft.file;
}

async function openFile(app, file) {
  if (file.size > TOO_LONG) return notice(app, `${file.name} is larger than 5 MB: no transcript is.`);
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return notice(app, `${file.name} is not UTF-8 text. From Word or PDF, save it as plain text, or type: counterpoint import`);
  }
  if (text.includes("\0")) return notice(app, `${file.name} is no text.`);
  part(app.root, "source").value = text;
  return read(app, text, file.name);
}

function read(app, text, file) {
  const { draft } = app;
  if (!text.trim()) return notice(app, "There is nothing to read yet: paste a transcript first.");
  const isNew = text !== draft.source || file !== draft.file;
  const losesWork = isNew && draft.evidence.length > 0;
  if (losesWork && !window.confirm("Another transcript takes the place of this one. Its evidence is lost. Go on?")) return undefined;
  if (isNew || !draft.kind) takeIn(draft, text, file, app.study);
  notice(app, "");
  changed(app);
  return go(app, "people");
}

function notice(app, words) {
  const box = part(app.root, "notice");
  box.textContent = words;
  box.hidden = !words;
}

// --- what is said in passing ---------------------------------------------------------------------

function say(app, words, action = "", act = null) {
  clearTimeout(app.saying);
  const button = action && element("button", { type: "button", on: { click: () => act() } }, action);
  app.toast.replaceChildren(element("span", {}, words), ...(button ? [button] : []));
  app.saying = setTimeout(() => app.toast.replaceChildren(), SAID_FOR);
}
