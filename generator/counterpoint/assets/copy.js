/* Buttons on every quotation: its citation for a page of the repository, and its words, who said
   them, where the sides stand, address and date as plain text for a chat or a ticket. They are made
   where a reader comes near; the words come from the small data files that every build writes. */
(() => {
  const ready = (start) =>
    window.document$ ? window.document$.subscribe(start) : document.addEventListener("DOMContentLoaded", start);

  const INTERVIEWS = "/research/interviews/";

  /* Where a quotation stands: the site's root, the interview's id and the anchor. */
  const placeOf = (quotation) => {
    const link = quotation.querySelector("a.cp-context, a.cp-permalink");
    const url = new URL(link.href, location.href);
    const at = url.pathname.lastIndexOf(INTERVIEWS);
    const interview = decodeURIComponent(url.pathname.slice(at).split("/").filter(Boolean).pop());
    return { url: url.href, root: `${url.origin}${url.pathname.slice(0, at)}/`, interview, anchor: decodeURIComponent(url.hash.slice(1)) };
  };

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    return answer.json();
  };

  const evidenceOf = async (place) => {
    const found = await read(`${place.root}research/data/evidence/${encodeURIComponent(place.interview)}.json`);
    return { date: found.date, ...found.evidence[place.anchor] };
  };

  const day = (iso) =>
    new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));

  const forChat = async (place) => {
    const said = await evidenceOf(place);
    const own = said.themes.find((theme) => location.pathname.includes(`/research/themes/${theme}/`));
    const themes = await Promise.all((own ? [own] : said.themes).map((theme) => read(`${place.root}research/data/themes/${theme}.json`)));
    const standing = themes.map((theme) => theme.in_words);
    return [`“${said.quote}”`, `${said.who}, ${day(said.date)}`, ...standing, place.url].join("\n");
  };

  const citation = async (place) => (await evidenceOf(place)).citation;

  const written = (button) => {
    const code = button.closest(".cp-tagged, .cp-snippet, .cp-cite")?.querySelector("[data-cp-citation]");
    return code && button.dataset.cpCopy !== "chat" ? code.textContent : "";
  };

  const textFor = (button) => {
    const place = () => placeOf(button.closest(".cp-card, .cp-tagged"));
    if (button.dataset.cpCopy === "link") return place().url;
    return written(button) || (button.dataset.cpCopy === "chat" ? forChat(place()) : citation(place()));
  };

  const copy = async (button) => {
    const words = button.dataset.cpWords ??= button.textContent;
    try {
      await navigator.clipboard.writeText(await textFor(button));
      button.textContent = "Copied";
    } catch {
      button.textContent = "Could not copy";
      button.closest(".cp-tagged, .cp-snippet")?.querySelector("details")?.setAttribute("open", "");
    }
    setTimeout(() => { button.textContent = words; }, 2000);
  };

  const button = (kind, words, title) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "cp-copy", textContent: words, title });
    made.dataset.cpCopy = kind;
    return made;
  };
  const chat = () => button("chat", "For chat", "Copy for chat or ticket");

  const together = (...buttons) => {
    const made = Object.assign(document.createElement("span"), { className: "cp-copying" });
    made.append(...buttons);
    return made;
  };

  const equipped = (quotation) => {
    if (quotation.matches(".cp-tagged")) {
      quotation.querySelector(".cp-tagged__who")?.append(chat());
      return;
    }
    const context = quotation.querySelector("a.cp-context");
    if (!context) return;
    const buttons = quotation.closest(".cp-search") ? [button("link", "Link", "Copy link"), chat()] : [chat()];
    if (!context.hash.startsWith("#quote-")) buttons.unshift(button("citation", "Cite", "Copy citation"));
    context.after(together(...buttons));
  };

  const near = new IntersectionObserver((seen) => {
    for (const one of seen.filter((quotation) => quotation.isIntersecting)) {
      near.unobserve(one.target);
      equipped(one.target);
    }
  }, { rootMargin: "100%" });

  const equip = () => {
    for (const one of document.querySelectorAll("[data-cp-copy]")) one.hidden = false;
    for (const one of document.querySelectorAll("[data-cp-site]")) {
      const code = one.closest(".cp-snippet").querySelector("[data-cp-citation]");
      code.textContent = code.textContent.replaceAll("https://SITE/", new URL(one.dataset.cpSite, location.href).href);
    }
    for (const quotation of document.querySelectorAll(":is(.cp-card, .cp-tagged):not([data-cp-equipped])")) {
      quotation.dataset.cpEquipped = "";
      near.observe(quotation);
    }
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-cp-copy]");
    if (pressed) copy(pressed);
  });
  // Quotations that a script shows later.
  document.addEventListener("cp-cards", equip);
  ready(equip);
})();
