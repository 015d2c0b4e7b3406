// Search: the field in every page's header and the search page, both on Pagefind's index.
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  const resultsPage = new URL("research/search/", root);
  const QUICK = 6;
  const AT_ONCE = 20;
  const LONGEST_QUOTE = 400;
  let engine;

  function pagefind() {
    engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (module) => {
      await module.options({ excerptLength: 36 });
      await module.init();
      return module;
    });
    return engine;
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  // Pagefind's excerpts are text with entities and <mark>; nothing else is taken over.
  function marked(excerpt) {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    return [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent
    );
  }

  function typeOf(found) {
    return found.filters?.type?.[0] ?? "page";
  }

  // The words themselves are part of a transcript's address, so that the browser shows them.
  function textDirective(excerpt) {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    const mark = parsed.querySelector("mark");
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

  function addressOf(found) {
    const address = new URL(found.meta.url, root);
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
    const { quote } = found.meta;
    if (!quote || quote.length > LONGEST_QUOTE) return marked(found.excerpt);
    const parsed = new DOMParser().parseFromString(found.excerpt, "text/html").body;
    const hits = [...parsed.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase());
    return quote.split(/(\s+)/).map((word) =>
      word.trim() && hits.includes(word.toLowerCase()) ? element("mark", "", word) : word
    );
  }

  // As everywhere on the site: 2 March 2026.
  const inWords = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

  function dayOf(found) {
    const { date } = found.meta;
    return date ? inWords.format(new Date(`${date}T00:00:00Z`)) : "";
  }

  function sourceOf(found, separator = " · ") {
    const { speaker, persona, account, page } = found.meta;
    return [page, speaker, persona, account, dayOf(found)].filter(Boolean).join(separator);
  }

  // --- the field in the header -------------------------------------------------------------

  function quickResult(found) {
    const isEvidence = typeOf(found) === "evidence";
    const link = element(
      "a",
      "cp-find__result",
      element("span", "cp-find__title", isEvidence ? found.meta.themes : found.meta.title ?? ""),
      element("span", "cp-find__words", ...wordsOf(found)),
      element("span", "cp-find__source", sourceOf(found))
    );
    link.href = addressOf(found);
    return element("li", "", link);
  }

  function attachField(form) {
    const field = form.querySelector("input");
    const panel = form.querySelector("[data-cp-found]");
    const status = panel.querySelector("[role=status]");
    const list = panel.querySelector("ol");
    let asked = 0;

    const close = () => {
      panel.hidden = true;
    };

    async function show() {
      const mine = ++asked;
      const words = field.value.trim();
      if (!words) return close();
      let answer;
      try {
        answer = await (await pagefind()).debouncedSearch(words, {}, 120);
      } catch {
        panel.hidden = false;
        status.textContent = unavailable();
        return;
      }
      if (!answer || mine !== asked) return;
      const first = await Promise.all(answer.results.slice(0, QUICK).map((one) => one.data()));
      if (mine !== asked) return;
      list.replaceChildren(...first.map(quickResult));
      const all = new URL(resultsPage);
      all.searchParams.set("q", words);
      if (answer.results.length > first.length) {
        const link = element("a", "cp-find__all", `All ${answer.results.length} results`);
        link.href = all.href;
        list.append(element("li", "", link));
      }
      status.textContent = counted(answer.results.length);
      panel.hidden = false;
    }

    function move(step) {
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      stops[(at + step + stops.length) % stops.length].focus();
    }

    field.addEventListener("input", show);
    field.addEventListener("focus", () => {
      pagefind().catch(() => {});
      if (field.value.trim()) show();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (panel.hidden) return;
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        close();
        field.focus();
        close();
      }
    });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) close();
    });
  }

  function attachKeys(form) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey;
      const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!isSlash && !isK) return;
      event.preventDefault();
      event.stopPropagation();
      const field = document.getElementById("cp-search-words") ?? form?.querySelector("input");
      if (field?.checkVisibility?.() ?? field) {
        field.focus();
        field.select();
      } else {
        window.location.assign(resultsPage.href);
      }
    });
  }

  // --- the search page ---------------------------------------------------------------------

  function counted(number) {
    return number === 0 ? "Nothing found" : number === 1 ? "1 result" : `${number} results`;
  }

  function unavailable() {
    return window.location.protocol === "file:"
      ? "Search needs a web server: type `counterpoint serve`."
      : "The search index could not be loaded.";
  }

  function result(found, signs) {
    const type = typeOf(found);
    const side = signs.get(found.meta.side);
    const words = element("p", "", ...wordsOf(found));
    const title = element("a", "", type === "evidence" ? "in context" : found.meta.title ?? "");
    title.href = addressOf(found);
    if (type !== "evidence") {
      const heading = element("h2", "cp-search__title", title);
      const source = element("p", "cp-source", element("span", "", sourceOf(found)));
      return element("li", "cp-search__result", heading, words, source);
    }
    const name = element("span", `cp-side cp-is-${side?.look ?? "measured"}`);
    if (side?.sign) name.append(side.sign.cloneNode(true));
    name.append(element("span", "", found.meta.speaker ?? "Measured"));
    const rest = [found.meta.persona, found.meta.account, dayOf(found)]
      .filter(Boolean)
      .map((word) => element("span", "", word));
    title.append(element("span", "cp-hidden", `: ${found.meta.title}`));
    title.className = "cp-context";
    const caption = element("figcaption", "", element("span", "cp-source", name, ...rest, " ", title));
    const tags = element("ul", "cp-tags cp-plain");
    for (const theme of (found.meta.themes ?? "").split(", ").filter(Boolean)) {
      tags.append(element("li", `cp-tag cp-tag--${found.meta.stance}`, element("span", "", theme)));
    }
    caption.append(tags);
    const quotation = element("blockquote", "cp-words", words);
    const look = side?.look ?? "measured";
    return element("li", "", element("figure", `cp-card cp-is-${look}`, quotation, caption));
  }

  function attachPage(form) {
    const field = form.querySelector("#cp-search-words");
    const boxes = [...form.querySelectorAll("[data-cp-facet] input")];
    const status = form.querySelector("[data-cp-status]");
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
      for (const box of boxes) {
        box.checked = given.getAll(box.name).includes(box.value);
        if (box.checked) box.closest("[data-cp-facet]").open = true;
      }
    }

    function remember() {
      const query = new URLSearchParams();
      if (field.value.trim()) query.set("q", field.value.trim());
      for (const box of boxes) if (box.checked) query.append(box.name, box.value);
      const address = new URL(window.location.href);
      address.search = query.toString();
      address.hash = "";
      window.history.replaceState(null, "", address);
    }

    // A facet's counts say what ticking a box would give, its own boxes left out.
    async function count(engine_, words, answer) {
      const facets = new Set(boxes.map((box) => box.name));
      for (const facet of facets) {
        const own = boxes.filter((box) => box.name === facet);
        const isChosen = own.some((box) => box.checked);
        const counts = isChosen
          ? (await engine_.search(words, { filters: chosen(facet) })).filters[facet]
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

    async function showMore() {
      const mine = asked;
      const next = await Promise.all(waiting.splice(0, AT_ONCE).map((one) => one.data()));
      if (mine !== asked) return;
      list.append(...next.map((found) => result(found, signs)));
      more.hidden = waiting.length === 0;
    }

    async function search() {
      const mine = ++asked;
      const words = field.value.trim() || null;
      const filters = chosen();
      try {
        const engine_ = await pagefind();
        await engine_.filters();
        const answer = await engine_.search(words, { filters });
        if (mine !== asked) return;
        await count(engine_, words, answer);
        if (mine !== asked) return;
        const isIdle = !words && Object.keys(filters).length === 0;
        waiting = isIdle ? [] : answer.results;
        list.replaceChildren();
        status.textContent = isIdle
          ? `${answer.results.length} pieces of evidence, transcripts and pages to search`
          : counted(answer.results.length);
        await showMore();
      } catch {
        status.textContent = unavailable();
      }
      form.dataset.cpSearch = "ready";
    }

    let timer;
    function changed(delay) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        remember();
        search();
      }, delay);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      changed(0);
    });
    form.addEventListener("reset", () => changed(0));
    field.addEventListener("input", () => changed(150));
    for (const box of boxes) box.addEventListener("change", () => changed(0));
    more.addEventListener("click", showMore);
    window.addEventListener("popstate", () => {
      read();
      search();
    });
    read();
    const isNarrow = window.matchMedia("(max-width: 44.9em)").matches;
    if (isNarrow && !boxes.some((box) => box.checked)) {
      form.querySelector("[data-cp-narrow]").open = false;
    }
    search();
  }

  const find = document.querySelector("[data-cp-find]");
  const page = document.querySelector("[data-cp-search]");
  if (find) attachField(find);
  attachKeys(find);
  if (page) attachPage(page);
})();
