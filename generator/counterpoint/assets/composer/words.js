// When two texts say the same words, as parse/comparing.py has it, and how ids are written.

const BLANK =
  "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const BLANKS = new RegExp(`${BLANK}+`, "gu");
const QUOTES = new Set("\"'`´ʹʺʻʼʽˈ‘’‚‛“”„‟′″‴‵‶«»‹›＂＇");
const DASHES = new Set("-‐‑‒–—―−⁃﹘﹣－⸺⸻֊᠆〜");
const ASCII = /^[\x00-\x7f]*$/;
const WORD_SIGN = /[\p{L}\p{N}\p{M}'’]/u;

export const LONGEST_ID = 80;
export const SPEAKS = /[\p{L}\p{N}]/u;

// The text in NFC with each run of white space as one space, trimmed.
export function folded(text) {
  return text.normalize("NFC").replace(BLANKS, " ").replace(/^ | $/g, "");
}

function unified(sign) {
  if (QUOTES.has(sign)) return "'";
  if (DASHES.has(sign)) return "-";
  return sign.toUpperCase().toLowerCase();
}

// Folded text as it is compared, with the offset in the text of each of its characters and its end.
export function compared(text) {
  if (ASCII.test(text) && !text.includes("--")) {
    const key = text.replace(/["`]/g, "'").toLowerCase();
    return { key, own: null };
  }
  let key = "";
  const own = [];
  for (let at = 0; at < text.length; ) {
    const isDouble = text.startsWith("--", at);
    const sign = isDouble ? "--" : String.fromCodePoint(text.codePointAt(at));
    const same = isDouble ? "-" : unified(sign);
    for (let i = 0; i < same.length; i += 1) own.push(at);
    key += same;
    at += sign.length;
  }
  own.push(text.length);
  return { key, own };
}

export function comparable(text) {
  return compared(text).key;
}

// A stretch of a text widened to whole words, without white space at its ends.
export function wholeWords(text, start, end) {
  let from = Math.max(0, Math.min(start, end));
  let to = Math.min(text.length, Math.max(start, end));
  while (from < to && text[from] === " ") from += 1;
  while (to > from && text[to - 1] === " ") to -= 1;
  if (from === to) return [from, to];
  const joins = (at) => at > 0 && WORD_SIGN.test(text[at - 1]) && WORD_SIGN.test(text[at] ?? "");
  while (joins(from)) from -= 1;
  while (joins(to)) to += 1;
  return [from, to];
}

// A reference as the id it means: `Audit_Trail` is `audit-trail`.
export function normalised(text) {
  return text.trim().replace(/[-_\s]+/g, "-").toLowerCase();
}

export function isId(text) {
  return text.length <= LONGEST_ID && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

// Words as an id: `Sales rep (new)` is `sales-rep-new`.
export function idOf(text, longest = LONGEST_ID) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const id = plain.replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return id.slice(0, longest).replace(/-$/, "");
}

// An id as a title: `audit-trail` is `Audit trail`.
export function inWords(id) {
  const words = id.replace(/-/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export function listed(words, last = "and") {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export function counted(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}

// The known word that is at most two letters off, or an empty string; digits must agree.
export function nearest(word, known) {
  const digits = (text) => text.replace(/\D/g, "");
  let best = "";
  let least = 3;
  for (const one of known) {
    if (Math.abs(one.length - word.length) > 2 || digits(one) !== digits(word)) continue;
    const off = distance(word, one);
    if (off < least && off < Math.max(word.length, one.length)) [best, least] = [one, off];
  }
  return best;
}
