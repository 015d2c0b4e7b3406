// The search page: words and boxes in, results out; all of it in the address.
import { AT_ONCE, reader } from "./batches.js";
import { ask, prepare, sizeOfStudy, unavailable } from "./engine.js";
import { attachFacets } from "./facets.js";
import { advice } from "./offers.js";
import { counted, replace, result } from "./showing.js";

const PAUSE = 150;

function headline(number, query) {
  if (number) return counted(number);
  return query ? `Nothing found for “${query}”` : "Nothing found";
}

export function attachPage(form) {
  const field = form.querySelector("#cp-search-words");
  const order = form.querySelector("[name=order]");
  const status = form.querySelector("[data-cp-status]");
  const offers = form.querySelector("[data-cp-offers]");
  const start = form.querySelector("[data-cp-start]");
  const list = form.querySelector("[data-cp-results]");
  const more = form.querySelector("[data-cp-more]");
  const facets = attachFacets(form);
  const signs = new Map(
    [...document.querySelectorAll("[data-cp-sign]")].map((one) => [
      one.dataset.cpSign,
      { look: one.dataset.cpLook, sign: one.querySelector("svg") },
    ])
  );
  let asked = 0;
  let answer = null;
  let read = null;

  function readAddress() {
    const given = new URLSearchParams(window.location.search);
    field.value = given.get("q") ?? "";
    order.value = given.get("order") ?? "";
    facets.read(given);
  }

  function remember(isStep) {
    const query = new URLSearchParams();
    if (field.value.trim()) query.set("q", field.value.trim());
    if (order.value) query.set("order", order.value);
    for (const box of facets.boxes) if (box.checked) query.append(box.name, box.value);
    const address = new URL(window.location.href);
    address.search = query.toString();
    address.hash = "";
    if (address.href === window.location.href) return;
    window.history[isStep ? "pushState" : "replaceState"](null, "", address);
  }

  function drawn(found) {
    return found.map((one) => result(one, answer.words, signs));
  }

  function shown() {
    more.hidden = !answer || list.children.length >= answer.results.length;
    document.dispatchEvent(new Event("cp-cards"));
  }

  function put(items) {
    replace(list, items);
    shown();
  }

  async function showMore() {
    const mine = asked;
    const found = await read();
    if (mine !== asked) return;
    list.append(...drawn(found));
    shown();
  }

  async function showStart(mine) {
    answer = null;
    offers.replaceChildren();
    put([]);
    start.hidden = false;
    const size = (await sizeOfStudy()).toLocaleString("en");
    if (mine !== asked) return;
    status.textContent = `${size} pieces of evidence, transcripts and pages to search`;
    await facets.update(null);
  }

  // What some shards found, until all have answered.
  async function showEarly(given, isWanted) {
    const found = await reader(given, {}, "")();
    if (!found.length || !isWanted()) return;
    answer = given;
    offers.replaceChildren();
    put(drawn(found));
    more.hidden = true;
    start.hidden = true;
    status.textContent = "First results; still looking for more";
  }

  // Results are shown before anything is loaded that only says what else there is.
  async function showAnswer(query, mine) {
    const filters = facets.chosen();
    const isWanted = () => mine === asked;
    // Where there are no words to match, the newest come first.
    const by = order.value || (query ? "" : "desc");
    const early = by ? undefined : (some) => showEarly(some, isWanted);
    const given = await ask(query, filters, { early, isWanted });
    if (!isWanted()) return;
    const further = reader(given, filters, by);
    const found = await further(window.history.state?.cpShown ?? AT_ONCE);
    if (!isWanted()) return;
    answer = given;
    read = further;
    offers.replaceChildren();
    put(drawn(found));
    start.hidden = answer.results.length > 0 && !answer.isPartial;
    status.textContent = headline(answer.results.length, query);
    const next = await advice(answer, field, facets);
    if (!isWanted()) return;
    offers.replaceChildren(...next);
    await facets.update(answer);
  }

  async function search() {
    const mine = ++asked;
    const query = field.value.trim();
    const isIdle = !query && Object.keys(facets.chosen()).length === 0;
    try {
      await (isIdle ? showStart(mine) : showAnswer(query, mine));
    } catch {
      status.textContent = unavailable();
    }
    if (mine === asked) form.dataset.cpSearch = "ready";
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
    if (!form.isConnected) return;
    const { cpShown, cpScroll } = window.history.state ?? {};
    readAddress();
    await search();
    if (cpShown) window.scrollTo(0, cpScroll);
  }

  list.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    const state = { cpShown: list.children.length, cpScroll: window.scrollY };
    window.history.replaceState({ ...window.history.state, ...state }, "");
  });

  offers.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    changed(0, true);
    field.focus();
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
  field.addEventListener("focus", () => prepare().catch(() => {}));
  field.addEventListener("input", () => changed(PAUSE, false));
  order.addEventListener("change", () => changed(0, true));
  for (const box of facets.boxes) box.addEventListener("change", () => changed(0, true));
  more.addEventListener("click", showMore);
  window.addEventListener("popstate", comeBack);
  comeBack();
}
