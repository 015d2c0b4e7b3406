// An interview's body as the composer sees it: chunks of lines, the text of their blocks, and the
// body with evidence put in, taken out or changed, every other byte as it was.

import { label, read as readInline } from "./inline.js";
import { readItem, writeItem } from "./items.js";

const LINES = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const BULLET = /^( {0,3})([-+*]|\d{1,9}[.)])([ \t]+|$)/;
const QUOTE = /^ {0,3}>[ \t]?/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const TABLE = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const DEFINITION = /^ {0,3}\[([^\][]+)\]:[ \t]*\S/;

// A body laid out: its lines, the chunks that they make, the names of its link references.
export function layOut(body, attributes) {
  const lines = body.match(LINES) ?? [];
  const texts = lines.map((line) => line.replace(/[\r\n]+$/, "").replace(/\0/g, "\ufffd"));
  const references = new Set(
    texts.map((line) => DEFINITION.exec(line)?.[1]).filter(Boolean).map(label)
  );
  const layout = { lines, texts, references, attributes, chunks: [] };
  for (let at = 0; at < texts.length; ) at = take(layout, at);
  return layout;
}

function take(layout, at) {
  const line = layout.texts[at];
  if (!line.trim()) return put(layout, "blank", at, at + 1);
  if (/^(?: {4}|\t)/.test(line)) return indented(layout, at);
  const heading = HEADING.exec(line);
  if (heading) return put(layout, "heading", at, at + 1, [block(layout, heading[2] ?? "")]);
  if (FENCE.test(line)) return fenced(layout, at);
  if (RULE.test(line)) return put(layout, "rule", at, at + 1);
  if (QUOTE.test(line)) return quotation(layout, at);
  if (BULLET.test(line)) return bullet(layout, at);
  if (DEFINITION.test(line)) return put(layout, "definition", at, at + 1);
  if (isTable(layout, at)) return table(layout, at);
  return paragraph(layout, at);
}

function put(layout, kind, first, end, blocks = [], more = {}) {
  layout.chunks.push({ kind, first, end, blocks, number: layout.chunks.length, ...more });
  return end;
}

function block(layout, content) {
  return { content, ...readInline(content, layout.references) };
}

function literal(text) {
  return { content: text, text: text.normalize("NFC"), strong: [], marked: [], isLiteral: true };
}

function interrupts(line) {
  const found = BULLET.exec(line);
  const starts = found && line.slice(found[0].length).trim() && (/[-+*]/.test(found[2]) || parseInt(found[2], 10) === 1);
  return !line.trim() || Boolean(starts) || HEADING.test(line) || FENCE.test(line) || RULE.test(line) || QUOTE.test(line);
}

function paragraph(layout, at) {
  const { texts } = layout;
  let end = at + 1;
  while (end < texts.length && !UNDERLINE.test(texts[end]) && !interrupts(texts[end])) end += 1;
  const isHeading = end < texts.length && UNDERLINE.test(texts[end]);
  const content = texts.slice(at, end).map((line) => line.trimStart()).join("\n").trimEnd();
  if (isHeading) return put(layout, "heading", at, end + 1, [block(layout, content)]);
  return put(layout, "paragraph", at, end, [block(layout, content)]);
}

function indented(layout, at) {
  let end = at + 1;
  for (let next = end; next < layout.texts.length; next += 1) {
    if (/^(?: {4}|\t)/.test(layout.texts[next])) end = next + 1;
    else if (layout.texts[next].trim()) break;
  }
  const text = layout.texts.slice(at, end).map((line) => line.replace(/^(?: {4}|\t)/, "")).join("\n");
  return put(layout, "code", at, end, [literal(text)]);
}

function fenced(layout, at) {
  const fence = FENCE.exec(layout.texts[at])[1];
  const closes = new RegExp(`^ {0,3}${fence[0] === "~" ? "~" : "`"}{${fence.length},}[ \\t]*$`);
  let end = at + 1;
  while (end < layout.texts.length && !closes.test(layout.texts[end])) end += 1;
  const inside = layout.texts.slice(at + 1, end).join("\n");
  return put(layout, "code", at, Math.min(end + 1, layout.texts.length), [literal(inside)]);
}

function isTable(layout, at) {
  const [head, below = ""] = layout.texts.slice(at, at + 2);
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").length;
  return head.includes("|") && TABLE.test(below) && cells(head) === cells(below);
}

function table(layout, at) {
  let end = at + 2;
  while (end < layout.texts.length && !interrupts(layout.texts[end])) end += 1;
  const rows = [layout.texts[at], ...layout.texts.slice(at + 2, end)];
  const cells = rows.flatMap((row) => row.trim().replace(/^\||\|$/g, "").split("|"));
  const text = cells.map((cell) => readInline(cell.trim(), layout.references).text).join("\n");
  return put(layout, "table", at, end, [literal(text)]);
}

function quotation(layout, at) {
  let end = at + 1;
  while (end < layout.texts.length && layout.texts[end].trim() &&
    (QUOTE.test(layout.texts[end]) || !interrupts(layout.texts[end]))) end += 1;
  const inside = layout.texts.slice(at, end).map((line) => line.replace(QUOTE, "")).join("\n");
  const inner = layOut(inside, layout.attributes);
  const blocks = inner.chunks.filter((one) => one.kind !== "item").flatMap((one) => one.blocks);
  return put(layout, "quote", at, end, blocks);
}

// A list item is evidence, a chunk of its own, or joins the list above it.
function bullet(layout, at) {
  const { texts } = layout;
  const found = BULLET.exec(texts[at]);
  const indent = found[0].length > found[1].length + found[2].length + 4
    ? found[1].length + found[2].length + 1
    : found[0].length;
  let end = at + 1;
  let isOpen = true;
  for (let next = end; next < texts.length; next += 1) {
    const line = texts[next];
    if (!line.trim()) isOpen = false;
    else if (line.length - line.trimStart().length >= indent) [end, isOpen] = [next + 1, true];
    else if (isOpen && !interrupts(line) && !BULLET.test(line)) end = next + 1;
    else break;
  }
  const inside = [texts[at].slice(indent), ...texts.slice(at + 1, end).map((line) => outdented(line, indent))];
  const first = firstParagraph(inside);
  const item = readItem(first.text, layout.attributes);
  if (item) {
    item.note = [item.note, ...inside.slice(first.lines)].join("\n").trim();
    return put(layout, "item", at, end, [], { item });
  }
  const inner = layOut(inside.join("\n"), layout.attributes);
  const blocks = inner.chunks.filter((one) => one.kind !== "item").flatMap((one) => one.blocks);
  return put(layout, "list", at, end, blocks);
}

function outdented(line, indent) {
  const blanks = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, blanks));
}

function firstParagraph(lines) {
  let end = 1;
  while (end < lines.length && lines[end].trim() && !interrupts(lines[end])) end += 1;
  return { text: lines.slice(0, end).map((line) => line.trimStart()).join("\n").trimEnd(), lines: end };
}

// --- evidence put in ------------------------------------------------------------------------

// The number of the chunk behind which an item about a chunk's words is written: the chunk itself,
// or the evidence that stands below it. A list is not cut in two, and what is indented stays with
// what it belongs to, since below an item it would be taken for its note.
export function placeBehind(layout, number) {
  const { chunks, texts } = layout;
  let place = number;
  for (let next = number + 1; next < chunks.length; next += 1) {
    const chunk = chunks[next];
    if (chunk.kind === "blank") continue;
    const isList = chunk.kind === "list" && chunks[place].kind === "list";
    const isIndented = /^(?: {2}|\t)/.test(texts[chunk.first]);
    if (chunk.kind !== "item" && !isList && !isIndented) break;
    place = next;
  }
  return place;
}

// The body with items `added` (each with its `chunk`), and items of its own `changed` by the
// number of their chunk: to another item, or to null where they are taken back.
export function bodyWith(layout, added, changed) {
  const eol = layout.lines.some((line) => line.endsWith("\r\n")) ? "\r\n" : "\n";
  const below = new Map();
  for (const item of added) {
    const place = placeBehind(layout, item.chunk);
    below.set(place, [...(below.get(place) ?? []), writeItem(item, eol)]);
  }
  let text = "";
  layout.chunks.forEach((chunk, number) => {
    text += chunkText(layout, chunk, changed, text, eol);
    const items = below.get(number);
    if (items) text = putBelow(layout, number, text, items.join(eol), eol);
  });
  return text;
}

function chunkText(layout, chunk, changed, before, eol) {
  const own = layout.lines.slice(chunk.first, chunk.end).join("");
  if (chunk.number in changed) {
    const item = changed[chunk.number];
    return item ? writeItem(item, eol) + /[\r\n]*$/.exec(own)[0] : "";
  }
  const isDoubled = chunk.kind === "blank" && chunk.number > 1 &&
    changed[chunk.number - 1] === null && layout.chunks[chunk.number - 2].kind === "blank";
  return isDoubled && /\n[ \t]*\r?\n$/.test(before) ? "" : own;
}

function putBelow(layout, number, text, items, eol) {
  const start = text && !/[\r\n]$/.test(text) ? eol : "";
  const isBelowItem = layout.chunks[number].kind === "item";
  const next = layout.chunks[number + 1];
  const end = next && next.kind !== "blank" && next.kind !== "item" ? eol : "";
  return `${text}${start}${isBelowItem ? "" : eol}${items}${eol}${end}`;
}
