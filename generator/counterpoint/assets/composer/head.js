// Front matter: read as far as the composer needs it, written key by key, so that what nobody
// changed stays as it was.

const PLAIN = /^[\p{L}\p{N}_(/][^\x00-\x1f\x7f-\x9f\u2028\u2029]*$/u;
const PLAIN_WORD = /^[\p{L}\p{N}_][\p{L}\p{N}_ .'’/-]*$/u;
const KEY = /^([\w-]+):(?:[ \t]+(.*)|)$/;

// --- reading --------------------------------------------------------------------------------

// The values of front matter and the lines of each key; `null` where it is written in a way that
// is not understood here.
export function readHead(text) {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  const chunks = [];
  for (const line of lines) {
    const key = /^([\w-]+):/.exec(line)?.[1];
    if (key) chunks.push({ key, lines: [line] });
    else if (chunks.length) chunks.at(-1).lines.push(line);
    else if (line.trim()) chunks.push({ key: "", lines: [line] });
  }
  try {
    return { values: mapping(meaningful(lines), 0).value, chunks, eol };
  } catch {
    return null;
  }
}

function meaningful(lines) {
  return lines
    .map((line) => ({ indent: line.length - line.trimStart().length, text: withoutComment(line.trim()), raw: line }))
    .filter((line) => line.text);
}

function withoutComment(text) {
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quote) quote = sign === quote && !(quote === '"' && text[at - 1] === "\\") ? "" : quote;
    else if (/["']/.test(sign) && /[\s[{,:]/.test(text[at - 1] ?? " ")) quote = sign;
    else if (sign === "#" && /\s/.test(text[at - 1] ?? " ")) return text.slice(0, at).trim();
  }
  return text;
}

function mapping(lines, at) {
  const { indent } = lines[at] ?? { indent: 0 };
  const value = {};
  let next = at;
  while (next < lines.length && lines[next].indent === indent && !lines[next].text.startsWith("- ")) {
    const found = KEY.exec(lines[next].text);
    if (!found) throw new SyntaxError(lines[next].text);
    const read = inside(lines, next, found[2] ?? "");
    value[found[1]] = read.value;
    next = read.next;
  }
  if (next < lines.length && lines[next].indent > indent) throw new SyntaxError(lines[next].text);
  return { value, next };
}

// The value behind a key: on its line, or below it.
function inside(lines, at, written) {
  const { indent } = lines[at];
  let next = at + 1;
  const isDeeper = (line) => line && (line.indent > indent || (line.indent === indent && /^-( |$)/.test(line.text)));
  if (written === "") {
    if (!isDeeper(lines[next])) return { value: "", next };
    return /^-( |$)/.test(lines[next].text) ? sequence(lines, next) : mapping(lines, next);
  }
  const more = [];
  while (next < lines.length && lines[next].indent > indent) more.push(lines[next++].text);
  if (/^[|>][+-]?$/.test(written)) return { value: more.join(written[0] === "|" ? "\n" : " "), next };
  return { value: flow([written, ...more].join(" ")), next };
}

function sequence(lines, at) {
  const { indent } = lines[at];
  const value = [];
  let next = at;
  while (next < lines.length && lines[next].indent === indent && /^-( |$)/.test(lines[next].text)) {
    const rest = lines[next].text.slice(1).trimStart();
    const deeper = { ...lines[next], indent: indent + 2, text: rest };
    if (KEY.test(rest)) {
      let end = next + 1;
      while (end < lines.length && lines[end].indent > indent) end += 1;
      const block = [deeper, ...lines.slice(next + 1, end)];
      const first = block[1]?.indent ?? indent + 2;
      block[0].indent = first;
      value.push(mapping(block, 0).value);
      next = end;
    } else {
      value.push(flow(rest));
      next += 1;
    }
  }
  return { value, next };
}

function flow(text) {
  const state = { text, at: 0 };
  const value = flowValue(state, "");
  blanks(state);
  if (state.at < text.length) throw new SyntaxError(text);
  return value;
}

function blanks(state) {
  while (/\s/.test(state.text[state.at] ?? "")) state.at += 1;
}

function flowValue(state, ends) {
  blanks(state);
  const sign = state.text[state.at];
  if (sign === "[") return flowList(state);
  if (sign === "{") return flowMap(state);
  if (sign === '"' || sign === "'") return quotedText(state, sign);
  if (/^[&*!|>%@`]/.test(sign ?? "")) throw new SyntaxError(state.text);
  const start = state.at;
  while (state.at < state.text.length && !ends.includes(state.text[state.at])) state.at += 1;
  return state.text.slice(start, state.at).trim();
}

function flowList(state) {
  const found = [];
  state.at += 1;
  for (blanks(state); state.text[state.at] !== "]"; blanks(state)) {
    if (state.at >= state.text.length) throw new SyntaxError(state.text);
    found.push(flowValue(state, ",]"));
    blanks(state);
    if (state.text[state.at] === ",") state.at += 1;
  }
  state.at += 1;
  return found;
}

function flowMap(state) {
  const found = {};
  state.at += 1;
  for (blanks(state); state.text[state.at] !== "}"; blanks(state)) {
    if (state.at >= state.text.length) throw new SyntaxError(state.text);
    const key = flowValue(state, ":}");
    if (state.text[state.at] !== ":") throw new SyntaxError(state.text);
    state.at += 1;
    found[key] = flowValue(state, ",}");
    blanks(state);
    if (state.text[state.at] === ",") state.at += 1;
  }
  state.at += 1;
  return found;
}

function quotedText(state, quote) {
  let text = "";
  for (state.at += 1; state.at < state.text.length; state.at += 1) {
    const sign = state.text[state.at];
    if (sign === quote && quote === "'" && state.text[state.at + 1] === "'") state.at += 1;
    else if (sign === quote) {
      state.at += 1;
      return text;
    } else if (sign === "\\" && quote === '"') {
      const escape = /^\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/.exec(state.text.slice(state.at))[0];
      text += unescaped(escape);
      state.at += escape.length - 1;
      continue;
    }
    text += state.text[state.at];
  }
  throw new SyntaxError(state.text);
}

function unescaped(escape) {
  const known = { n: "\n", t: "\t", 0: "\0", r: "\r" };
  if (/^\\[ux]/.test(escape)) return String.fromCharCode(parseInt(escape.slice(2), 16));
  return known[escape[1]] ?? escape[1];
}

// --- writing --------------------------------------------------------------------------------

// A text as a YAML value on one line, in quotes where YAML needs them.
export function scalar(text) {
  const flat = String(text).split(/\s+/).join(" ").trim();
  const isPlain = PLAIN.test(flat) && !flat.includes(": ") && !flat.includes(" #") &&
    !flat.endsWith(":") && !flat.startsWith("---");
  return isPlain ? flat : JSON.stringify(flat);
}

function list(words) {
  return `[${words.map((word) => (PLAIN_WORD.test(word) ? word : JSON.stringify(word))).join(", ")}]`;
}

function participant(one) {
  const lines = [`  - id: ${scalar(one.id)}`];
  if (one.speaker && one.speaker !== one.id) lines.push(`    speaker: ${scalar(one.speaker)}`);
  for (const key of ["side", "persona", "account"]) if (one[key]) lines.push(`    ${key}: ${one[key]}`);
  for (const key of ["roles", "segments"]) if (one[key]?.length) lines.push(`    ${key}: ${list(one[key])}`);
  if (one.lifecycle) lines.push(`    lifecycle: ${one.lifecycle}`);
  return lines;
}

function consent(one) {
  const keys = ["status", "audience", "date"].filter((key) => one[key]);
  return keys.length ? ["consent:", ...keys.map((key) => `  ${key}: ${one[key]}`)] : [];
}

const single = (key, text) => (text ? [`${key}: ${text}`] : []);
const several = (key, words) => (words?.length ? [`${key}: ${list(words)}`] : []);

const WRITERS = {
  title: (head) => single("title", head.title && scalar(head.title)),
  date: (head) => single("date", head.date),
  participants: (head) => head.participants.length
    ? ["participants:", ...head.participants.flatMap(participant)]
    : ["participants: []"],
  interviewers: (head) => several("interviewers", head.interviewers),
  method: (head) => single("method", head.method),
  guide: (head) => single("guide", head.guide),
  asked: (head) => several("asked", head.asked),
  coding: (head) => single("coding", head.coding),
  consent: (head) => consent(head.consent),
};

// Front matter with its fences. Of an opened file's keys only those change whose values did.
export function writeHead(head, opened) {
  if (!opened) return `---\n${Object.values(WRITERS).flatMap((write) => write(head)).join("\n")}\n---\n`;
  const before = headOf(opened.values);
  const isSame = (key) => JSON.stringify(before[key]) === JSON.stringify(head[key]);
  const chunks = opened.chunks.map(({ key, lines }) =>
    key in WRITERS && !isSame(key) ? WRITERS[key](head) : lines
  );
  for (const key of Object.keys(WRITERS)) {
    if (!opened.chunks.some((chunk) => chunk.key === key) && !isSame(key)) chunks.push(WRITERS[key](head));
  }
  return ["---", ...chunks.flat(), "---", ""].join(opened.eol);
}

const texts = (value) => (Array.isArray(value) ? value : String(value ?? "").split(","))
  .map((one) => String(one).trim()).filter(Boolean);
const text = (value) => String(value ?? "").trim();

// The values that the composer knows of, each of one shape whatever was written.
export function headOf(values) {
  const people = Array.isArray(values.participants) ? values.participants : [values.participants];
  return {
    title: text(values.title),
    date: text(values.date),
    participants: people.filter((one) => one && typeof one === "object").map((one) => ({
      id: text(one.id), speaker: text(one.speaker), side: text(one.side), persona: text(one.persona),
      account: text(one.account), roles: texts(one.roles), segments: texts(one.segments),
      lifecycle: text(one.lifecycle),
    })),
    interviewers: texts(values.interviewers),
    method: text(values.method) || "interview",
    guide: text(values.guide),
    asked: texts(values.asked),
    coding: text(values.coding),
    consent: {
      status: text(values.consent?.status), audience: text(values.consent?.audience),
      date: text(values.consent?.date),
    },
  };
}
