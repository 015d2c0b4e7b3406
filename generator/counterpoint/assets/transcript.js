/* In a transcript, lights up every run of words that belongs to the evidence in the address. */
(() => {
  const light = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    for (const lit of document.querySelectorAll(".cp-lit")) lit.classList.remove("cp-lit");
    if (!anchor) return;
    for (const part of document.querySelectorAll("[data-cp-of]")) {
      if (part.dataset.cpOf.split(" ").includes(anchor)) part.classList.add("cp-lit");
    }
  };

  window.addEventListener("hashchange", light);
  if (window.document$) window.document$.subscribe(light);
  else document.addEventListener("DOMContentLoaded", light);
})();
