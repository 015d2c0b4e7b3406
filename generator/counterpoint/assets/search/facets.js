// The boxes that narrow a search down, each with how many results it would leave.
import { counts, everything } from "./engine.js";

const NARROW = "(max-width: 44.9em)";

export function labelOf(box) {
  return box.closest("label").querySelector("span").textContent;
}

export function facetOf(box) {
  return box.closest("[data-cp-facet]").querySelector("summary").textContent;
}

export function tick(box) {
  box.checked = true;
  box.closest("[data-cp-facet]").open = true;
}

export function attachFacets(form) {
  const narrow = form.querySelector("[data-cp-narrow]");
  const groups = [...form.querySelectorAll("[data-cp-facet]")].map((details) => {
    const boxes = [...details.querySelectorAll("input")];
    return { details, boxes, name: details.dataset.cpFacet, values: boxes.map((box) => box.value) };
  });
  const boxes = groups.flatMap((group) => group.boxes);
  let answer = null;

  function chosen(except = "") {
    const filters = {};
    for (const box of boxes) {
      if (box.checked && box.name !== except) (filters[box.name] ??= { any: [] }).any.push(box.value);
    }
    return filters;
  }

  function read(given) {
    for (const box of boxes) {
      if (given.getAll(box.name).includes(box.value)) tick(box);
      else box.checked = false;
    }
    narrow.open = !window.matchMedia(NARROW).matches;
  }

  function show(group, numbers) {
    for (const box of group.boxes) {
      const number = numbers?.[box.value] ?? 0;
      box.closest("label").hidden = number === 0 && !box.checked;
      box.closest("label").querySelector("[data-cp-count]").textContent = number.toLocaleString("en");
    }
    const isEmpty = group.boxes.every((box) => box.closest("label").hidden);
    group.details.querySelector("[data-cp-none]").hidden = !isEmpty;
  }

  const isOpen = (group) => narrow.open && group.details.open;

  // Before anybody asks for something, the numbers are those of the whole study; afterwards those
  // of a facet are counted once it is open.
  async function count() {
    const mine = answer;
    const counted = mine ? groups.filter(isOpen) : groups;
    const numbers = mine ? await counts(mine, counted, chosen()) : await everything();
    if (answer !== mine) return;
    if (numbers) for (const group of counted) show(group, numbers[group.name]);
    else groups.forEach(forget);
  }

  function forget(group) {
    for (const box of group.boxes) {
      box.closest("label").hidden = false;
      box.closest("label").querySelector("[data-cp-count]").textContent = "";
    }
    group.details.querySelector("[data-cp-none]").hidden = true;
  }

  // `found` is what the boxes are to narrow, or null for everything.
  function update(found) {
    answer = found;
    const ticked = boxes.filter((box) => box.checked).length;
    narrow.querySelector("[data-cp-ticked]").textContent = ticked ? `(${ticked})` : "";
    groups.filter((group) => !isOpen(group)).forEach(forget);
    return count();
  }

  for (const one of [narrow, ...groups.map((group) => group.details)]) {
    one.addEventListener("toggle", () => one.open && count().catch(() => {}));
  }
  return { boxes, chosen, read, update };
}
