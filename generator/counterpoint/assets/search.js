// Search: the keys and the field in every page's header; its modules are loaded when needed.
(() => {
  "use strict";

  const own = document.currentScript.src;
  const load = (name) => import(new URL(`search/${name}.js`, own).href);
  const resultsPage = new URL("../../research/search/", own);
  const QUICK = 6;
  const PAUSE = 120;

  function unavailable() {
    return window.location.protocol === "file:"
      ? "Search needs a web server: type `counterpoint serve`."
      : "Search could not be loaded.";
  }

  // Returns what puts the results away.
  function attachField(form) {
    const field = form.querySelector("input");
    const panel = form.querySelector("[data-cp-found]");
    const status = panel.querySelector("[role=status]");
    const list = panel.querySelector("ol");
    let asked = 0;
    let timer;

    const close = () => {
      asked++;
      panel.hidden = true;
    };

    function say(words) {
      status.textContent = words;
      panel.hidden = false;
    }

    async function show() {
      const mine = ++asked;
      const query = field.value.trim();
      if (!query) return close();
      try {
        const [{ ask }, { counted, element, quickResult, replace }] = await Promise.all([load("engine"), load("showing")]);
        const isWanted = () => mine === asked;
        const draw = async ({ results, words }) => {
          const first = await Promise.all(results.slice(0, QUICK).map((one) => one.data()));
          if (isWanted()) replace(list, first.map((found) => quickResult(found, words)));
        };
        const early = async (some) => {
          await draw(some);
          if (isWanted() && some.results.length) say("First results; still looking for more");
        };
        const answer = await ask(query, {}, { early, isWanted });
        if (!isWanted()) return;
        await draw(answer);
        if (!isWanted()) return;
        const number = answer.results.length;
        const link = element("a", "cp-find__all", number ? `All ${number.toLocaleString("en")} results, with filters` : "Look for it on the search page");
        const all = new URL(resultsPage);
        all.searchParams.set("q", query);
        link.href = all.href;
        list.append(element("li", "", link));
        const unknown = answer.unknown.map((word) => `“${word}”`).join(", ");
        const found = counted(number);
        say(number === 0 ? `Nothing found for “${query}”` : unknown ? `${found} without ${unknown}` : found);
      } catch {
        if (mine === asked) say(unavailable());
      }
    }

    function move(step) {
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      stops[(at + step + stops.length) % stops.length].focus();
    }

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE);
    });
    field.addEventListener("focus", () => {
      load("engine").then(({ prepare }) => prepare()).catch(() => {});
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
    return close;
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

  async function attachPage(form) {
    try {
      (await load("page")).attachPage(form);
    } catch {
      form.querySelector("[data-cp-status]").textContent = unavailable();
    }
  }

  const find = document.querySelector("[data-cp-find]");
  const putAway = find ? attachField(find) : () => {};
  attachKeys(find);

  // With instant navigation the header stays while the address that its links go by changes.
  if (find) find.action = resultsPage.href;
  for (const link of document.querySelectorAll(".cp-find-link")) link.href = resultsPage.href;

  function start() {
    putAway();
    const page = document.querySelector("[data-cp-search]:not([data-cp-attached])");
    if (!page) return;
    page.dataset.cpAttached = "";
    attachPage(page);
  }

  if (window.document$) window.document$.subscribe(start);
  else start();
})();
