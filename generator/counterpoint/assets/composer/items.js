// The written form of an evidence item: a quotation, tags on one line, a note.

import { escaped, escapedBlock, read as readInline } from "./inline.js";
import { folded, idOf, isId, normalised } from "./words.js";

const DOUBLE_QUOTES = '"“”„‟';
const TAG = /[#+^][\p{L}\p{N}_-]+/gu;
const TAGS = /^\s*[#+^][\p{L}\p{N}_-]+(?:\s+[#+^][\p{L}\p{N}_-]+)*\s*$/u;
const SMALL_WORDS = new Set(
  "a an and are as at be been but by do for from had has have he her his i if in is it its just like me my of on or our she so that the their them then they this to was we were what which who will with would you your".split(" ")
);
const MOST_WORDS = 4;

export const STANCES = ["for", "against", "neutral"];
export const BASES = ["observed", "secondhand", "hearsay"];

// An item as the form fills it.
export function emptyItem() {
  return {
    quotation: "", themes: [], stance: "for", basis: "", role: "", about: "", kinds: [], id: "",
    note: "", rest: [],
  };
}

// What a list item's text is as evidence, or null. `attributes` are the words known behind a `+`.
export function readItem(content, attributes) {
  if (DOUBLE_QUOTES.includes(content[0] ?? " ")) return quoted(content);
  const [line, ...note] = content.split("\n");
  if (!/^[#+^]/.test(line) || !TAGS.test(line)) return null;
  const tags = line.match(TAG);
  const isItem = tags.some((tag) => tag[0] === "#" || attributes.includes(tag.slice(1)));
  return isItem ? tagged(null, tags, note.join("\n")) : null;
}

function quoted(content) {
  let start = 0;
  while (start < content.length) {
    const found = content.indexOf("\n", start);
    const end = found < 0 ? content.length : found;
    const line = content.slice(start, end);
    const close = start + Math.max(...[...DOUBLE_QUOTES].map((sign) => line.lastIndexOf(sign)));
    const behind = content.slice(close + 1, end);
    if (close >= start && close > 0 && TAGS.test(behind)) {
      return tagged(content.slice(1, close), behind.match(TAG), content.slice(end + 1));
    }
    start = end + 1;
  }
  return null;
}

function tagged(markdown, tags, note) {
  const item = { ...emptyItem(), markdown, note };
  item.quotation = markdown === null ? "" : folded(readInline(markdown.trim()).text);
  for (const tag of tags) sort(item, tag[0], tag.slice(1));
  return item;
}

function sort(item, sign, written) {
  const word = normalised(written);
  if (sign === "^") item.id ||= written;
  else if (sign === "#") item.themes.push(word);
  else if (STANCES.includes(word)) item.stance = word;
  else if (BASES.includes(word)) item.basis = word;
  else if (word.startsWith("as-")) item.role = word.slice(3);
  else if (word.startsWith("about-")) item.about = word.slice(6);
  else item.kinds.push(word);
}

// An item as Markdown, its note below it; the quotation stays as it was written where it can.
export function writeItem(item, eol = "\n") {
  const words = [];
  if (item.quotation) words.push(`"${quotationMarkdown(item)}"`);
  words.push(...item.themes.map((theme) => `#${theme}`), ...attributes(item).map((one) => `+${one}`));
  if (item.id) words.push(`^${item.id}`);
  return [`- ${words.join(" ")}`, ...noteLines(item.note)].join(eol);
}

function quotationMarkdown(item) {
  const isSame = item.markdown && folded(readInline(item.markdown.trim()).text) === item.quotation;
  return isSame ? item.markdown : escaped(item.quotation);
}

function attributes(item) {
  const words = item.stance === "for" ? [] : [item.stance];
  if (item.basis) words.push(item.basis);
  if (item.role) words.push(`as-${item.role}`);
  if (item.about) words.push(`about-${item.about}`);
  return [...words, ...item.kinds];
}

// A note's paragraphs, each on a line of its own; nothing in them starts a block or looks tagged.
function noteLines(note) {
  const paragraphs = note.split(/\n[ \t]*\n/).map(folded).filter(Boolean);
  return paragraphs.flatMap((text, number) => {
    const written = /^[#+^]/.test(text) ? `\\${text}` : escapedLead(text);
    return number ? ["", `  ${written}`] : [`  ${written}`];
  });
}

// Notes are Markdown; only what would start another block is taken for plain text.
function escapedLead(text) {
  const lead = text.match(/^\S*\s?/)[0];
  return escapedBlock(lead.trim()) === lead.trim() || /^[*_`[<&\\]/.test(lead) && !/^\*\s/.test(lead)
    ? text
    : `\\${text}`.replace(/^\\(\d+)/, "$1\\");
}

// An id from a quotation's words that none of `taken` has; empty where the words give none.
export function idFor(quotation, taken) {
  const all = idOf(quotation, 400).split("-").filter(Boolean);
  const telling = all.filter((word) => !SMALL_WORDS.has(word) && word.length > 1);
  const words = (telling.length > 1 ? telling : all).slice(0, MOST_WORDS);
  let id = words.join("-").slice(0, 60).replace(/-$/, "");
  if (!isId(id)) return "";
  if (/^(?:section|quote)-/.test(id)) id = `on-${id}`;
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return free;
}
