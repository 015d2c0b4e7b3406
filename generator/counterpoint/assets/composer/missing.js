// What is still missing or wrong, in the words of `counterpoint check`.

import { castOf, nameOf } from "./draft.js";
import { isId, listed, nearest } from "./words.js";

const PSEUDONYM = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const COMPARED = ["side", "persona", "account", "lifecycle"];

const error = (message, hint, at) => ({ severity: "error", message, hint, ...at });
const warning = (message, hint, at) => ({ severity: "warning", message, hint, ...at });

// Everything that `check` would report of the draft: errors first, each with the step to mend it in.
export function missing(draft, study, reading) {
  const found = [
    ...about(draft, study), ...people(draft, study), ...transcript(draft, reading),
    ...evidence(draft, study, reading), ...fileName(draft, study),
  ];
  const rank = { error: 0, warning: 1 };
  return found.sort((one, other) => rank[one.severity] - rank[other.severity]);
}

function* about(draft, study) {
  const { title, date, status, audience, method, consented } = draft.about;
  const at = (field) => ({ step: "people", field });
  if (draft.front && !draft.opened) {
    yield warning("the front matter is written in a way that the composer does not know: it stays as it is",
      "change it in an editor", { step: "file" });
    return;
  }
  if (!title.trim()) yield error("`title` is missing", "write what this is about", at("title"));
  if (!date) yield error("`date` is missing", "say on which day it took place", at("date"));
  if (!status && !audience) yield error("`consent` is missing", "say what they agreed to, and who may read it", at("status"));
  else if (!status) yield error("`status` is missing", "say what they agreed to", at("status"));
  else if (!audience) yield error("`audience` is missing", "say who may read it", at("audience"));
  if (status && status !== "granted") {
    yield warning(`consent is ${status}: published nowhere, but still kept here`, "leave it out of the repository", at("status"));
  }
  const end = date && retainedUntil(date, study.retentionMonths);
  if (end && end < new Date().toISOString().slice(0, 10) && !draft.opened?.values.retain_until) {
    yield warning(`its retention ended on ${end}: published nowhere any more`, "see whether the date is right", at("date"));
  }
  if (consented && !/^\d{4}-\d\d-\d\d$/.test(consented)) yield error(`date: \`${consented}\` is no date`, "", at("consented"));
  const needsNobody = study.measuring.includes(method);
  if (!castOf(draft).participants.length && !needsNobody) {
    yield error(`participants: the method ${method} needs at least one`, "make somebody a participant", at("people"));
  }
}

function retainedUntil(date, months) {
  if (months === null || !/^\d{4}-\d\d-\d\d$/.test(date)) return "";
  const [year, month, day] = date.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(count / 12), count % 12, Math.min(day, last))).toISOString().slice(0, 10);
}

function* people(draft, study) {
  const ids = new Set();
  const labels = new Map();
  for (const [number, one] of draft.people.entries()) {
    const at = (field) => ({ step: "people", field, person: number });
    const name = one.label || one.id || "somebody";
    if (one.part === "") {
      yield warning(`\`${name}\` starts a turn, but nobody of that name is declared: the words are nobody's`,
        "make them a participant or an interviewer", at("part"));
      continue;
    }
    if (one.part === "nobody") continue;
    const key = one.label.trim().toLowerCase();
    if (key && labels.has(key)) {
      yield error(`speaker: \`${one.label}\` is ${labels.get(key)}'s label too`, "give each person a label of their own", at("label"));
    }
    labels.set(key, one.part === "interviewer" ? "an interviewer" : one.id || name);
    if (one.part === "interviewer" && !key) yield error("an interviewer has no label", "write the name that stands before their words", at("label"));
    if (one.part !== "participant") continue;
    yield* participant(one, name, study, at);
    if (one.id && ids.has(one.id)) yield error(`id: ${one.id} stands here twice`, "one entry a person", at("id"));
    ids.add(one.id);
  }
}

function* participant(one, name, study, at) {
  if (!one.id) yield error(`\`id\` is missing for ${name}`, "write a pseudonym such as p014, never a name", at("id"));
  else if (!PSEUDONYM.test(one.id) || one.id.length > 80) {
    yield error(`id: \`${one.id}\` cannot be a participant's id`, "use a pseudonym such as p014", at("id"));
  }
  if (!one.side) yield error(`\`side\` is missing for ${name}`, `write one of: ${study.sides.map((side) => side.id).filter(Boolean).join(", ")}`, at("side"));
  if (!one.persona && one.side !== "proxy") yield error(`\`persona\` is missing for ${name}`, "choose what kind of participant they are", at("persona"));
  if (one.persona) yield* reference("persona", one.persona, one.persona, study.personas, study, at("persona"));
  if (one.account) yield* reference("account", one.account, one.account, study.accounts, study, at("account"));
  const before = study.participants.find((other) => other.id === one.id);
  for (const key of before ? COMPARED : []) {
    if (one[key] && before[key] && one[key] !== before[key]) {
      yield warning(`${one.id} has the ${key} ${one[key]} here, ${before[key]} in ${before.interview}`,
        "correct it; if it really changed, leave both", at(key));
    }
  }
}

function* reference(kind, id, written, known, study, at) {
  const names = known.flatMap((one) => [one.id, ...one.aliases]);
  if (names.includes(id)) return;
  const near = nearest(id, names);
  const sign = written.startsWith("#") ? "#" : "";
  if (!isId(id)) {
    yield error(`\`${written}\` cannot be an id`, "ids are lower-case letters, digits and single hyphens", at);
  } else if (near || !study.isOpen) {
    const guess = near ? `did you mean ${sign}${near}? ` : "";
    yield error(`unknown ${kind} ${written}`, `${guess}${kind}s are the files in research/${kind}s/`, at);
  } else {
    const article = kind === "account" ? "an" : "a";
    yield warning(`${written} is ${article} ${kind} without a file: a proposal`, `describe it in research/${kind}s/${id}.md`, at);
  }
}

function* transcript(draft, reading) {
  if (!reading.spoken.words.length) yield error("there is no transcript yet", "paste one", { step: "transcript" });
  for (const name of reading.undeclared) {
    if (draft.people.some((one) => one.part === "" && one.label.toLowerCase() === name.toLowerCase())) continue;
    yield warning(`\`${name}\` starts a turn, but nobody of that name is declared: the words are nobody's`,
      "add them under People", { step: "people" });
  }
}

function* evidence(draft, study, reading) {
  const ids = new Set();
  for (const one of reading.items) {
    const at = { step: "evidence", item: one.key ?? null, own: one.own ?? null };
    if (one.problem) yield error(one.problem, one.hint, at);
    yield* itemProblems(one.item, one, draft, study, at);
    if (one.item.id && ids.has(one.item.id)) yield error(`\`^${one.item.id}\` stands twice`, "write another id", at);
    ids.add(one.item.id);
  }
}

// What is wrong with an item's tags, given whose words it stands on.
export function* itemProblems(item, found, draft, study, at = {}) {
  if (!item.themes.length) yield error("the item names no theme", "add what it is about", at);
  for (const theme of item.themes) {
    yield* reference("theme", theme, `#${theme}`, study.themes.filter((one) => one.status !== "proposed"), study, at);
    if (study.themes.some((one) => one.id === theme && one.status === "retired")) {
      yield warning(`#${theme} is retired: it appears in no ranking`, "use another theme", at);
    }
  }
  for (const kind of item.kinds) {
    if (!study.kinds.some((one) => one.id === kind)) yield error(`unknown attribute \`+${kind}\``, "take it out", at);
  }
  const speaker = draft.people.find((one) => one.id === found.speaker?.participant && one.part === "participant");
  if (speaker) yield* speakerProblems(item, speaker, study, at);
}

function* speakerProblems(item, speaker, study, at) {
  const [first, second] = study.sides;
  if (speaker.side === "both" && item.basis === "secondhand" && !item.role) {
    yield error(`${speaker.id} is on both sides, so whom \`+secondhand\` is about is open`, "say in which role these words were said", at);
  }
  if (speaker.side !== "both" && item.role) yield error(`\`+as-${item.role}\` is for participants whose side is \`both\``, "take it out", at);
  if (speaker.side === "proxy" && !item.about) {
    yield error(`${speaker.id} is a proxy: whom are these words about?`, `say ${first.many} or ${second.many}`, at);
  }
  if (speaker.side !== "proxy" && item.about) yield error(`\`+about-${item.about}\` is for participants whose side is \`proxy\``, "take it out", at);
  if (speaker.side === "proxy" && item.basis) yield error(`\`+${item.basis}\` on the words of ${speaker.id}, a proxy, which are second-hand`, "take it out", at);
  const side = item.role || speaker.side;
  if (![first.id, second.id].includes(side) || item.basis === "secondhand") return;
  for (const kind of study.kinds.filter((one) => item.kinds.includes(one.id))) {
    if (!["either", side].includes(kind.side)) {
      const article = /^[aeiou]/.test(side) ? "an" : "a";
      yield warning(`${article} ${side} on \`+${kind.id}\`: first-hand, or \`+secondhand\`?`,
        `\`+${kind.id}\` belongs to the ${kind.side}; say that it is second-hand, or choose another kind`, at);
    }
  }
}

function* fileName(draft, study) {
  const name = nameOf(draft);
  const at = { step: "file", field: "name" };
  if (!isId(name)) yield error(`the file name '${name}.md' cannot be an id`, "use lower-case letters, digits and single hyphens", at);
  const isSame = draft.kind === "file" && draft.file.replace(/\.(?:md|markdown)$/i, "") === name;
  if (study.interviews.includes(name) && !isSame) {
    yield error(`research/interviews/${name}.md has the same interview id`, "give the file another name", at);
  }
}

// The draft in a sentence: `2 errors and 1 warning`.
export function summary(found) {
  const errors = found.filter((one) => one.severity === "error").length;
  const warnings = found.length - errors;
  const say = (number, word) => (number ? `${number} ${word}${number === 1 ? "" : "s"}` : "");
  return listed([say(errors, "error"), say(warnings, "warning")].filter(Boolean));
}

