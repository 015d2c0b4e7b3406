// What to do next: words nobody used are named, and offers change the search.
import { ask } from "./engine.js";
import { facetOf, labelOf, tick } from "./facets.js";
import { element } from "./showing.js";
import { split, telling } from "./words.js";

const MOST = 6;
const SHORTEST = 4;
const LONGEST_ENDING = 3;
const FEW = 3;

function offer(label, number, change) {
  const button = element("button", "cp-offer", label);
  button.type = "button";
  if (number !== null) button.append(" ", element("span", "cp-search__count", number.toLocaleString("en")));
  button.addEventListener("click", change);
  return element("li", "", button);
}

function listed(title, offers) {
  return offers.length ? [element("p", "", title), element("ul", "cp-offers cp-plain", ...offers)] : [];
}

// The same word but for its ending: "administrators" names "Administrator", "leave" no "leader".
function isForm(word, other) {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same++;
  const ending = Math.max(word.length, other.length) - same;
  const isWhole = same === Math.min(word.length, other.length);
  return isWhole ? ending < LONGEST_ENDING : same > SHORTEST && ending <= LONGEST_ENDING;
}

// Words that name a box: everything of a persona, say, instead of where its name is spoken.
function narrowing(field, boxes) {
  const said = telling(field.value).filter((word) => word.length >= SHORTEST);
  const names = (box) =>
    said.filter((word) => split(labelOf(box)).some((one) => isForm(word, one)));
  return boxes
    .filter((box) => box.name !== "type" && !box.checked && names(box).length)
    .slice(0, MOST)
    .map((box) =>
      offer(`${facetOf(box)}: ${labelOf(box)}`, null, () => {
        const named = new Set(names(box));
        const left = telling(field.value).filter((word) => !named.has(word));
        field.value = left.some((word) => word.length >= SHORTEST) ? left.join(" ") : "";
        tick(box);
      })
    );
}

async function dropping(answer, { boxes, chosen }) {
  const howMany = async (filters) => (await answer.within(filters)).results.length;
  const offers = [];
  for (const facet of Object.keys(chosen())) {
    const number = await howMany(chosen(facet));
    const own = boxes.filter((box) => box.name === facet && box.checked);
    const label = `Without ${facetOf(own[0])}: ${own.map(labelOf).join(", ")}`;
    if (number) offers.push(offer(label, number, () => own.forEach((box) => (box.checked = false))));
  }
  const all = await howMany({});
  const clear = () => boxes.forEach((box) => (box.checked = false));
  if (all && offers.length !== 1) offers.push(offer("Without any filter", all, clear));
  return offers;
}

async function single(words, field, { chosen }) {
  const answers = await Promise.all(words.map((word) => ask(word, chosen())));
  return words
    .map((word, at) => [word, answers[at].results.length])
    .filter(([, number]) => number)
    .map(([word, number]) => offer(`“${word}”`, number, () => (field.value = word)));
}

function mostly({ whole }) {
  if (whole === 0) return "Nothing holds all of these words. These hold most of them.";
  const first = whole === 1 ? "first holds" : `first ${whole} hold`;
  return `Only the ${first} all of these words. The others hold most of them.`;
}

export async function advice(answer, field, facets) {
  const isEmpty = answer.results.length === 0;
  const isNarrowed = Object.keys(facets.chosen()).length > 0;
  const isFew = (answer.isPartial || answer.results.length < FEW) && answer.words.length > 1;
  const without = isEmpty && isNarrowed ? await dropping(answer, facets) : [];
  const apart = isFew && answer.term ? await single(answer.words, field, facets) : [];
  const named = answer.unknown.map((word) => `“${word}”`).join(", ");
  return [
    ...(named && !isEmpty ? [element("p", "", `Nobody says ${named}: these are the results without.`)] : []),
    ...(answer.isPartial ? [element("p", "", mostly(answer))] : []),
    ...listed("Nothing holds this with the boxes that are ticked. Try it", without),
    ...listed(isEmpty ? "Nothing holds all of these words. One at a time" : "One word at a time", apart),
    ...listed(isEmpty ? "Or everything of" : "Narrow down to", narrowing(field, facets.boxes)),
    ...(isEmpty
      ? [element("p", "", "Another word for it may help: themes are found by their other names too. Or start from one of these pages.")]
      : []),
  ];
}
