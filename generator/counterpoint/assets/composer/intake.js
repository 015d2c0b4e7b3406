// What is pasted or dropped, to turns: captions (WebVTT, SubRip), plain text in the styles of
// meeting tools, or Markdown, which is left as it is.

import { escaped, escapedBlock } from "./inline.js";
import { looksLabelled } from "./turns.js";
import { folded } from "./words.js";

const STAMP = "\\d{1,2}:\\d{1,2}(?::\\d{1,2})?(?:[.,]\\d{1,3})?";
const NAME = "(?<name>[^\\s:\\[\\]{}|<>*_\\d][^:\\[\\]{}|<>\\t\\n]{0,60}?|[A-Z]\\d{0,3})";
const CLOSED = `[\\[(](?<time>${STAMP})[\\])]`;
const ANY = `[\\[(]?(?<time>${STAMP})[\\])]?`;
const TIMED = [
  `^${NAME}\\s*${CLOSED}\\s*:?(?:\\s+|$)`,
  `^${ANY}\\s*[-–]?\\s*${NAME}\\s*:(?:\\s+|$)`,
  `^${NAME}:\\s*${CLOSED}(?:\\s+|$)`,
  `^${NAME}(?:\\s{2,}|\\t|\\s+[-–]\\s+)${ANY}\\s*$`,
  `^${NAME}\\s(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?)\\s*$`,
  `^${CLOSED}\\s+${NAME}\\s*$`,
].map((pattern) => new RegExp(pattern));
const UNTIMED = new RegExp(`^(?:>>+\\s*|[-–]\\s+)?${NAME}\\s?:(?:[ \\t]+|$)`);
const TIME_ALONE = new RegExp(`^\\s*${ANY}(?:\\s*-->\\s*${STAMP})?\\s*$`);
const FOOTER = /^(?:Transcribed by|Transcript by)\b.*|^https?:\/\/otter\.ai\S*$/i;
const CUE_TIME = /^[ \t]*((?:\d+:)?\d+:\d+(?:[.,]\d+)?)[ \t]*-[- ]>/;
const VOICE = /<v(?:\.[^\s>]+)?\s+([^>]+)>/gi;
const TAG = /<\/?[a-zA-Z][^<>]*>|<\d[\d:.]*>/g;
const HEAD_KEYS = /^(?:SUMMARY KEYWORDS|SPEAKERS|KEYWORDS)/i;
const LABELLED = /^(?:\*\*|__)[^*_\n]{1,80}(?:\*\*|__)/m;
const NOT_NAMES = new Set(
  "also anyway but example finally first fine goal hence http https idea is issue like link maybe meaning nb no note ok okay or plus point problem ps reason result right second so still subject then third time title today tomorrow total warning well yeah yes".split(" ")
);
const PARTICLES = new Set(
  "al and bin da das de del den der di do dos du el et la le of ten ter the und van von y zu".split(" ")
);
const NAME_WORD = /^[\p{L}\p{N}][\p{L}\p{N}_.'’&#/@+-]*$/u;
const OFTEN = 3;

// What a text is: `{kind: "file", front, body}` for an interview file or Markdown already begun,
// `{kind: "turns", turns, title}` for a transcript; each turn is one speaker's paragraphs.
export function intake(source) {
  const text = source.replace(/^\ufeff/, "");
  const front = /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(text);
  if (front?.index === 0) return { kind: "file", front: front[1], body: text.slice(front[0].length) };
  const unix = text.replace(/\r\n?/g, "\n").replace(/\0/g, "\ufffd");
  if (/^WEBVTT/.test(unix) || /^\s*(?:\d+\n)?\s*(?:\d+:)?\d+:\d+[.,]\d+[ \t]*-[- ]>/.test(unix)) {
    return { kind: "turns", turns: joined(captions(unix)), title: "" };
  }
  if (LABELLED.test(unix) || /^#{1,6} \S/m.test(unix)) return { kind: "file", front: "", body: text };
  return plainText(unix);
}

// --- captions -------------------------------------------------------------------------------

function captions(text) {
  const cues = text.split(/\n{2,}/).map(cue).filter(Boolean);
  const hasVoices = cues.some((one) => one.text.search(VOICE) >= 0);
  if (hasVoices) return cues.flatMap(voiced);
  const labels = cues.map((one) => UNTIMED.exec(plain(one.text))?.groups.name).filter(Boolean);
  const names = accepted(labels);
  return cues.flatMap((one) => labelled(one, names));
}

function cue(block) {
  const lines = block.split("\n");
  const at = lines.findIndex((line) => CUE_TIME.test(line));
  if (at < 0) return null;
  return { time: clock(CUE_TIME.exec(lines[at])[1]), text: lines.slice(at + 1).join("\n") };
}

function plain(text) {
  const bare = text.replace(TAG, "").replace(/\u200b/g, "");
  return new DOMParser().parseFromString(bare.replace(/</g, "&lt;"), "text/html").body.textContent.trim();
}

function voiced({ time, text }) {
  const parts = text.split(VOICE);
  const pieces = plain(parts[0]) ? [{ time, speaker: null, text: plain(parts[0]) }] : [];
  for (let at = 1; at < parts.length; at += 2) {
    const words = plain(parts[at + 1] ?? "");
    if (words) pieces.push({ time, speaker: plain(parts[at]), text: words });
  }
  return pieces;
}

function labelled({ time, text }, names) {
  const pieces = [];
  for (const line of plain(text).split("\n")) {
    const found = UNTIMED.exec(line.trim());
    const isNamed = found && names.has(found.groups.name.trim().toLowerCase());
    if (isNamed) pieces.push({ time, speaker: found.groups.name.trim(), text: line.trim().slice(found[0].length) });
    else if (/^>>+\s*/.test(line.trim())) pieces.push({ time, speaker: "", text: line.trim().replace(/^>>+\s*/, "") });
    else if (pieces.length) pieces.at(-1).text += ` ${line}`;
    else pieces.push({ time, speaker: null, text: line });
  }
  return pieces;
}

// Neighbouring pieces of one speaker as one turn, with the time of the first.
function joined(pieces) {
  const turns = [];
  for (const piece of pieces) {
    const last = turns.at(-1);
    const words = folded(piece.text);
    if (last && (piece.speaker === null || piece.speaker === last.speaker)) {
      if (words) last.paragraphs[0] = folded(`${last.paragraphs[0]} ${words}`);
    } else if (words || piece.speaker) {
      turns.push({ speaker: piece.speaker ?? "", time: piece.time, paragraphs: [words] });
    }
  }
  return turns.filter((turn) => turn.paragraphs[0]);
}

// --- plain text -----------------------------------------------------------------------------

function plainText(text) {
  const lines = text.split("\n");
  const labels = labelsOf(lines);
  const first = labels.keys().next().value ?? 0;
  const above = lines.slice(0, first).map((line) => line.trim()).filter(Boolean);
  const isHead = above.some((line) => HEAD_KEYS.test(line)) ||
    (above.length > 0 && above.length <= 3 && above.every((line) => line.length <= 120));
  const title = isHead && !HEAD_KEYS.test(above[0]) ? above[0] : "";
  return { kind: "turns", turns: turnsOf(lines, labels, isHead ? first : 0), title };
}

function labelsOf(lines) {
  const timed = new Map();
  const untimed = new Map();
  lines.forEach((line, number) => {
    const found = TIMED.map((pattern) => pattern.exec(line)).find((one) => one && isNameLike(one.groups.name.trim()));
    if (found) timed.set(number, { name: found.groups.name.trim(), time: clock(found.groups.time), at: found[0].length });
    const other = found ? null : UNTIMED.exec(line);
    if (other) untimed.set(number, { name: other.groups.name.trim(), time: "", at: other[0].length });
  });
  const isTimed = timed.size > untimed.size || timed.size >= OFTEN;
  const names = isTimed
    ? new Set([...timed.values()].map((one) => one.name.toLowerCase()))
    : accepted([...untimed.values()].map((one) => one.name));
  for (const [number, one] of untimed) {
    if (names.has(one.name.toLowerCase())) timed.set(number, one);
  }
  return new Map([...timed].sort(([one], [other]) => one - other));
}

function turnsOf(lines, labels, start) {
  const turns = [];
  let isNew = true;
  const add = (words) => {
    const { paragraphs } = turns.at(-1);
    if (isNew || !paragraphs.length) paragraphs.push(words);
    else paragraphs.push(folded(`${paragraphs.pop()} ${words}`));
    isNew = false;
  };
  lines.slice(start).forEach((line, offset) => {
    const label = labels.get(start + offset);
    const alone = label ? null : TIME_ALONE.exec(line);
    if (label) turns.push({ speaker: label.name, time: label.time, paragraphs: [] });
    if (!turns.length) turns.push({ speaker: "", time: "", paragraphs: [] });
    if (alone || FOOTER.test(line) || !line.trim()) isNew = true;
    else if (label) {
      isNew = true;
      if (folded(line.slice(label.at))) add(folded(line.slice(label.at)));
    } else add(folded(line));
  });
  return turns.filter((turn) => turn.paragraphs.length);
}

function isNameLike(label) {
  const words = label.split(/\s+/).map((word) => word.replace(/^[()[\],*]+|[()[\],*]+$/g, ""));
  if (!label || label.length > 60 || words.length > 6 || NOT_NAMES.has(words[0].toLowerCase())) return false;
  if (!/^[\p{L}\p{N}]/u.test(label) || !/\p{L}/u.test(label)) return false;
  return words.filter(Boolean).every(
    (word) => NAME_WORD.test(word) && !word.includes("://") && (!/^\p{Ll}/u.test(word) || PARTICLES.has(word))
  );
}

function accepted(labels) {
  const count = new Map();
  for (const label of labels) count.set(label, (count.get(label) ?? 0) + 1);
  const isCode = (label) => NAME_WORD.test(label) && label.length <= 20 &&
    count.get(label) >= OFTEN && !NOT_NAMES.has(label.toLowerCase());
  return new Set([...count.keys()].filter((one) => isNameLike(one) || isCode(one)).map((one) => one.toLowerCase()));
}

function clock(stamp) {
  const parts = stamp.split(/[.,]/)[0].split(":").map(Number);
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// --- turns as Markdown ----------------------------------------------------------------------

// The speakers of turns, in the order in which they are first heard, each as written first.
export function speakersOf(turns) {
  const names = new Map();
  for (const { speaker } of turns) {
    if (speaker && !names.has(speaker.toLowerCase())) names.set(speaker.toLowerCase(), speaker);
  }
  return [...names.values()];
}

// Turns as a body in canonical form. `labelOf` gives a speaker's label, or null for who is none:
// then the words before the colon are text like the rest.
export function bodyOfTurns(turns, labelOf, cast) {
  const blocks = [];
  let label = "";
  for (const turn of turns) {
    const own = turn.speaker ? labelOf(turn.speaker) : "";
    turn.paragraphs.forEach((words, number) => {
      const said = own === null && number === 0 ? `${turn.speaker}: ${words}` : words;
      if (own !== null && number === 0) label = own;
      const starts = (own !== null && number === 0) || looksLabelled(said, cast);
      blocks.push(starts && label ? labelledBlock(label, own && number === 0 ? turn.time : "", said) : untagged(escapedBlock(said)));
    });
  }
  return `\n${blocks.join("\n\n")}\n`;
}

function labelledBlock(label, time, words) {
  return `**${escaped(label)}** ${time ? `[${time}] ` : ""}${untagged(escaped(words))}`.trimEnd();
}

// What somebody said is no tag, though it may be a theme's name behind a `#`.
function untagged(markdown) {
  return markdown.replace(/(?<![^\s(["'“‘*_,;])#(?=[\p{L}\p{N}_-])/gu, "\\#");
}
