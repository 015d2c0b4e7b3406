// What was found, drawn: a quotation with its speaker, a stretch of a transcript, a page.
import { UNDATED } from "./engine.js";
import { root } from "./shards.js";
import { isLike, split } from "./words.js";

const LONGEST_QUOTE = 400;

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

export function counted(number) {
  return number === 1 ? "1 result" : `${number.toLocaleString("en")} results`;
}

// Puts items in place of what is there; whoever stands on a link stays on it.
export function replace(list, items) {
  const { href } = list.contains(document.activeElement) ? document.activeElement : {};
  list.replaceChildren(...items);
  if (href) [...list.querySelectorAll("a")].find((one) => one.href === href)?.focus();
}

function parsed(excerpt) {
  return new DOMParser().parseFromString(excerpt, "text/html").body;
}

// Pagefind's excerpts are text with entities and <mark>; nothing else is taken over.
function marked(excerpt) {
  return [...parsed(excerpt).childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent
  );
}

function withMarks(text, words) {
  return text.split(/(\s+)/).map((part) => {
    const own = split(part);
    return own.some((one) => words.some((word) => isLike(word, one))) ? element("mark", "", part) : part;
  });
}

export function typeOf(found) {
  return found.filters?.type?.[0] ?? "page";
}

// The index keeps quotations as signs that are no words; see `publish/searchable.py`.
function readable(signs = "") {
  return new TextDecoder().decode(Uint8Array.from(signs, (sign) => sign.codePointAt(0) - 0x2800));
}

// The words themselves are part of a transcript's address, so that the browser shows them.
function textDirective(excerpt) {
  const mark = parsed(excerpt).querySelector("mark");
  if (!mark) return "";
  let words = mark.textContent;
  let next = mark.nextSibling;
  while (next && words.split(/\s+/).length < 4) {
    words += next.textContent;
    next = next.nextSibling;
  }
  const few = words.trim().split(/\s+/).slice(0, 4).join(" ");
  return `:~:text=${encodeURIComponent(few).replace(/-/g, "%2D")}`;
}

// Behind the address is a number: several things can be found at one.
function addressOf(found) {
  const address = new URL(found.raw_url.replace(/ \d+$/, ""), root);
  if (typeOf(found) === "transcript") {
    address.hash = (address.hash || "#") + textDirective(found.excerpt);
  } else if (!address.hash && found.sub_results?.length) {
    const best = found.sub_results.find((part) => part.excerpt.includes("<mark>"));
    if (best?.anchor?.id) address.hash = best.anchor.id;
  }
  return address.href;
}

// A quotation is shown as it was said, what was searched for marked in it.
function wordsOf(found) {
  const quote = readable(found.meta.quote);
  if (!quote || quote.length > LONGEST_QUOTE) return marked(found.excerpt);
  const hits = [...parsed(found.excerpt).querySelectorAll("mark")].flatMap((mark) => split(mark.textContent));
  return quote.split(/(\s+)/).map((part) =>
    split(part).some((one) => hits.includes(one)) ? element("mark", "", part) : part
  );
}

// As everywhere on the site: 2 March 2026.
const inWords = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

function dayOf({ filters }) {
  const [date] = filters.date;
  return date === UNDATED ? "" : inWords.format(new Date(`${date}T00:00:00Z`));
}

function sourceOf(found) {
  const { speaker, persona, account, page } = found.meta;
  return [page, speaker, persona, account, dayOf(found)].filter(Boolean).join(" · ");
}

export function quickResult(found, words) {
  const isEvidence = typeOf(found) === "evidence";
  const title = (isEvidence ? found.meta.themes : found.meta.title) ?? "";
  const link = element(
    "a",
    "cp-find__result",
    element("span", "cp-find__title", ...withMarks(title, words)),
    element("span", "cp-find__words", ...wordsOf(found)),
    element("span", "cp-find__source", sourceOf(found))
  );
  link.href = addressOf(found);
  return element("li", "", link);
}

export function result(found, words, signs) {
  return typeOf(found) === "evidence" ? quotation(found, words, signs) : passage(found);
}

function passage(found) {
  const title = element("a", "", found.meta.title ?? "");
  title.href = addressOf(found);
  const heading = element("h2", "cp-search__title", title);
  const source = element("p", "cp-source", element("span", "", sourceOf(found)));
  const standing = found.meta.page === "Theme" ? element("p", "cp-search__standing") : null;
  if (standing) stand(standing, found.filters.theme[0]);
  return element("li", "cp-search__result", heading, standing, element("p", "", ...wordsOf(found)), source);
}

// Where both sides stand on a theme, as its own small data file says it.
async function stand(line, theme) {
  try {
    const answer = await fetch(new URL(`research/data/themes/${encodeURIComponent(theme)}.json`, root));
    const { title, in_words: words } = await answer.json();
    const standing = words.slice(title.length + 2);
    line.textContent = standing[0].toUpperCase() + standing.slice(1);
  } catch {
    line.remove();
  }
}

function quotation(found, words, signs) {
  const { meta } = found;
  const side = signs.get(meta.side);
  const look = side?.look ?? "measured";
  const spoken = element("blockquote", "cp-words", element("p", "", ...wordsOf(found)));
  const caption = element("figcaption", "", sourceLine(found, words, side, look), tagsOf(meta, words));
  // Where nothing else holds the words, the interview's title does.
  if (!spoken.querySelector("mark") && !caption.querySelector("mark")) {
    const title = element("p", "cp-search__from", "From “", ...withMarks(meta.title ?? "", words), "”");
    if (title.querySelector("mark")) caption.append(title);
  }
  return element("li", "", element("figure", `cp-card cp-is-${look}`, spoken, caption));
}

function sourceLine(found, words, side, look) {
  const { meta } = found;
  const name = element("span", `cp-side cp-is-${look}`);
  if (side?.sign) name.append(side.sign.cloneNode(true));
  name.append(element("span", "", ...withMarks(meta.speaker ?? "Measured", words)));
  const rest = [meta.persona, meta.account, dayOf(found)]
    .filter(Boolean)
    .map((one) => element("span", "", ...withMarks(one, words)));
  const link = element("a", "cp-context", "in context", element("span", "cp-hidden", `: ${meta.title}`));
  link.href = addressOf(found);
  return element("span", "cp-source", name, ...rest, " ", link);
}

function tagsOf(meta, words) {
  const tags = element("ul", "cp-tags cp-plain");
  for (const theme of (meta.themes ?? "").split(", ").filter(Boolean)) {
    const text = element("span", "", ...withMarks(theme, words));
    tags.append(element("li", `cp-tag cp-tag--${meta.stance}`, text));
  }
  return tags;
}
