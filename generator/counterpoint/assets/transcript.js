/* In a transcript: lights up the evidence in the address, in the text, in the margin and on the map,
   and steps from one piece to the next. */
(() => {
  const addressed = () => decodeURIComponent(location.hash.slice(1));
  const ticks = () => [...document.querySelectorAll("[data-cp-to]")];

  const light = () => {
    const anchor = addressed();
    for (const part of document.querySelectorAll("[data-cp-of], [data-cp-to]")) {
      const anchors = (part.dataset.cpOf ?? part.dataset.cpTo).split(" ");
      part.classList.toggle("cp-lit", anchors.includes(anchor));
    }
    count(ticks().findIndex((tick) => tick.dataset.cpTo === anchor));
  };

  const count = (at) => {
    const shown = document.querySelector("[data-cp-at]");
    if (!shown) return;
    shown.dataset.cpAll ??= shown.value;
    shown.value = at < 0 ? shown.dataset.cpAll : `${at + 1} of ${shown.dataset.cpAll}`;
  };

  const topOf = (tick) => document.getElementById(tick.dataset.cpTo)?.getBoundingClientRect().top ?? 0;

  /* From the piece in the address while it is in sight, else from where the reader has scrolled. */
  const step = (by) => {
    const all = ticks();
    const at = all.findIndex((tick) => tick.dataset.cpTo === addressed());
    if (at >= 0 && topOf(all[at]) >= 0 && topOf(all[at]) <= innerHeight) return all[(at + by + all.length) % all.length];
    const middle = innerHeight / 2;
    return by > 0
      ? all.find((tick) => topOf(tick) > middle) ?? all[0]
      : all.findLast((tick) => topOf(tick) < middle) ?? all.at(-1);
  };

  const nearest = (x) => {
    const away = (tick) => {
      const box = tick.getBoundingClientRect();
      return Math.abs(x - (box.left + box.right) / 2);
    };
    return ticks().reduce((one, other) => (away(other) < away(one) ? other : one));
  };

  let pressed = null;
  const go = (tick) => location.replace(`#${encodeURIComponent(tick.dataset.cpTo)}`);

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".cp-map [data-cp-step]");
    const map = event.target.closest(".cp-map svg");
    if (button) {
      pressed = button;
      go(step(Number(button.dataset.cpStep)));
    }
    else if (map && !event.target.closest("a")) go(nearest(event.clientX));
  });

  const start = () => {
    for (const button of document.querySelectorAll(".cp-map [data-cp-step]")) button.hidden = false;
    light();
  };

  /* Going to another place takes the focus off the button, which the next step needs. */
  const arrive = () => {
    light();
    pressed?.focus({ preventScroll: true });
    pressed = null;
  };

  window.addEventListener("hashchange", arrive);
  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();
