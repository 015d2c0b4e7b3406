// Brings the composer to life on its page; its modules and its look are loaded nowhere else.
(() => {
  "use strict";

  const folder = new URL("composer/", document.currentScript.src);

  const dressed = () => new Promise((done, failed) => {
    const look = document.createElement("link");
    Object.assign(look, { rel: "stylesheet", href: new URL("composer.css", folder).href, onload: done, onerror: failed });
    document.head.append(look);
  });

  async function start() {
    const root = document.querySelector("[data-cp-composer]");
    if (!root || root.dataset.cpComposer) return;
    root.dataset.cpComposer = "starting";
    try {
      const [composer] = await Promise.all([import(new URL("main.js", folder).href), dressed()]);
      composer.start(root);
    } catch (problem) {
      const words = document.createElement("p");
      words.className = "cp-notice";
      words.textContent = window.location.protocol === "file:"
        ? "The composer needs a web server: type `counterpoint serve`."
        : "The composer could not be started.";
      root.before(words);
      if (window.location.protocol !== "file:") throw problem;
    }
  }

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();
