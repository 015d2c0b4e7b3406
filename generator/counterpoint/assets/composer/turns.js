// Who says what: blocks divided by their labels into turns, and the words of each.

import { comparable, folded } from "./words.js";

const TIME = "(?:\\[(\\d{1,3}:\\d\\d(?::\\d\\d)?)\\]|\\((\\d{1,3}:\\d\\d(?::\\d\\d)?)\\))";
const PLAIN = new RegExp(`[ \\t]*([^\\s:][^:\\n]{0,79}?)[ \\t]{0,8}${TIME}?[ \\t]{0,8}(:)(?:\\s*${TIME})?\\s*`, "y");
const REST = new RegExp(`[ \\t]*:?\\s*(?:${TIME}\\s*:?)?\\s*`, "y");
const LAST_TIME = new RegExp(`${TIME}$`);
const CAPITALS = /^\p{L}[\p{L}\p{N} .,'’()[\]&/-]*$/u;

export const NOBODY = { key: "nobody:", label: "", participant: "", isInterviewer: false };

function keyOf(name) {
  return comparable(folded(name));
}

// Everybody whom the cast declares, by label; participants come first.
export function declared(cast) {
  const known = new Map();
  const add = (label, speaker) => known.has(keyOf(label)) || known.set(keyOf(label), speaker);
  for (const one of cast.participants) {
    const label = one.speaker || one.id;
    add(label, { key: `participant:${one.id}`, label, participant: one.id, isInterviewer: false });
  }
  for (const label of cast.interviewers) {
    add(label, { key: `interviewer:${keyOf(label)}`, label, participant: "", isInterviewer: true });
  }
  return known;
}

function findLabels(block, known) {
  if (block.isLiteral || (!block.text.includes(":") && !block.strong.length)) return [];
  const found = [];
  for (let start = 0; start >= 0; start = block.text.indexOf("\n", start) + 1 || -1) {
    const label = bold(block, start, known) ?? plain(block, start, known);
    if (label && (label.isDeclared || start === 0)) found.push(label);
  }
  return found;
}

function bold(block, line, known) {
  const strong = block.strong.find(([from]) => from >= line && !block.text.slice(line, from).trim() &&
    !block.text.slice(line, from).includes("\n"));
  if (!strong) return null;
  const written = block.text.slice(...strong);
  let name = written.trim().replace(/:$/, "").trimEnd();
  const stamp = LAST_TIME.exec(name);
  if (stamp) name = name.slice(0, stamp.index).trimEnd().replace(/:$/, "").trimEnd();
  if (!/[\p{L}\p{N}]/u.test(name)) return null;
  REST.lastIndex = strong[1];
  const rest = REST.exec(block.text);
  const time = stamp ?? rest;
  const speaker = known.get(keyOf(name));
  return {
    start: strong[0], end: REST.lastIndex, time: time[1] ?? time[2] ?? "", name: folded(name),
    speaker, isDeclared: Boolean(speaker),
  };
}

function plain(block, line, known) {
  if (block.marked.some(([from, to]) => from <= line && line < to)) return null;
  PLAIN.lastIndex = line;
  const found = PLAIN.exec(block.text);
  const next = block.marked.find(([from]) => from >= line)?.[0] ?? Infinity;
  if (!found || line + found[0].trimEnd().length > next) return null;
  const name = found[1];
  const colon = line + found[0].indexOf(":", found[0].indexOf(name) + name.length + (found[2] ?? found[3] ?? "").length);
  const speaker = known.get(keyOf(name));
  const isCapitals = name.toUpperCase() === name && /\p{Lu}/u.test(name) && CAPITALS.test(name) &&
    !(block.text[colon + 1] ?? "").trim();
  if (!speaker && !isCapitals) return null;
  return {
    start: line + found[0].indexOf(name), end: PLAIN.lastIndex,
    time: found[2] ?? found[3] ?? found[5] ?? found[6] ?? "", name, speaker, isDeclared: Boolean(speaker),
  };
}

// Tell whether text at the start of a block would be taken for somebody's label.
export function looksLabelled(text, cast) {
  return findLabels({ text, strong: [], marked: [] }, declared(cast)).length > 0;
}

// The words of a layout's chunks, in order: each what one speaker says in one block.
export function listen(layout, cast) {
  const known = declared(cast);
  const hasTurns = cast.participants.length > 0;
  const labels = new Map();
  for (const chunk of layout.chunks) {
    if (chunk.kind === "heading" || !hasTurns) continue;
    for (const block of chunk.blocks) {
      const found = findLabels(block, known);
      if (found.length) labels.set(block, found);
    }
  }
  const isLabelled = [...labels.values()].some((found) => found.some((one) => one.isDeclared));
  const [only] = cast.participants;
  const unlabelled = !isLabelled && cast.participants.length === 1
    ? { key: `participant:${only.id}`, label: only.speaker || only.id, participant: only.id, isInterviewer: false }
    : NOBODY;
  const listener = { words: [], undeclared: new Map(), labels, unlabelled, current: null, passage: 0 };
  for (const chunk of layout.chunks) hear(listener, chunk);
  return { words: listener.words, undeclared: [...listener.undeclared.values()] };
}

function hear(listener, chunk) {
  if (chunk.kind === "heading") {
    listener.current = null;
    listener.passage += 1;
    return;
  }
  const outer = listener.current;
  for (const block of chunk.blocks) hearBlock(listener, chunk, block);
  if (chunk.kind === "quote") listener.current = outer;
}

function hearBlock(listener, chunk, block) {
  const labels = listener.labels.get(block) ?? [];
  const before = block.text.slice(0, labels[0]?.start ?? block.text.length);
  listener.current ??= folded(before) ? { speaker: listener.unlabelled, time: "" } : null;
  say(listener, chunk, block, before, "");
  labels.forEach((one, number) => {
    const speaker = one.speaker ?? { ...NOBODY, key: `nobody:${keyOf(one.name)}`, label: one.name };
    if (!one.isDeclared) listener.undeclared.set(keyOf(one.name), one.name);
    listener.current = { speaker, time: one.time };
    const end = Math.max(labels[number + 1]?.start ?? block.text.length, one.end);
    say(listener, chunk, block, block.text.slice(one.end, end), one.name);
  });
}

function say(listener, chunk, block, raw, label) {
  const text = folded(raw);
  if (!text) return;
  const { words } = listener;
  const speaker = listener.current?.speaker ?? NOBODY;
  if (words.length && words.at(-1).speaker.key !== speaker.key) listener.passage += 1;
  const time = label ? listener.current.time : "";
  words.push({
    number: words.length, chunk: chunk.number, block, speaker, text, label, time,
    passage: listener.passage,
  });
}
