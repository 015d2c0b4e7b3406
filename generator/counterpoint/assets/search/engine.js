// Asking Pagefind's index, and telling what it found from what it only came near to.

export const root = new URL("../../../", import.meta.url);
export const resultsPage = new URL("research/search/", root);

const FILLERS = new Set(
  `a about all am an and any anybody anyone are as at be been but by can could did do does every for
  from had has have how i if in into is it its many me most much my no nobody not of on only or our
  ours said say saying says should so some somebody someone than that the their them then there these
  they thing things this those to told us want wants was we were what when where which who whom whose
  why will with would you your`.split(/\s+/)
);
const LOOKED_AT = 5;
const SHORTEST_LIKENESS = 3;
const ENDING = 3;

let engine;

export function pagefind() {
  engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (module) => {
    // An interview's title belongs to all of its evidence: found by it alone, evidence comes last.
    await module.options({ excerptLength: 36, ranking: { metaWeights: { title: 0 } } });
    await module.init();
    return module;
  });
  return engine;
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

const looked = new Map();

function isKnown(word) {
  if (!looked.has(word)) looked.set(word, lookUp(word));
  return looked.get(word);
}

async function lookUp(word) {
  const { results } = await (await pagefind()).search(word);
  const first = await Promise.all(results.slice(0, LOOKED_AT).map((one) => one.data()));
  return first.some(({ excerpt, meta }) => {
    const marked = new DOMParser().parseFromString(excerpt, "text/html").querySelectorAll("mark");
    const texts = [...[...marked].map((mark) => mark.textContent), ...Object.values(meta)];
    return split(texts.join(" ")).some((found) => isLike(word, found));
  });
}

// What holds all the words that somebody used, the words nobody used, and those that were left.
export async function ask(query, filters = {}, order = "") {
  const engine_ = await pagefind();
  const sort = order ? { date: order } : {};
  const search = (words) => engine_.search(words, { filters, sort });
  if (!query) return { ...(await search(null)), term: null, words: [], unknown: [] };
  if (isPhrase(query)) return { ...(await search(query)), term: query, words: split(query), unknown: [] };
  const words = telling(query);
  const known = await Promise.all(words.map(isKnown));
  const used = words.filter((_, at) => known[at]);
  const unknown = words.filter((_, at) => !known[at]);
  if (!used.length) return { results: [], filters: {}, term: "", words, unknown };
  const term = used.join(" ");
  return { ...(await search(term)), term, words: used, unknown };
}

export async function howMany(term, filters = {}) {
  if (term === "") return 0;
  return (await (await pagefind()).search(term, { filters })).results.length;
}
