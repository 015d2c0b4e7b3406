// The draft: everything that was put in, kept on this machine until it is cleared.

import { bodyOfTurns, intake, speakersOf } from "./intake.js";
import { headOf, readHead, writeHead } from "./head.js";
import { bodyOf, readTranscript } from "./reading.js";
import { idOf, isId, normalised } from "./words.js";

const VERSION = 1;
const KEY = `counterpoint composer ${new URL("./", globalThis.location?.href ?? "file:///").pathname}`;

export function emptyDraft() {
  return {
    version: VERSION, step: "transcript", kind: "", source: "", file: "", turns: [], front: "",
    body: "", people: [], evidence: [], changed: {}, next: 1, name: "", unfinished: false,
    about: { title: "", date: "", method: "interview", guide: "", asked: [], status: "", audience: "", consented: "" },
  };
}

export function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return draft?.version === VERSION ? draft : null;
  } catch {
    return null;
  }
}

// Keep the draft; false where this browser has no room for it, or no leave to keep anything.
export function keep(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept where nothing may be.
  }
}

function person(label, part, study, more = {}) {
  const isKnown = study.interviewers.some((one) => one.toLowerCase() === label.toLowerCase());
  return {
    name: label, label, part: part || (isKnown ? "interviewer" : ""), id: "", side: "", persona: "",
    account: "", roles: [], segments: [], lifecycle: "", ...more,
  };
}

export function addPerson(draft, study) {
  draft.people.push(person("", "participant", study));
}

// Take a transcript, or an interview file, in; what was there before is replaced.
export function takeIn(draft, source, file, study) {
  const taken = intake(source);
  Object.assign(draft, { ...emptyDraft(), about: { ...draft.about }, name: draft.name, source, file });
  draft.kind = taken.kind;
  if (taken.kind === "turns") {
    draft.turns = taken.turns;
    draft.people = speakersOf(taken.turns).map((name) => person(name, "", study));
    draft.about.title ||= taken.title;
    return;
  }
  draft.front = taken.front;
  draft.body = taken.body;
  draft.opened = taken.front ? readHead(taken.front) : null;
  if (draft.opened) fillFrom(draft, headOf(draft.opened.values), study);
  for (const name of readingOf(draft, study).undeclared) draft.people.push(person(name, "", study));
}

function fillFrom(draft, head, study) {
  const { consent } = head;
  draft.about = {
    title: head.title, date: head.date, method: head.method, guide: head.guide, asked: head.asked.map(normalised),
    status: consent.status, audience: consent.audience, consented: consent.date,
  };
  draft.unfinished = head.coding === "open";
  draft.people = [
    ...head.participants.map((one) => person(one.speaker || one.id, "participant", study, {
      ...one, label: one.speaker || one.id, persona: normalised(one.persona), account: normalised(one.account),
    })),
    ...head.interviewers.map((label) => person(label, "interviewer", study)),
  ];
  const name = draft.file.replace(/\.(?:md|markdown)$/i, "");
  if (isId(name)) draft.name = name;
}

// Who speaks, as the parser is told.
export function castOf(draft) {
  const people = draft.people.filter((one) => one.label.trim() || one.id);
  return {
    participants: people.filter((one) => one.part === "participant").map((one) => ({
      id: one.id, speaker: one.label.trim(), side: one.side, persona: one.persona, account: one.account,
      roles: one.roles, segments: one.segments, lifecycle: one.lifecycle,
    })),
    interviewers: people.filter((one) => one.part === "interviewer").map((one) => one.label.trim()),
  };
}

// The transcript as Markdown, without the draft's own evidence.
export function transcriptOf(draft) {
  if (draft.kind === "file") return draft.body;
  const known = new Map(draft.people.map((one) => [one.name.toLowerCase(), one]));
  const labelOf = (speaker) => {
    const one = known.get(speaker.toLowerCase());
    return one?.part === "nobody" ? null : one?.label.trim() || speaker;
  };
  return bodyOfTurns(draft.turns, labelOf, castOf(draft));
}

export function readingOf(draft, study) {
  const named = castOf(draft);
  const participants = named.participants.map((one, number) => ({ ...one, id: one.id || `somebody-${number + 1}` }));
  const cast = { ...named, participants };
  return readTranscript(transcriptOf(draft), cast, study.attributes, draft.evidence, draft.changed);
}

function headFor(draft) {
  const { about } = draft;
  const { participants, interviewers } = castOf(draft);
  const before = draft.opened ? headOf(draft.opened.values) : null;
  return {
    title: about.title.trim(), date: about.date, interviewers, method: about.method, guide: about.guide,
    asked: about.asked, coding: codingOf(draft, before?.coding ?? ""),
    participants: participants.map((one) => unchanged(one, before) ?? one),
    consent: { status: about.status, audience: about.audience, date: about.consented },
  };
}

// A participant as the opened file has it, where nothing but the spelling of references differs.
function unchanged(one, before) {
  const same = (other) => other.id === one.id && (other.speaker || other.id) === (one.speaker || one.id);
  const written = before?.participants.find(same);
  const isSame = written && ["side", "lifecycle"].every((key) => written[key] === one[key]) &&
    ["persona", "account"].every((key) => normalised(written[key]) === one[key]) &&
    ["roles", "segments"].every((key) => written[key].join() === one[key].join());
  return isSame ? written : null;
}

function codingOf(draft, before) {
  if (draft.unfinished) return "open";
  return before === "open" ? "done" : before;
}

// The finished file.
export function fileOf(draft, reading) {
  const body = bodyOf(reading, draft.evidence, draft.changed);
  if (draft.front && !draft.opened) return `---\n${draft.front}---\n${body}`;
  return writeHead(headFor(draft), draft.opened ?? null) + body;
}

// The file's name without `.md`: as chosen, else by date and by who or what it is about.
export function nameOf(draft) {
  if (draft.name) return draft.name;
  const one = castOf(draft).participants[0];
  const about = [one?.account, one?.persona].filter(Boolean).join("-") || idOf(draft.about.title, 50);
  return [draft.about.date, about || "interview"].filter(Boolean).join("-").slice(0, 80);
}

// Put a pseudonym for a name, wherever the words of a pasted transcript say it.
export function replaceName(draft, name, label) {
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "giu");
  let count = 0;
  const replaced = (text) => text.replace(whole, () => ((count += 1), label));
  for (const turn of draft.turns) turn.paragraphs = turn.paragraphs.map(replaced);
  for (const item of draft.evidence) item.quotation = item.quotation.replace(whole, label);
  return count;
}

// How often a pasted transcript's words say a name.
export function mentionsOf(draft, name) {
  if (draft.kind !== "turns" || !name) return 0;
  const copy = { turns: draft.turns.map((turn) => ({ paragraphs: turn.paragraphs })), evidence: [] };
  return replaceName(copy, name, name);
}
