// A draft's transcript as it is understood: layout, words, voices, and every item with its words.

import { bodyWith, layOut, placeBehind } from "./body.js";
import { listen } from "./turns.js";
import { lookUp, quotationFor, voicesOf } from "./quoting.js";

// Read a body with its cast. `items` of `evidence` are the draft's own: `{key, chunk, …}`; `changed`
// are items of the body, by the number of their chunk.
export function readTranscript(body, cast, attributes, evidence = [], changed = {}) {
  const layout = layOut(body, attributes);
  const { words, undeclared } = listen(layout, cast);
  const voices = voicesOf(words);
  const hasParticipants = cast.participants.length > 0;
  const spoken = {
    words,
    hasParticipants,
    evidence: voices.filter((one) => !hasParticipants || one.speaker.participant),
    interviewers: voices.filter((one) => one.speaker.isInterviewer),
    nobody: voices.filter((one) => hasParticipants && !one.speaker.participant && !one.speaker.isInterviewer),
  };
  const reading = { layout, spoken, undeclared };
  return { ...reading, items: itemsOf(reading, evidence, changed) };
}

// How many words stand above what is written behind a chunk.
function wordsAbove({ layout, spoken }, chunk) {
  const place = placeBehind(layout, chunk);
  return spoken.words.filter((said) => said.chunk <= place).length;
}

function itemsOf(reading, evidence, changed) {
  const { layout, spoken } = reading;
  const inFile = layout.chunks
    .filter((chunk) => chunk.kind === "item" && changed[chunk.number] !== null)
    .map((chunk) => {
      const item = changed[chunk.number] ?? chunk.item;
      const before = spoken.words.filter((said) => said.chunk < chunk.number).length;
      return { item, own: chunk.number, order: chunk.number, ...lookUp(item.quotation, spoken, before) };
    });
  const added = evidence.map((item, number) => ({
    item,
    key: item.key,
    order: placeBehind(layout, item.chunk) + (number + 1) / (evidence.length + 2),
    ...lookUp(item.quotation, spoken, wordsAbove(reading, item.chunk)),
  }));
  return [...inFile, ...added].sort((one, other) => one.order - other.order);
}

// The quotation for selected words, with the chunk below which its item goes.
export function quote(reading, from, to) {
  const [first, last] = order(from, to);
  const chunkOf = (number) => reading.spoken.words[number].chunk;
  const found = quotationFor(reading.spoken, first, last, (number) => wordsAbove(reading, chunkOf(number)));
  return found.problem ? found : { ...found, chunk: chunkOf(found.last) };
}

function order(from, to) {
  const isForward = from.words < to.words || (from.words === to.words && from.at <= to.at);
  return isForward ? [from, to] : [to, from];
}

// What a quotation that somebody wrote stands on, below the words of that number or further down.
export function quoteWritten(reading, text, number) {
  const { spoken } = reading;
  const chunk = spoken.words[number].chunk;
  const here = lookUp(text, spoken, wordsAbove(reading, chunk));
  if (!here.problem) return { ...here, quotation: text, chunk };
  if (!here.below) return here;
  const further = spoken.words[here.below.last].chunk;
  const there = lookUp(text, spoken, wordsAbove(reading, further));
  return there.problem ? there : { ...there, quotation: text, chunk: further };
}

export function bodyOf(reading, evidence, changed) {
  return bodyWith(reading.layout, evidence, changed);
}
