// Find a quotation among what was said, and write one for words that were selected. The finding is
// that of parse/quotation.py and parse/voices.py: what is found here is found by `check`.

import { SPEAKS, compared, comparable, folded, wholeWords } from "./words.js";

const GAP = /\[[^[\]]*\]|…|\.{3,}/g;
const ELLIPSIS = /^(?:\[\s*(?:…|\.{3,})\s*\]|…|\.{3,})$/;
const BETWEEN_PASSAGES = "\n";
const MOST_CHARACTERS = 240; // More is cited by its first and last words.
const WORDS_TRIED = [5, 7, 10, 14, 20, 30, 45, 70];
const MOST_WIDENED = 12;
const MOST_TRIES = 1000;

export const JOINT = " … ";

// Everybody's voice: all that one speaker says, in one text that can be searched.
export function voicesOf(words) {
  const own = new Map();
  for (const said of words) own.set(said.speaker.key, [...(own.get(said.speaker.key) ?? []), said]);
  return [...own.values()].map(voiceOf);
}

function voiceOf(words) {
  const voice = { speaker: words[0].speaker, words, text: "", starts: [], keys: [] };
  words.forEach((said, index) => {
    const key = compared(said.text);
    if (index) voice.text += said.passage === words[index - 1].passage ? " " : BETWEEN_PASSAGES;
    voice.starts.push(voice.text.length);
    voice.keys.push(key);
    voice.text += key.key;
  });
  return voice;
}

function indexAt(voice, offset) {
  let index = voice.starts.length - 1;
  while (index > 0 && voice.starts[index] > offset) index -= 1;
  return index;
}

// The offset in a voice's text of a character of its words.
function offsetIn(voice, index, at) {
  const { own } = voice.keys[index];
  if (!own) return voice.starts[index] + at;
  const found = own.findIndex((place) => place >= at);
  return voice.starts[index] + (found < 0 ? own.length - 1 : found);
}

function ownOffset(voice, index, offset, isEnd) {
  const { own } = voice.keys[index];
  if (!own) return offset;
  if (!isEnd || !offset) return own[Math.min(offset, own.length - 1)];
  return own.slice(offset, offset + 4).find((at) => at > own[offset - 1]) ?? voice.words[index].text.length;
}

function endAbove(voice, before) {
  const count = voice.words.findIndex((said) => said.number >= before);
  const index = (count < 0 ? voice.words.length : count) - 1;
  return index < 0 ? 0 : voice.starts[index] + voice.keys[index].key.length;
}

function endOfPassage(voice, offset) {
  const end = voice.text.indexOf(BETWEEN_PASSAGES, offset);
  return end < 0 ? voice.text.length : end;
}

// What was found as stretches of the words' own text.
function stretches(voice, [start, end]) {
  const found = [];
  for (let index = indexAt(voice, start); index <= indexAt(voice, end - 1); index += 1) {
    const from = Math.max(start - voice.starts[index], 0);
    const to = Math.min(end - voice.starts[index], voice.keys[index].key.length);
    found.push({
      words: voice.words[index].number,
      start: ownOffset(voice, index, from, false),
      end: ownOffset(voice, index, to, true),
      text: voice.words[index].text,
    });
  }
  return found;
}

function ownText(voice, piece) {
  return stretches(voice, piece).map((one) => one.text.slice(one.start, one.end)).join(" ").trim();
}

// A text as a quotation with its gaps.
export function readQuotation(text) {
  const pieces = [];
  const leaves = [];
  let at = 0;
  let mayLeave = false;
  for (const found of [...text.matchAll(GAP), null]) {
    const piece = text.slice(at, found ? found.index : text.length).trim();
    if (piece) {
      if (pieces.length) leaves.push(mayLeave);
      pieces.push(comparable(piece));
      mayLeave = false;
    }
    if (found) {
      mayLeave ||= ELLIPSIS.test(found[0]);
      at = found.index + found[0].length;
    }
  }
  return { whole: comparable(text), pieces, leaves };
}

function find(quotation, voices, before) {
  const whole = voices.flatMap((voice) => asItStands(quotation.whole, voice, endAbove(voice, before)));
  if (whole.length || (quotation.pieces.length === 1 && quotation.pieces[0] === quotation.whole)) return whole;
  return voices.flatMap((voice) => withGaps(quotation, voice, endAbove(voice, before)));
}

function lastIn(text, piece, end) {
  return end < piece.length ? -1 : text.lastIndexOf(piece, end - piece.length);
}

function asItStands(piece, voice, end) {
  const found = [];
  for (let limit = end; found.length < 2; ) {
    const start = lastIn(voice.text, piece, limit);
    if (start < 0) break;
    found.push({ voice, pieces: [[start, start + piece.length]] });
    limit = start + piece.length - 1;
  }
  return found;
}

function withGaps(quotation, voice, end) {
  const found = [];
  for (let limit = end; found.length < 2 && quotation.pieces.length; ) {
    const span = lastSpan(quotation, voice, limit);
    if (!span) break;
    found.push(span);
    limit = endOf(span) - 1;
  }
  return found;
}

function lastSpan(quotation, voice, limit) {
  const [first] = quotation.pieces;
  let start = limit;
  for (const piece of [...quotation.pieces].reverse()) {
    start = lastIn(voice.text, piece, start);
    if (start < 0) return null;
  }
  for (let tries = 0; tries < MOST_TRIES && start >= 0; tries += 1) {
    const pieces = span(quotation, voice, start, limit);
    if (pieces) return { voice, pieces };
    start = lastIn(voice.text, first, start + first.length - 1);
  }
  return null;
}

function span(quotation, voice, start, limit) {
  const found = [[start, start + quotation.pieces[0].length]];
  for (let number = 1; number < quotation.pieces.length; number += 1) {
    const piece = quotation.pieces[number];
    const at = found.at(-1)[1];
    const until = quotation.leaves[number - 1] ? limit : Math.min(limit, endOfPassage(voice, at));
    const nearest = voice.text.indexOf(piece, at);
    if (nearest < 0 || nearest + piece.length > until) return null;
    found.push([nearest, nearest + piece.length]);
  }
  return found;
}

function startOf(found) {
  return found.pieces[0][0];
}

function endOf(found) {
  return found.pieces.at(-1)[1];
}

function choose(places, words, before) {
  if (places.length === 1) return places[0];
  const above = before ? words[before - 1].block : null;
  const near = places.filter((found) => {
    const last = found.voice.words[indexAt(found.voice, endOf(found) - 1)];
    return last.number < before && last.block === above;
  });
  return near.length === 1 ? near[0] : null;
}

// The transcript's own text of what was found, as it is stamped.
function quoteOf({ voice, pieces }) {
  let text = ownText(voice, pieces[0]);
  for (let number = 1; number < pieces.length; number += 1) {
    const between = voice.text.slice(pieces[number - 1][1], pieces[number][0]);
    const isNext = !between.includes(BETWEEN_PASSAGES) && !between.trim();
    text += (isNext ? " " : JOINT) + ownText(voice, pieces[number]);
  }
  return text;
}

function answer(found) {
  return {
    speaker: found.voice.speaker,
    quote: quoteOf(found),
    stretches: found.pieces.flatMap((piece) => stretches(found.voice, piece)),
    last: found.voice.words[indexAt(found.voice, endOf(found) - 1)].number,
  };
}

// The words that an item stands on with `before` words above it: who says them, the quote that is
// stamped, where they stand; or what is wrong, in the words of `check`.
export function lookUp(text, spoken, before) {
  const { words } = spoken;
  if (!text) return above(spoken, before);
  const wanted = readQuotation(folded(text));
  if (!wanted.pieces.some((piece) => SPEAKS.test(piece))) {
    return wrong("the quotation holds no words", "put what was said between the quotation marks");
  }
  const places = find(wanted, spoken.evidence, before);
  const found = choose(places, words, before);
  if (found) return answer(found);
  const shown = quoted(text);
  if (places.length) {
    return wrong(`${shown} stands in several places`, "quote a few words more", { isAmbiguous: true });
  }
  const [below] = find(wanted, spoken.evidence, words.length);
  if (below) return wrong(`${shown} stands below this item only`, "move the item below the words", { below: answer(below) });
  const [asked] = find(wanted, spoken.interviewers, words.length);
  if (asked) return interviewers(shown, asked.voice.speaker.label);
  if (find(wanted, spoken.nobody, words.length).length) {
    return wrong(`${shown} is nobody’s`, "say who speaks, under People");
  }
  return wrong(`${shown} is not in the transcript above`, "copy the words as one speaker says them; mark what you leave out with `…`");
}

function above(spoken, before) {
  const said = spoken.words[before - 1];
  if (!said) return wrong("no words stand above this item, which has no quotation", "put it below what was said");
  if (said.speaker.isInterviewer) return interviewers(quoted(said.text), said.speaker.label);
  if (spoken.hasParticipants && !said.speaker.participant) {
    return wrong(`${quoted(said.text)} is nobody’s`, "say who speaks, under People");
  }
  const whole = { words: said.number, start: 0, end: said.text.length, text: said.text };
  return { speaker: said.speaker, quote: said.text, stretches: [whole], last: said.number };
}

function wrong(problem, hint, more = {}) {
  return { problem, hint, ...more };
}

function interviewers(shown, label) {
  return wrong(`${shown} is said by ${label}, an interviewer`, "quote the answer");
}

function quoted(text) {
  return text.length > 70 ? `“${text.slice(0, 70).replace(/ \S*$/, "")} …”` : `“${text}”`;
}

// --- from selected words to a quotation -------------------------------------------------------

// The quotation for what was selected from one place to another, `{words, at}` each, if an item
// with `beforeOf(number of the last words)` words above it finds exactly that; else what is wrong.
export function quotationFor(spoken, from, to, beforeOf) {
  const selected = partsOf(spoken, from, to);
  if (selected.problem) return selected;
  const { voice, parts } = selected;
  const last = parts.at(-1);
  const before = beforeOf(voice.words[last.index].number);
  const wanted = { voice, parts, spoken, before };
  const text = candidates(wanted).find((one) => isFound(wanted, one, parts));
  const widened = text ? null : widenedOf(wanted);
  if (!text && !widened) {
    return wrong("these words stand in several places, or cannot be told apart", "select a few words more");
  }
  const quotation = text ?? widened;
  return { ...lookUp(quotation, spoken, before), quotation, isWidened: Boolean(widened) };
}

// The selected stretches of the one voice whose words are evidence, widened to whole words.
function partsOf(spoken, from, to) {
  const inside = (said) => said.number >= from.words && said.number <= to.words;
  const parts = [];
  let others = null;
  for (const voice of [...spoken.evidence, ...spoken.interviewers, ...spoken.nobody]) {
    voice.words.forEach((said, index) => {
      if (!inside(said)) return;
      const [start, end] = wholeWords(
        said.text, said.number === from.words ? from.at : 0, said.number === to.words ? to.at : said.text.length
      );
      if (!SPEAKS.test(said.text.slice(start, end))) return;
      if (spoken.evidence.includes(voice)) parts.push({ voice, index, start, end });
      else others ??= said;
    });
  }
  if (!parts.length) return nothing(others);
  const [{ voice }] = parts;
  if (parts.some((part) => part.voice !== voice)) {
    return wrong("two people say these words", "select the words of one of them");
  }
  return { voice, parts };
}

function nothing(others) {
  if (!others) return wrong("nothing is selected", "select the words that matter");
  if (others.speaker.isInterviewer) return interviewers(quoted(others.text), others.speaker.label);
  return wrong(`${quoted(others.text)} is nobody’s`, "say who speaks, under People");
}

// The words of the parts, a text a passage.
function runsOf(voice, parts) {
  const runs = new Map();
  for (const { index, start, end } of parts) {
    const said = voice.words[index];
    runs.set(said.passage, [...(runs.get(said.passage) ?? []), said.text.slice(start, end)]);
  }
  return [...runs.values()].map((texts) => texts.join(" "));
}

function candidates({ voice, parts }) {
  const runs = runsOf(voice, parts);
  const whole = runs.join(JOINT);
  if (whole.length <= MOST_CHARACTERS) return [whole];
  const first = runs[0].split(" ");
  const last = runs.at(-1).split(" ");
  const found = WORDS_TRIED.filter((count) => runs.length > 1 || count * 2 < first.length).map(
    (count) => first.slice(0, count).join(" ") + JOINT + last.slice(-count).join(" ")
  );
  return [...found, whole];
}

// The selection with neighbouring words of its first or last block, the fewest that make it clear.
function widenedOf(wanted) {
  for (let count = 1; count <= MOST_WIDENED; count += 1) {
    for (const [left, right] of [[count, 0], [0, count], [count, count]]) {
      const parts = widenedParts(wanted, left, right);
      const text = parts && candidates({ ...wanted, parts }).find((one) => isFound(wanted, one, parts));
      if (text) return text;
    }
  }
  return "";
}

function widenedParts({ voice, parts }, left, right) {
  const wider = parts.map((part) => ({ ...part }));
  const first = wider[0];
  const last = wider.at(-1);
  const before = voice.words[first.index].text.slice(0, first.start).match(/\S+\s*/g) ?? [];
  const after = voice.words[last.index].text.slice(last.end).match(/\s*\S+/g) ?? [];
  if (left > before.length || right > after.length) return null;
  if (left) first.start -= before.slice(-left).join("").length;
  if (right) last.end += after.slice(0, right).join("").length;
  return wider;
}

// Tell whether a quotation is found just where the parts begin and end.
function isFound({ voice, spoken, before }, text, parts) {
  const found = choose(find(readQuotation(folded(text)), spoken.evidence, before), spoken.words, before);
  if (!found || found.voice !== voice) return false;
  const first = parts[0];
  const last = parts.at(-1);
  return isSame(voice, startOf(found), offsetIn(voice, first.index, first.start)) &&
    isSame(voice, endOf(found), offsetIn(voice, last.index, last.end));
}

// Two offsets are the same where nothing but signs, or what an editor left out, is between them.
function isSame(voice, one, other) {
  const between = voice.text.slice(Math.min(one, other), Math.max(one, other));
  return !SPEAKS.test(between.replace(GAP, " "));
}
