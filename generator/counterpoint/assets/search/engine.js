// Asking all shards of the index, and telling what was found from what only came near to it.
import { fetched, shards, WHOLE } from "./shards.js";
import { isPhrase, split, telling } from "./words.js";

// What stands for no date among the values of the filter.
export const UNDATED = "0000-00-00";

const FEW = 5;

// Of many shards these are asked first: what is asked for by name, and a part of the rest.
const SOON = 2;

// Pagefind counts by looking for each result among all that a facet has: this many looks take a second.
const MOST_LOOKS = 3e8;

let numbers;

// How many things of the whole study each value of each facet has: `{ type: { page: 9, … }, … }`.
export function everything() {
  numbers ??= fetched("numbers.json");
  return numbers;
}

export async function sizeOfStudy() {
  const { type } = await everything();
  return Object.values(type).reduce((sum, number) => sum + number, 0);
}

export function unavailable() {
  return window.location.protocol === "file:"
    ? "Search needs a web server: type `counterpoint serve`."
    : "The search index could not be loaded.";
}

// Loads what every search begins with.
export async function prepare() {
  const all = await shards();
  await Promise.all(all.slice(0, SOON).map((shard) => shard.load([])));
}

// What some shards hold of the words: `numbers` are 0 where a shard does not hold a word as the
// best do, and null where it was not asked. Who holds a word of which it is sure that somebody does
// is asked only where all others are held: it takes a piece of the index to know.
async function heardFrom(some, words, sure = []) {
  const heard = some.map((shard) => ({ shard, held: words.map(() => null) }));
  const listen = (to, places) =>
    Promise.all(
      to.flatMap(({ shard, held }) =>
        places.map(async (at) => (held[at] = await shard.holding(words[at])))
      )
    );
  const places = [...words.keys()];
  const open = places.filter((at) => !sure.includes(words[at]));
  await listen(heard, open);
  const how = (at) => Math.max(...heard.map(({ held }) => held[at].how));
  const hows = places.map((at) => (open.includes(at) ? how(at) : WHOLE));
  const number = (one, at) => one && (one.how && one.how === hows[at] ? one.number : 0);
  const holdsOpen = ({ held }) => open.every((at) => !hows[at] || number(held[at], at));
  await listen(heard.filter(holdsOpen), places.filter((at) => !open.includes(at)));
  return { words, hows, heard: heard.map(({ shard, held }) => ({ shard, numbers: held.map(number) })) };
}

// As BM25 has it, which Pagefind ranks by.
function rarity(number, size) {
  return Math.log((size - number + 0.5) / (number + 0.5) + 1);
}

// The shards that hold all of some words. Each ranks by how rare they are in it; by its weight, it
// ranks as the whole would.
function holding(heard, places) {
  const sum = (rarityOf) => places.reduce((all, at) => all + rarityOf(at), 0);
  const overall = sum((at) => {
    const asked = heard.filter(({ numbers }) => numbers[at] !== null);
    const total = (of) => asked.reduce((all, one) => all + of(one), 0);
    return rarity(total(({ numbers }) => numbers[at]), total(({ shard }) => shard.size));
  });
  return heard
    .filter(({ numbers }) => places.length && places.every((at) => numbers[at]))
    .map(({ shard, numbers }) => ({
      shard,
      weight: overall / sum((at) => rarity(numbers[at], shard.size)),
    }));
}

function added(all) {
  const sums = {};
  for (const [name, values] of all.flatMap(Object.entries)) {
    const own = (sums[name] ??= {});
    for (const [value, number] of Object.entries(values)) own[value] = (own[value] ?? 0) + number;
  }
  return sums;
}

// What holders find of a term, the best first.
async function found(term, holders, filters) {
  const answers = await Promise.all(holders.map(({ shard }) => shard.search(term, filters)));
  const scored = answers.flatMap(({ results }, at) =>
    results.map((one) => ({ one, score: one.score * holders[at].weight }))
  );
  return {
    results: scored.sort((one, other) => other.score - one.score).map(({ one }) => one),
    filters: added(answers.map((one) => one.filters)),
    looks: answers.reduce((sum, { results }, at) => sum + holders[at].shard.size * results.length, 0),
  };
}

// An answer can be asked for what other boxes would leave of it, and to load what counts boxes.
async function answer(term, holders, filters, words, unknown) {
  return {
    ...(await found(term, holders, filters)),
    term,
    words,
    unknown,
    within: (others) => found(term, holders, others),
    load: (facets) => Promise.all(holders.map(({ shard }) => shard.load(facets))),
  };
}

function answered({ words, hows, heard }, filters) {
  const used = words.map((_, at) => at).filter((at) => hows[at]);
  const known = used.map((at) => words[at]);
  const unknown = words.filter((_, at) => !hows[at]);
  return answer(known.join(" "), holding(heard, used), filters, known, unknown);
}

// Pagefind finds what holds all the words. Where little does, what holds most of them comes after it.
async function holdingMost({ words, hows, heard }, filters) {
  const used = words.map((_, at) => at).filter((at) => hows[at]);
  const asked = used.flatMap((at) => holding(heard, [at]).map((one) => ({ ...one, word: words[at] })));
  const answers = await Promise.all(asked.map(({ shard, word }) => shard.search(word, filters)));
  const known = new Map();
  answers.forEach(({ results }, at) => {
    for (const one of results) {
      const id = `${asked[at].shard.name} ${one.id}`;
      const { held, score } = known.get(id) ?? { held: 0, score: 0 };
      known.set(id, { one, held: held + 1, score: score + one.score * asked[at].weight });
    }
  });
  const best = [...known.values()].sort((a, b) => b.held - a.held || b.score - a.score);
  const enough = Math.max(2, Math.min(best[0]?.held ?? 0, used.length - 1));
  return best.filter(({ held }) => held >= enough).map(({ one }) => one);
}

// What comes first where little holds all the words, as far as the first shards know: they hold the
// words of which somebody is sure, and these are most.
async function firstOfMost(given, first, sure, filters) {
  const isMost = sure.length > 1 && sure.length === given.words.length - 1;
  if (given.results.length || !isMost) return given;
  return answered(await heardFrom(first, sure), filters);
}

// What holds all the words that somebody used (`whole` are so many where others follow), the words
// nobody used, and those that were left. Of many shards some answer first: `early` is given what
// they find, once it is known to come first. Nothing, once the answer is not wanted any more.
export async function ask(query, filters = {}, { early = async () => {}, isWanted = () => true } = {}) {
  const all = await shards();
  if (!query || isPhrase(query)) {
    const everywhere = all.map((shard) => ({ shard, weight: 1 }));
    return answer(query || null, everywhere, filters, split(query), []);
  }
  const words = telling(query);
  const first = all.slice(0, SOON);
  const soon = await heardFrom(first, words);
  const sure = words.filter((_, at) => soon.hows[at] === WHOLE);
  const isSure = sure.length === words.length;
  if (!isWanted()) return null;
  if (isSure && all.length > SOON) await early(await answered(soon, filters));
  if (!isWanted()) return null;
  const heard = await heardFrom(all, words, sure);
  if (!isWanted()) return null;
  const given = await answered(heard, filters);
  const whole = given.results.length;
  if (whole >= FEW || given.words.length < 3) return given;
  if (!isSure) await early(await firstOfMost(given, first, sure, filters));
  if (!isWanted()) return null;
  const results = await holdingMost(await heardFrom(all, words), filters);
  return results.length > whole ? { ...given, results, whole, isPartial: true } : given;
}

// For each facet, how many results each of its values would leave: `{ side: { buyer: 4, … }, … }`.
// A facet's own boxes do not count. What Pagefind counts with is loaded here, and only for these.
// Null where it cannot be said, or not soon.
export async function counts(answer, facets, filters) {
  if (answer.isPartial || answer.looks > MOST_LOOKS) return null;
  if (answer.term === "" || !facets.length) return {};
  await answer.load(facets);
  const shared = (await answer.within(filters)).filters;
  const counted = {};
  for (const { name } of facets) {
    const { [name]: own, ...others } = filters;
    counted[name] = (own ? (await answer.within(others)).filters : shared)[name] ?? {};
  }
  return counted;
}
