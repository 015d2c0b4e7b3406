/* Buttons that copy a citation; without this script they stay hidden and the text stands beside. */
(() => {
  const ready = (start) =>
    window.document$ ? window.document$.subscribe(start) : document.addEventListener("DOMContentLoaded", start);

  const copy = async (button) => {
    const words = button.textContent;
    const around = button.closest(".cp-tagged, .cp-cite");
    try {
      await navigator.clipboard.writeText(around.querySelector("[data-cp-citation]").textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy it from below";
      around.querySelector("details")?.setAttribute("open", "");
    }
    setTimeout(() => { button.textContent = words; }, 2000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-cp-copy]");
    if (button) copy(button);
  });
  ready(() => {
    for (const button of document.querySelectorAll("[data-cp-copy]")) button.hidden = false;
  });
})();
