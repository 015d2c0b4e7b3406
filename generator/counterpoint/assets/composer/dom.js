// Elements: made, found, filled.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "class") made.className = value;
    else if (key === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

export function part(root, name) {
  return root.querySelector(`[data-cp-part="${name}"]`);
}

// Show a word of a vocabulary in a select, also one that it does not know.
export function choose(select, value, words = value) {
  if (value && ![...select.options].some((option) => option.value === value)) {
    select.append(element("option", { value }, words));
  }
  select.value = value;
}

export function radio(root, name, value) {
  for (const one of root.querySelectorAll(`input[name="${name}"]`)) one.checked = one.value === value;
}

export function chosen(root, name) {
  return root.querySelector(`input[name="${name}"]:checked`)?.value ?? "";
}

export function ticked(root, name) {
  return [...root.querySelectorAll(`input[name="${name}"]:checked`)].map((one) => one.value);
}
