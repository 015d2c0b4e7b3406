/* Sorts and filters tables in the page and keeps the state in the address; without it they are
   complete as they stand. Tables of which the address says nothing wait until the page is at rest. */
(() => {
  const atRest = window.requestIdleCallback ?? ((work) => setTimeout(work));
  // What `innerText` would say, without having the page laid out for it.
  const wordsOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const valueOf = (cell) => cell?.dataset.value ?? wordsOf(cell);
  const choicesOf = (cell) => [...(cell?.querySelectorAll(".cp-badge span, a") ?? [])].map(wordsOf).filter(Boolean);
  const nameOf = (table) => table.id.replace("table_", "");

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const setUp = (table, state) => {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    const key = (name) => `${nameOf(table)}.${name}`;
    const slug = (column) => heads[column].dataset.cpName;
    const filters = new Map();
    const count = make("output", { role: "status" });

    const remember = (name, value) => {
      if (value) state.set(key(name), value);
      else state.delete(key(name));
      const search = state.toString();
      history.replaceState(history.state, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
    };

    const sort = (column, direction) => {
      const isNumber = "cpNumber" in heads[column].dataset;
      const value = (row) => valueOf(row.cells[column]);
      const sorted = [...rows].sort((one, other) =>
        isNumber
          ? parseFloat(value(one).replace(/,/g, "") || 0) - parseFloat(value(other).replace(/,/g, "") || 0)
          : value(one).localeCompare(value(other), undefined, { numeric: true }),
      );
      if (direction === "descending") sorted.reverse();
      table.tBodies[0].append(...sorted);
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[column].setAttribute("aria-sort", direction);
    };

    const fits = (row) =>
      [...filters].every(([column, wanted]) => {
        if (!wanted) return true;
        if (column === -1) return wordsOf(row).toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
        const cell = row.cells[column];
        return valueOf(cell) === wanted || wordsOf(cell) === wanted || choicesOf(cell).includes(wanted);
      });

    const filter = () => {
      for (const row of rows) row.hidden = !fits(row);
      const shown = rows.filter((row) => !row.hidden).length;
      count.value = shown < rows.length ? `${shown} of ${rows.length} shown` : `${shown} shown`;
    };

    const bar = make("div", { className: "cp-filters" });
    const find = make("input", { type: "search" });
    find.addEventListener("input", () => { filters.set(-1, find.value); remember("find", find.value); filter(); });
    const isLong = rows.length > 8;
    if (isLong) bar.append(make("label", {}, "Find in this table", find));

    heads.forEach((head, column) => {
      head.dataset.cpName = wordsOf(head).toLowerCase().replace(/[^a-z0-9]+/g, "-");
      const button = make("button", { type: "button", className: "cp-sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const mostFirst = "cpNumber" in head.dataset && !("cpRank" in head.dataset);
        const start = mostFirst ? "descending" : "ascending";
        const other = mostFirst ? "ascending" : "descending";
        const direction = head.getAttribute("aria-sort") === start ? other : start;
        sort(column, direction);
        remember("sort", `${slug(column)} ${direction}`);
      });
      if (!isLong || !("cpFilter" in head.dataset)) return;
      const values = new Set(rows.flatMap((row) => {
        const choices = choicesOf(row.cells[column]);
        return choices.length ? choices : [wordsOf(row.cells[column])];
      }).filter(Boolean));
      if (values.size < 2) return;
      const select = make("select", {}, make("option", { value: "" }, "All"),
        ...[...values].sort((one, other) => one.localeCompare(other, undefined, { numeric: true })).map((value) => make("option", { value }, value)));
      select.addEventListener("change", () => { filters.set(column, select.value); remember(slug(column), select.value); filter(); });
      bar.append(make("label", {}, wordsOf(button), select));
      const wanted = state.get(key(slug(column)));
      if (wanted && values.has(wanted)) { select.value = wanted; filters.set(column, wanted); }
    });

    bar.append(count);
    if (isLong) table.before(bar);
    find.value = state.get(key("find")) ?? "";
    filters.set(-1, find.value);
    const [name, direction] = (state.get(key("sort")) ?? "").split(" ");
    const column = heads.findIndex((head) => head.dataset.cpName === name);
    if (column >= 0 && ["ascending", "descending"].includes(direction)) sort(column, direction);
    filter();
  };

  const start = () => {
    const state = new URLSearchParams(location.search);
    const target = document.querySelector(":target");
    const isAddressed = (table) =>
      table.contains(target) || [...state.keys()].some((key) => key.startsWith(`${nameOf(table)}.`));
    for (const table of document.querySelectorAll("table[data-cp-sortable]:not([data-cp-ready])")) {
      table.dataset.cpReady = "";
      if (isAddressed(table)) setUp(table, state);
      else atRest(() => setUp(table, state));
    }
  };

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();
