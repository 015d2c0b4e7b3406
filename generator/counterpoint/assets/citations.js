// Notes at citations: kept inside the window, put away with Escape.
(() => {
  "use strict";
  const GAP = 8;

  function place(link) {
    const note = link.nextElementSibling;
    if (!note?.classList.contains("cp-cite__note")) return;
    link.classList.remove("cp-cite--dismissed");
    note.style.removeProperty("margin-left");
    const beyond = note.getBoundingClientRect().right + GAP - document.documentElement.clientWidth;
    if (beyond > 0) note.style.marginLeft = `${-beyond}px`;
  }

  for (const link of document.querySelectorAll("a.cp-cite")) {
    link.addEventListener("mouseenter", () => place(link));
    link.addEventListener("focus", () => place(link));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const link of document.querySelectorAll("a.cp-cite:hover, a.cp-cite:focus, a.cp-cite:has(+ .cp-cite__note:hover)")) {
      link.classList.add("cp-cite--dismissed");
    }
  });
})();
