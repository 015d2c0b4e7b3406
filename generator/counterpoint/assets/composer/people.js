// The people step: who speaks, and what the interview was.

import { addPerson, mentionsOf, readingOf, replaceName } from "./draft.js";
import { choose, chosen, element, part, radio, ticked } from "./dom.js";
import { picker, titleOf } from "./picker.js";
import { counted, idOf, inWords } from "./words.js";

const ABOUT = ["title", "date", "method", "guide", "status", "audience", "consented"];

export function startPeople(app) {
  const { root, study } = app;
  const about = part(root, "about");
  app.asked = picker({
    study, label: "Themes that were raised", hint: "(whatever the answer: it tells silence from “nobody asked”)",
    changed: () => {
      app.draft.about.asked = app.asked.value();
      app.changed();
    },
  });
  part(root, "asked").append(app.asked.node);
  about.addEventListener("input", (event) => {
    const { name, value } = event.target;
    if (!ABOUT.includes(name)) return;
    app.draft.about[name] = value;
    if (name === "guide") takeCovered(app, value);
    app.changed();
  });
  part(root, "add-person").addEventListener("click", () => {
    addPerson(app.draft, study);
    app.changed();
    showPeople(app);
    part(root, "people").lastElementChild.querySelector('input[name="label"]').focus();
  });
}

// A guide's themes are offered as asked; what was not reached is to be taken out.
function takeCovered(app, id) {
  const covers = app.study.guides.find((guide) => guide.id === id)?.covers ?? [];
  app.draft.about.asked = [...new Set([...app.draft.about.asked, ...covers])];
  app.asked.set(app.draft.about.asked);
}

export function showPeople(app) {
  const { root, draft } = app;
  const about = part(root, "about");
  for (const name of ABOUT) {
    const field = about.querySelector(`[name="${name}"]`);
    if (field?.tagName === "SELECT") choose(field, draft.about[name], inWords(draft.about[name]));
    else if (field) field.value = draft.about[name];
  }
  app.asked.set(draft.about.asked);
  const share = shares(app);
  part(root, "people").replaceChildren(...draft.people.map((one, number) => card(app, one, number, share)));
}

// How many words each label says, whatever part it has.
function shares(app) {
  const count = new Map();
  const add = (label, text) => count.set(label.toLowerCase(), (count.get(label.toLowerCase()) ?? 0) + text.split(" ").length);
  if (app.draft.kind === "turns") {
    for (const turn of app.draft.turns) for (const words of turn.paragraphs) add(turn.speaker, words);
  } else {
    for (const said of readingOf(app.draft, app.study).spoken.words) add(said.speaker.label, said.text);
  }
  return count;
}

function card(app, one, number, share) {
  const made = part(app.root, "person").content.cloneNode(true).firstElementChild;
  const words = share.get(one.name.toLowerCase());
  part(made, "person-name").textContent = one.name || "Somebody";
  part(made, "person-share").textContent = words ? counted(words, "word") : "says nothing yet";
  for (const input of made.querySelectorAll('input[name="part"]')) input.name = `part-${number}`;
  part(made, "nobody").hidden = app.draft.kind !== "turns" || !one.name;
  fill(app, made, one, number);
  made.addEventListener("input", (event) => take(app, made, one, number, event.target));
  part(made, "rename").firstElementChild.addEventListener("click", () => rename(app, made, one, number));
  if (!one.name) {
    made.append(element("button", {
      type: "button", class: "cp-compose__quiet", on: {
        click: () => {
          app.draft.people.splice(number, 1);
          app.changed();
          showPeople(app);
        },
      },
    }, "Take out"));
  }
  return made;
}

function fill(app, made, one, number) {
  radio(made, `part-${number}`, one.part);
  for (const name of ["label", "id"]) made.querySelector(`[name="${name}"]`).value = one[name];
  made.querySelector('[name="label"]').readOnly = app.draft.kind === "file" && Boolean(one.name);
  made.querySelector('[name="segments"]').value = one.segments.join(", ");
  choose(made.querySelector('[name="side"]'), one.side);
  choose(made.querySelector('[name="persona"]'), one.persona, titleOf(app.study.personas, one.persona));
  choose(made.querySelector('[name="account"]'), one.account, titleOf(app.study.accounts, one.account));
  choose(made.querySelector('[name="lifecycle"]'), one.lifecycle);
  for (const box of made.querySelectorAll('input[name="roles"]')) box.checked = one.roles.includes(box.value);
  look(app, made, one);
}

function look(app, made, one) {
  const side = app.study.sides.find((other) => other.id === one.side && one.side);
  made.className = `cp-compose__person cp-is-${one.part === "participant" ? side?.look ?? "measured" : "nobody"}`;
  part(made, "participant").hidden = one.part !== "participant";
  part(made, "label").hidden = one.part === "nobody";
  const isRenamed = one.label.trim() && one.label.trim().toLowerCase() !== one.name.toLowerCase();
  const mentions = isRenamed ? mentionsOf(app.draft, one.name) : 0;
  part(made, "rename").hidden = !mentions;
  part(made, "rename").firstElementChild.textContent =
    `Also say “${one.label.trim()}” for “${one.name}” where others say the name (${counted(mentions, "place")})`;
}

function rename(app, made, one) {
  const count = replaceName(app.draft, one.name, one.label.trim());
  app.say(`${counted(count, "place")} changed.`);
  app.changed();
  look(app, made, one);
  made.querySelector('[name="label"]').focus();
}

function take(app, made, one, number, field) {
  if (field.name === `part-${number}`) {
    one.part = chosen(made, field.name);
    if (one.part === "participant" && !one.id) one.id = pseudonym(app);
  } else if (field.name === "roles") one.roles = ticked(made, "roles");
  else if (field.name === "segments") one.segments = field.value.split(",").map((word) => idOf(word)).filter(Boolean);
  else if (field.value === "+") return askForNew(app, made, one, field);
  else if (field.name in one) one[field.name] = field.value.trim();
  if (field.name === "id") takeKnown(app, one);
  if (["part", "id", "side"].some((name) => field.name.startsWith(name))) {
    const value = field.value;
    fill(app, made, one, number);
    if (field.name === "id") field.value = value;
  } else look(app, made, one);
  app.changed();
  return undefined;
}

// An id that nobody known has. It is drawn by chance, so that two people who add an interview on
// the same day do not draw the same.
function pseudonym(app) {
  const taken = new Set([...app.study.participants, ...app.draft.people].map((one) => one.id));
  let id = "";
  do id = `p${1000 + Math.floor(Math.random() * 9000)}`; while (taken.has(id));
  return id;
}

function takeKnown(app, one) {
  const known = app.study.participants.find((other) => other.id === one.id);
  if (!known) return;
  for (const key of ["side", "persona", "account", "lifecycle"]) one[key] ||= known[key];
}

// A new persona or account: a field in the place of the list, whose words become an id.
function askForNew(app, made, one, select) {
  const kind = select.dataset.cpFresh;
  const field = element("input", { type: "text", "aria-label": `Name of the new ${kind}`, placeholder: `Name of the new ${kind}`, autocomplete: "off" });
  const finish = () => {
    // Taking the field out makes it lose the focus, which would finish it once more.
    if (!select.hidden) return;
    select.hidden = false;
    const id = idOf(field.value);
    if (id) one[select.name] = id;
    choose(select, one[select.name], inWords(one[select.name]));
    field.remove();
    app.changed();
  };
  field.addEventListener("input", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      if (event.key === "Escape") field.value = "";
      finish();
      select.focus();
    }
  });
  field.addEventListener("blur", finish);
  select.hidden = true;
  select.after(field);
  field.focus();
}
