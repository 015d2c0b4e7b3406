// The text inside a Markdown block: what a reader sees of it, and how plain text is written.

import { folded } from "./words.js";

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const UNICODE_PUNCTUATION = /[\p{P}\p{S}]/u;
const AUTOLINK = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>|<([\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>/y;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,31}));/iy;
const TARGET =
  /\(\s*(?:<([^<>\n]*)>|((?:[^\s<()\\]|\\.)(?:[^\s()\\]|\\.|\([^\s()]*\))*)?)(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)/y;
const REFERENCE = /\[([^\][]*)\]/y;
const UNSAFE = /^\s*(?:javascript|vbscript|file|data):/i;
const MARKUP = /[\\`*_<&[\]!\n]/;

// The text as rendered: markup dropped, a line feed for each break of line. `strong` are the
// stretches of it that are bold and in no other markup, `marked` those in any markup.
export function read(content, references = new Set()) {
  if (!MARKUP.test(content)) return { text: content.normalize("NFC"), strong: [], marked: [] };
  return flattened(scanned(content, references));
}

function scanned(content, references) {
  const state = { content, references, at: 0, nodes: [], runs: [], brackets: [] };
  while (state.at < content.length) {
    const step = STEPS[content[state.at]];
    if (!step?.(state)) add(state, content[state.at], 1);
  }
  pair(state, 0);
  return state.nodes;
}

function add(state, text, length) {
  const last = state.nodes.at(-1);
  if (last && !last.sign && !last.closed) last.text += text;
  else state.nodes.push({ text, opens: [], closes: [] });
  state.at += length;
  return true;
}

function seal(state) {
  const last = state.nodes.at(-1);
  if (last) last.closed = true;
}

function escape(state) {
  const next = state.content[state.at + 1] ?? "";
  if (next === "\n") return breakLine(state, 2);
  return PUNCTUATION.test(next) && add(state, next, 2);
}

function breakLine(state, length = 1) {
  const last = state.nodes.at(-1);
  if (last && !last.sign) last.text = last.text.replace(/[ \t]+$/, "");
  add(state, "\n", length);
  while (/[ \t]/.test(state.content[state.at] ?? "")) state.at += 1;
  return true;
}

function code(state) {
  const fence = /`+/y;
  fence.lastIndex = state.at;
  const opening = fence.exec(state.content)[0];
  const closing = new RegExp(`(?<!\`)${opening}(?!\`)`, "g");
  closing.lastIndex = state.at + opening.length;
  const found = closing.exec(state.content);
  if (!found) return add(state, opening, opening.length);
  let inside = state.content.slice(state.at + opening.length, found.index).replace(/\n/g, " ");
  if (/^ .* $/.test(inside) && inside.trim()) inside = inside.slice(1, -1);
  seal(state);
  add(state, inside, found.index + opening.length - state.at);
  state.nodes.at(-1).opens.unshift("other");
  state.nodes.at(-1).ends = ["other"];
  seal(state);
  return true;
}

function autolink(state) {
  AUTOLINK.lastIndex = state.at;
  const found = AUTOLINK.exec(state.content);
  return Boolean(found) && !UNSAFE.test(found[0].slice(1)) &&
    add(state, found[1] ?? found[2], found[0].length);
}

function entity(state) {
  ENTITY.lastIndex = state.at;
  const found = ENTITY.exec(state.content);
  if (!found) return false;
  const text = found[3] ? named(found[0]) : numbered(parseInt(found[1] ?? found[2], found[1] ? 16 : 10));
  return text !== null && add(state, text, found[0].length);
}

function named(written) {
  if (typeof DOMParser === "undefined") return { "&amp;": "&", "&lt;": "<", "&gt;": ">" }[written] ?? null;
  const text = new DOMParser().parseFromString(written, "text/html").body.textContent;
  return text === written ? null : text;
}

function numbered(number) {
  const isCharacter = number > 0 && number <= 0x10ffff && !(number >= 0xd800 && number <= 0xdfff);
  return isCharacter ? String.fromCodePoint(number) : "\ufffd";
}

function opening(state) {
  const isImage = state.content[state.at] === "!";
  if (isImage && state.content[state.at + 1] !== "[") return false;
  seal(state);
  add(state, isImage ? "![" : "[", isImage ? 2 : 1);
  seal(state);
  const node = state.nodes.length - 1;
  state.brackets.push({ node, isImage, run: state.runs.length, at: state.at, isActive: true });
  return true;
}

function closing(state) {
  const bracket = state.brackets.pop();
  if (!bracket) return false;
  const end = bracket.isActive || bracket.isImage ? linkEnd(state, bracket) : 0;
  if (!end) return false;
  pair(state, bracket.run);
  const first = state.nodes[bracket.node];
  first.text = "";
  seal(state);
  if (bracket.isImage) {
    for (const node of state.nodes.slice(bracket.node)) {
      Object.assign(node, { text: "", opens: [], closes: [], ends: [] });
    }
  } else {
    first.opens.push("other");
    state.nodes.push({ text: "", opens: [], closes: ["other"], closed: true });
    for (const outer of state.brackets) if (!outer.isImage) outer.isActive = false;
  }
  state.at = end;
  return true;
}

function linkEnd(state, bracket) {
  const behind = state.at + 1;
  TARGET.lastIndex = behind;
  const target = TARGET.exec(state.content);
  if (target) return UNSAFE.test(target[1] ?? target[2] ?? "") ? 0 : TARGET.lastIndex;
  REFERENCE.lastIndex = behind;
  const reference = REFERENCE.exec(state.content);
  const inside = state.content.slice(bracket.at, state.at);
  if (reference) return state.references.has(label(reference[1] || inside)) ? REFERENCE.lastIndex : 0;
  return state.references.has(label(inside)) ? behind : 0;
}

// A reference's label as it is compared.
export function label(text) {
  return folded(text).toLowerCase();
}

function delimiters(state) {
  const sign = state.content[state.at];
  let end = state.at;
  while (state.content[end] === sign) end += 1;
  const before = state.at ? lastSign(state.content, state.at) : " ";
  const after = end < state.content.length ? String.fromCodePoint(state.content.codePointAt(end)) : " ";
  const isBlank = (one) => /\s/u.test(one);
  const isLeft = !isBlank(after) && (!UNICODE_PUNCTUATION.test(after) || isBlank(before) || UNICODE_PUNCTUATION.test(before));
  const isRight = !isBlank(before) && (!UNICODE_PUNCTUATION.test(before) || isBlank(after) || UNICODE_PUNCTUATION.test(after));
  const isStar = sign === "*";
  const count = end - state.at;
  const run = {
    sign, count, whole: count, text: sign.repeat(count), opens: [], closes: [], closed: true,
    canOpen: isLeft && (isStar || !isRight || UNICODE_PUNCTUATION.test(before)),
    canClose: isRight && (isStar || !isLeft || UNICODE_PUNCTUATION.test(after)),
  };
  state.nodes.push(run);
  state.runs.push(run);
  state.at = end;
  return true;
}

function lastSign(text, end) {
  const isPair = end > 1 && /[\udc00-\udfff]/.test(text[end - 1]);
  return text.slice(end - (isPair ? 2 : 1), end);
}

function fit(opener, closer) {
  if (opener.sign !== closer.sign || !opener.canOpen || !opener.count) return false;
  const isEither = opener.canClose || closer.canOpen;
  return !(isEither && closer.whole % 3 && (opener.whole + closer.whole) % 3 === 0);
}

// Emphasis: pairs of runs of `*` and `_`, as CommonMark pairs them.
function pair(state, first) {
  const { runs } = state;
  for (let number = first; number < runs.length; number += 1) {
    const closer = runs[number];
    while (closer.canClose && closer.count) {
      let before = number - 1;
      while (before >= first && !fit(runs[before], closer)) before -= 1;
      if (before < first) break;
      const opener = runs[before];
      const used = opener.count > 1 && closer.count > 1 ? 2 : 1;
      opener.opens.unshift(used === 2 ? "strong" : "other");
      closer.closes.push(used === 2 ? "strong" : "other");
      for (const one of [opener, closer]) {
        one.count -= used;
        one.text = one.sign.repeat(one.count);
      }
      for (const between of runs.slice(before + 1, number)) between.count = 0;
    }
  }
  runs.length = first;
}

function flattened(nodes) {
  let text = "";
  const open = [];
  const strong = [];
  const marked = [];
  const close = () => {
    const one = open.pop();
    if (!one) return;
    if (!open.length) marked.push([one.start, text.length]);
    if (!open.length && one.kind === "strong") strong.push([one.start, text.length]);
  };
  for (const node of nodes) {
    node.closes.forEach(close);
    if (node.sign) text += node.text;
    for (const kind of node.opens) open.push({ kind, start: text.length });
    if (!node.sign) text += node.text.normalize("NFC");
    (node.ends ?? []).forEach(close);
  }
  return { text, strong, marked };
}

const STEPS = {
  "\\": escape, "`": code, "<": autolink, "&": entity, "!": opening, "[": opening, "]": closing,
  "*": delimiters, "_": delimiters, "\n": (state) => breakLine(state),
};

// --- plain text as Markdown -----------------------------------------------------------------

const INLINE =
  /\\(?=[!-/:-@[-`{-~])|\*|`|<(?=\S)|&(?=#?\w+;)|\](?=[([:])|(?<=\[)\^|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const BLOCK = /^(?:(#{1,6}|[-+*>|:=]|~{3})|(\d{1,9})([.)]))(?=\s|$|[=>|:~-])/;

// Plain text as Markdown that shows exactly this text, with as few signs as it takes.
export function escaped(text, references) {
  const plain = folded(text);
  const written = plain.replace(INLINE, "\\$&");
  if (folded(read(written, references).text) === plain) return written;
  return plain.replace(/[\\`*_<&[\]!]/g, "\\$&");
}

// Plain text as a paragraph of Markdown that shows exactly this text.
export function escapedBlock(text, references) {
  const written = escaped(text, references);
  const found = BLOCK.exec(written);
  if (!found) return written;
  const at = found[2] ? found[2].length : 0;
  return `${written.slice(0, at)}\\${written.slice(at)}`;
}
