// The shards of Pagefind's index, each asked by itself; `publish/shards.py` says what is in which.
import { isLike, split } from "./words.js";

export const root = new URL("../../../", import.meta.url);

// How a shard holds a word: not at all, only words that begin like it, or itself.
const NOT = 0;
const LIKE = 1;
export const WHOLE = 2;

// A page that is asked for by name comes first. An interview's title belongs to all of its
// evidence: found by it alone, that comes last.
const ranking = { metaWeights: { names: 5, title: 0, themes: 0.3, synonyms: 0.3 } };

// Without words, Pagefind would load its whole index to search none of it. This sign (NEL) is a
// term where that is decided, and only space where words are looked up.
const ANYTHING = "\u0085";

// Nothing has a value of this filter: Pagefind says how much it found, and compares none of it.
const NOTHING = { nothing: "" };

const folder = new URL("pagefind/", root);
let opened;

export async function fetched(name) {
  return (await fetch(new URL(name, folder))).json();
}

function once(make) {
  let made;
  return () => (made ??= make());
}

class Shard {
  #index;
  #words = new Map();
  #counted = new Set();
  #last = {};

  constructor(name, size, index) {
    this.name = name;
    this.size = size;
    this.#index = index;
  }

  // What is found by a term, or by null for anything, with numbers of the boxes that are loaded.
  // What was asked last is not searched again.
  search(term, filters) {
    const asked = JSON.stringify([term, filters]);
    if (this.#last.asked !== asked) this.#last = { asked, found: this.#search(term, filters) };
    return this.#last.found;
  }

  async #search(term, filters) {
    return (await this.#index()).search(term ?? ANYTHING, { filters });
  }

  // Loads what counts the boxes of some facets, from now on; without any, what all searches need.
  async load(facets) {
    const missing = facets.filter(({ name }) => !this.#counted.has(name));
    if (facets.length && !missing.length) return;
    const filters = Object.fromEntries(missing.map(({ name, values }) => [name, { any: [values[0]] }]));
    await (await this.#index()).preload(ANYTHING, { filters });
    for (const { name } of missing) this.#counted.add(name);
    this.#last = {};
  }

  // How it holds a word, and in how many things: `{ how, number }`.
  holding(word) {
    if (!this.#words.has(word)) this.#words.set(word, this.#holding(word));
    return this.#words.get(word);
  }

  async #holding(word) {
    const [number, exactly] = await Promise.all([this.#count(word), this.#count(`"${word}"`)]);
    if (exactly) return { how: WHOLE, number };
    return { how: number ? await this.#likeness(word) : NOT, number };
  }

  async #count(term) {
    return (await this.#search(term, NOTHING)).unfilteredResultCount;
  }

  // Without the word, Pagefind finds what goes on like it, or else what begins like it; one result
  // shows which.
  async #likeness(word) {
    const { results } = await this.search(word, {});
    const { excerpt, meta } = await results[0].data();
    const marked = new DOMParser().parseFromString(excerpt, "text/html").querySelectorAll("mark");
    const texts = [...[...marked].map((mark) => mark.textContent), ...Object.values(meta)];
    const found = split(texts.join(" "));
    if (found.some((one) => one.startsWith(word))) return WHOLE;
    return found.some((one) => isLike(word, one)) ? LIKE : NOT;
  }
}

async function open() {
  const [sizes, pagefind] = await Promise.all([
    fetched("shards.json"),
    import(new URL("pagefind.js", folder).href),
  ]);
  const index = (name) => {
    const basePath = new URL(`${name}/`, folder).pathname;
    return pagefind.createInstance({ basePath, ranking, excerptLength: 36 });
  };
  // The first brings the engine that all of them use.
  const first = once(async () => {
    const made = index(sizes[0][0]);
    await made.options({ ranking });
    return made;
  });
  const other = (name) => once(async () => (await first(), index(name)));
  return sizes.map(([name, size], at) => new Shard(name, size, at ? other(name) : first));
}

// All shards, in the order to ask them; nothing of one is loaded before it is asked.
export function shards() {
  opened ??= open();
  return opened;
}
