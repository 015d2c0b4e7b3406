// Asking Pagefind's index, and telling what it found from what it only came near to.

// What stands for no date among the values of the filter.
export const UNDATED = "0000-00-00";
export const root = new URL("../../../", import.meta.url);
export const resultsPage = new URL("research/search/", root);

const FILLERS = new Set(
  `a about all am an and any anybody anyone are as at be been but by can could did do does every for
  from get had has have how i if in into is it its many me most much my no nobody not of on only or our
  ours people person said say saying says should so some somebody someone than that the their them then there these
  they thing things this those to told too us want wants was we were what when where which who whom whose
  why will with would you your`.split(/\s+/)
);
const LOOKED_AT = 5;
const FEW = 5;
const SHORTEST_LIKENESS = 3;
const ENDING = 3;

// Without words, Pagefind would load its whole index to search none of it. This sign (NEL) is a
// term where that is decided, and only space where words are looked up.
const ANYTHING = "\u0085";

// Pagefind counts by looking for each result among all that a facet has: this many looks take a second.
const MOST_LOOKS = 3e8;

let engine;
let numbers;

export function pagefind() {
  engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (module) => {
    // A page that is asked for by name comes first. An interview's title belongs to all of its
    // evidence: found by it alone, that comes last.
    const metaWeights = { names: 5, title: 0, themes: 0.3, synonyms: 0.3 };
    await module.options({ excerptLength: 36, ranking: { metaWeights } });
    await module.init();
    return module;
  });
  return engine;
}

// How many things of the whole study each value of each facet has: `{ type: { page: 9, … }, … }`.
export function everything() {
  numbers ??= fetch(new URL("pagefind/numbers.json", root)).then((answer) => answer.json());
  return numbers;
}

export function unavailable() {
  return window.location.protocol === "file:"
    ? "Search needs a web server: type `counterpoint serve`."
    : "The search index could not be loaded.";
}

export function split(text) {
  return text.toLocaleLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}

// Without a word in the index, Pagefind goes by the longest beginning that is in it, be it one letter.
export function isLike(word, found) {
  let same = 0;
  while (same < word.length && word[same] === found[same]) same++;
  return same === word.length || same >= Math.max(SHORTEST_LIKENESS, word.length - ENDING);
}

function isPhrase(query) {
  return /^".+"$/.test(query);
}

export function telling(query) {
  const words = [...new Set(split(query))];
  const left = words.filter((word) => !FILLERS.has(word));
  return left.length ? left : words;
}

export async function sizeOfStudy() {
  const { type } = await everything();
  return Object.values(type).reduce((sum, number) => sum + number, 0);
}

export async function search(term, filters = {}) {
  return (await pagefind()).search(term ?? ANYTHING, { filters });
}

const alone = new Map();

// All that a word is found in, whatever boxes are ticked.
function holding(word) {
  if (!alone.has(word)) alone.set(word, search(word));
  return alone.get(word);
}

async function isKnown(word) {
  const { results } = await holding(word);
  const first = await Promise.all(results.slice(0, LOOKED_AT).map((one) => one.data()));
  return first.some(({ excerpt, meta }) => {
    const marked = new DOMParser().parseFromString(excerpt, "text/html").querySelectorAll("mark");
    const texts = [...[...marked].map((mark) => mark.textContent), ...Object.values(meta)];
    return split(texts.join(" ")).some((found) => isLike(word, found));
  });
}

// Pagefind finds what holds all the words. Where little does, what holds most of them comes after it.
async function holdingMost(words, filters) {
  const found = new Map();
  for (const { results } of await Promise.all(words.map((word) => search(word, filters)))) {
    for (const one of results) {
      const known = found.get(one.id) ?? { one, held: 0, score: 0 };
      found.set(one.id, { one, held: known.held + 1, score: known.score + one.score });
    }
  }
  const best = [...found.values()].sort((a, b) => b.held - a.held || b.score - a.score);
  const enough = Math.max(2, Math.min(best[0]?.held ?? 0, words.length - 1));
  return best.filter(({ held }) => held >= enough).map(({ one }) => one);
}

// What holds all the words that somebody used (`whole` are so many where others follow), the words
// nobody used, and those that were left.
export async function ask(query, filters = {}) {
  if (!query) return { ...(await search(null, filters)), term: null, words: [], unknown: [] };
  if (isPhrase(query)) return { ...(await search(query, filters)), term: query, words: split(query), unknown: [] };
  const words = telling(query);
  const known = await Promise.all(words.map(isKnown));
  const used = words.filter((_, at) => known[at]);
  const unknown = words.filter((_, at) => !known[at]);
  if (!used.length) return { results: [], filters: {}, term: "", words, unknown };
  const term = used.join(" ");
  const isBare = used.length === 1 && !Object.keys(filters).length;
  const found = await (isBare ? holding(term) : search(term, filters));
  const answer = { ...found, term, words: used, unknown };
  const whole = found.results.length;
  if (whole >= FEW || used.length < 3) return answer;
  const results = await holdingMost(used, filters);
  return results.length > whole ? { ...answer, results, whole, isPartial: true } : answer;
}

export async function howMany(term, filters = {}) {
  if (term === "") return 0;
  return (await search(term, filters)).results.length;
}

// For each facet, how many results each of its values would leave: `{ side: { buyer: 4, … }, … }`.
// A facet's own boxes do not count. What Pagefind counts with is loaded here, and only for these.
// Null where it cannot be said, or not soon.
export async function counts(answer, facets, filters) {
  if (answer.isPartial || answer.results.length * (await sizeOfStudy()) > MOST_LOOKS) return null;
  if (answer.term === "" || !facets.length) return {};
  const wanted = Object.fromEntries(facets.map((one) => [one.name, { any: [one.values[0]] }]));
  if (facets.some((one) => !(one.name in answer.filters))) await (await pagefind()).preload(ANYTHING, { filters: wanted });
  const free = facets.filter((one) => !(one.name in filters));
  const isCounted = free.every((one) => one.name in answer.filters);
  const shared = isCounted ? answer.filters : (await search(answer.term, filters)).filters;
  const found = {};
  for (const { name } of facets) {
    const { [name]: own, ...others } = filters;
    found[name] = (own ? (await search(answer.term, others)).filters : shared)[name] ?? {};
  }
  return found;
}
