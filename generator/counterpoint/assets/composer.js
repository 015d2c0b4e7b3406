// Brings the composer to life on its page; its modules are loaded nowhere else.
(() => {
  "use strict";

  const modules = new URL("composer/main.js", document.currentScript.src).href;

  async function start() {
    const root = document.querySelector("[data-cp-composer]");
    if (!root || root.dataset.cpComposer) return;
    root.dataset.cpComposer = "starting";
    try {
      (await import(modules)).start(root);
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
