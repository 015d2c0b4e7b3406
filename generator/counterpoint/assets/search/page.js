// The search page: words and boxes in, results out; all of it in the address.
import { ask, howMany, isLike, pagefind, split, telling, unavailable } from "./engine.js";
import { element, result } from "./showing.js";

const AT_ONCE = 20;
const MOST_OFFERS = 6;
const SHORTEST_OFFERED = 4;
const FEW = 3;

function counted(number) {
  return number === 1 ? "1 result" : `${number.toLocaleString("en")} results`;
}

export function attachPage(form) {
  const field = form.querySelector("#cp-search-words");
  const order = form.querySelector("[name=order]");
  const boxes = [...form.querySelectorAll("[data-cp-facet] input")];
  const status = form.querySelector("[data-cp-status]");
  const offers = form.querySelector("[data-cp-offers]");
  const start = form.querySelector("[data-cp-start]");
  const list = form.querySelector("[data-cp-results]");
  const more = form.querySelector("[data-cp-more]");
  const signs = new Map(
    [...document.querySelectorAll("[data-cp-sign]")].map((one) => [
      one.dataset.cpSign,
      { look: one.dataset.cpLook, sign: one.querySelector("svg") },
    ])
  );
  let asked = 0;
  let waiting = [];
  let words = [];

  const labelOf = (box) => box.closest("label").querySelector("span").textContent;
  const facetOf = (box) => box.closest("[data-cp-facet]").querySelector("summary").textContent;

  function chosen(except = "") {
    const filters = {};
    for (const box of boxes) {
      if (box.checked && box.name !== except) (filters[box.name] ??= { any: [] }).any.push(box.value);
    }
    return filters;
  }

  function read() {
    const given = new URLSearchParams(window.location.search);
    field.value = given.get("q") ?? "";
    order.value = given.get("order") ?? "";
    for (const box of boxes) {
      box.checked = given.getAll(box.name).includes(box.value);
      if (box.checked) box.closest("[data-cp-facet]").open = true;
    }
  }

  function remember(isStep) {
    const query = new URLSearchParams();
    if (field.value.trim()) query.set("q", field.value.trim());
    if (order.value) query.set("order", order.value);
    for (const box of boxes) if (box.checked) query.append(box.name, box.value);
    const address = new URL(window.location.href);
    address.search = query.toString();
    address.hash = "";
    if (address.href === window.location.href) return;
    window.history[isStep ? "pushState" : "replaceState"](null, "", address);
  }

  // A facet's counts say what ticking a box would give, its own boxes left out.
  async function count(answer) {
    const engine = await pagefind();
    for (const facet of new Set(boxes.map((box) => box.name))) {
      const own = boxes.filter((box) => box.name === facet);
      const isChosen = own.some((box) => box.checked) && answer.term !== "";
      const counts = isChosen
        ? (await engine.search(answer.term, { filters: chosen(facet) })).filters[facet]
        : answer.filters[facet];
      for (const box of own) {
        const number = counts?.[box.value] ?? 0;
        const label = box.closest("label");
        label.hidden = number === 0 && !box.checked;
        label.querySelector("[data-cp-count]").textContent = number;
      }
      own[0].closest("[data-cp-facet]").hidden = own.every((box) => box.closest("label").hidden);
    }
  }

  // --- what to do next: offers that change the search ----------------------------------------

  function offer(label, number, change) {
    const button = element("button", "cp-offer", label);
    button.type = "button";
    if (number !== null) button.append(" ", element("span", "cp-search__count", String(number)));
    button.addEventListener("click", () => {
      change();
      changed(0, true);
      field.focus();
    });
    return element("li", "", button);
  }

  function offered(title, found) {
    if (found.length) offers.append(element("p", "", title), element("ul", "cp-offers cp-plain", ...found));
  }

  // Words that name a box: everything of a persona, say, instead of where its name is spoken.
  function narrowing(query) {
    const said = telling(query).filter((word) => word.length >= SHORTEST_OFFERED);
    const names = (box) => said.filter((word) => split(labelOf(box)).some((one) => isLike(word, one) && isLike(one, word)));
    return boxes
      .filter((box) => box.name !== "type" && !box.checked && names(box).length)
      .slice(0, MOST_OFFERS)
      .map((box) =>
        offer(`${facetOf(box)}: ${labelOf(box)}`, null, () => {
          const named = new Set(names(box));
          const left = telling(field.value).filter((word) => !named.has(word));
          field.value = left.some((word) => word.length >= SHORTEST_OFFERED) ? left.join(" ") : "";
          box.checked = true;
          box.closest("[data-cp-facet]").open = true;
        })
      );
  }

  async function dropping(term) {
    const found = [];
    for (const facet of Object.keys(chosen())) {
      const number = await howMany(term, chosen(facet));
      const own = boxes.filter((box) => box.name === facet && box.checked);
      const label = `Without ${facetOf(own[0])}: ${own.map(labelOf).join(", ")}`;
      if (number) found.push(offer(label, number, () => own.forEach((box) => (box.checked = false))));
    }
    const all = await howMany(term);
    const clear = () => boxes.forEach((box) => (box.checked = false));
    if (all && found.length !== 1) found.push(offer("Without any filter", all, clear));
    return found;
  }

  async function single(used) {
    const numbers = await Promise.all(used.map((word) => howMany(word, chosen())));
    return used
      .map((word, at) => [word, numbers[at]])
      .filter(([, number]) => number)
      .map(([word, number]) => offer(`“${word}”`, number, () => (field.value = word)));
  }

  async function advise(answer, query, mine) {
    const isEmpty = answer.results.length === 0;
    const without = isEmpty && Object.keys(chosen()).length ? await dropping(answer.term) : [];
    const isFew = answer.results.length < FEW && answer.words.length > 1;
    const apart = isFew && answer.term ? await single(answer.words) : [];
    if (mine !== asked) return;
    offers.replaceChildren();
    const quoted = answer.unknown.map((word) => `“${word}”`).join(", ");
    if (quoted && !isEmpty) offers.append(element("p", "", `Nobody says ${quoted}: these are the results without.`));
    offered("Nothing holds this with the boxes that are ticked. Try it", without);
    offered(isEmpty ? "Nothing holds all of these words. One at a time" : "One word at a time", apart);
    offered(isEmpty ? "Or everything of" : "Narrow down to", query ? narrowing(query) : []);
    if (isEmpty) {
      offers.append(element("p", "", "Another word for it may help: themes are found by their other names too. Or start from one of these pages."));
    }
  }

  // --- searching -----------------------------------------------------------------------------

  async function showMore(number = AT_ONCE) {
    const mine = asked;
    const next = await Promise.all(waiting.splice(0, number).map((one) => one.data()));
    if (mine !== asked) return;
    list.append(...next.map((found) => result(found, words, signs)));
    more.hidden = waiting.length === 0;
    document.dispatchEvent(new Event("cp-cards"));
  }

  function headline(answer, query, isIdle) {
    const number = answer.results.length;
    if (isIdle) return `${counted(number).replace("results", "")}pieces of evidence, transcripts and pages to search`;
    if (number) return counted(number);
    return query ? `Nothing found for “${query}”` : "Nothing found";
  }

  async function search() {
    const mine = ++asked;
    const query = field.value.trim();
    const filters = chosen();
    const isIdle = !query && Object.keys(filters).length === 0;
    // Where there are no words to match, the newest come first.
    const sorted = order.value || (query ? "" : "desc");
    try {
      await (await pagefind()).filters();
      const answer = await ask(query, filters, sorted);
      if (mine !== asked) return;
      await count(answer);
      await advise(answer, query, mine);
      if (mine !== asked) return;
      words = answer.words;
      waiting = isIdle ? [] : answer.results;
      list.replaceChildren();
      start.hidden = !isIdle && answer.results.length > 0;
      offers.hidden = isIdle;
      status.textContent = headline(answer, query, isIdle);
      await showMore(window.history.state?.cpShown);
    } catch {
      status.textContent = unavailable();
    }
    form.dataset.cpSearch = "ready";
  }

  let timer;
  function changed(delay, isStep) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      remember(isStep);
      search();
    }, delay);
  }

  // Coming back from a transcript shows as many results as before, at the same place.
  async function comeBack() {
    const { cpShown, cpScroll } = window.history.state ?? {};
    read();
    await search();
    if (cpShown) window.scrollTo(0, cpScroll);
  }

  list.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    const state = { cpShown: list.children.length, cpScroll: window.scrollY };
    window.history.replaceState({ ...window.history.state, ...state }, "");
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...list.querySelectorAll(".cp-search__title a, a.cp-context")];
    const at = stops.indexOf(event.target);
    const next = at < 0 ? null : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(0, true);
  });
  form.addEventListener("reset", () => changed(0, true));
  field.addEventListener("input", () => changed(150, false));
  order.addEventListener("change", () => changed(0, true));
  for (const box of boxes) box.addEventListener("change", () => changed(0, true));
  more.addEventListener("click", () => showMore());
  window.addEventListener("popstate", comeBack);
  const isNarrow = window.matchMedia("(max-width: 44.9em)").matches;
  comeBack();
  if (isNarrow && !boxes.some((box) => box.checked)) {
    form.querySelector("[data-cp-narrow]").open = false;
  }
}
