// The file step: what is still missing, and the finished file.

import { fileOf, nameOf } from "./draft.js";
import { element, part } from "./dom.js";
import { handOver, hostOf } from "./host.js";
import { missing, summary } from "./missing.js";
import { idOf } from "./words.js";

export function startFinish(app) {
  const { root } = app;
  part(root, "name").addEventListener("input", (event) => {
    app.draft.name = event.target.value.trim();
    app.changed();
    showFinish(app, false);
  });
  part(root, "name").addEventListener("change", (event) => {
    app.draft.name = idOf(event.target.value);
    app.changed();
    showFinish(app);
  });
  part(root, "unfinished").addEventListener("change", (event) => {
    app.draft.unfinished = event.target.checked;
    app.changed();
    showFinish(app);
  });
  part(root, "download").addEventListener("click", () => download(app));
  part(root, "copy").addEventListener("click", async () => {
    done(app, (await copy(app)) ? "Copied." : "Select the text below and copy it.");
  });
  part(root, "host").addEventListener("click", () => leave(app));
}

export function showFinish(app, withName = true) {
  const { root, draft, study, reading } = app;
  const text = fileOf(draft, reading);
  const found = missing(draft, study, reading);
  if (withName) part(root, "name").value = nameOf(draft);
  part(root, "unfinished").checked = draft.unfinished;
  part(root, "preview").value = text;
  part(root, "done").textContent = "";
  part(root, "missing").replaceChildren(...told(app, found));
  showHost(app, text);
}

function told(app, found) {
  if (!found.length) {
    const isTagged = app.reading.items.length > 0;
    return [element("p", { class: "cp-compose__good" }, isTagged
      ? "Nothing is missing: check has nothing to say against this file."
      : "Nothing is missing. Nothing is tagged either: the interview will be shown and searchable, and counts nowhere yet.")];
  }
  return [
    element("h3", {}, `Still to do: ${summary(found)}`),
    element("ul", { class: "cp-compose__missing cp-plain" }, ...found.map((one) => element("li", { class: `cp-compose__missing--${one.severity}` },
      element("strong", {}, one.severity === "error" ? "Error" : "Warning"), " ", one.message,
      one.hint && element("span", { class: "cp-compose__hint" }, one.hint),
      one.step === "file" ? "" : element("button", { type: "button", class: "cp-compose__quiet", on: { click: () => app.go(one.step, one) } }, "Go there",
        element("span", { class: "cp-hidden" }, `: ${one.message}`))))),
  ];
}

function showHost(app, text) {
  const { root, draft } = app;
  const host = hostOf(document);
  const link = part(root, "host");
  link.hidden = part(root, "host-words").hidden = !host;
  if (!host) return;
  const name = nameOf(draft);
  app.handOver = handOver(host, name, text, app.study.interviews.includes(name));
  link.href = app.handOver.href;
  link.textContent = app.handOver.way === "upload" ? `Download, and open ${host.name} to upload it` : `Open in ${host.name}’s editor`;
  part(root, "host-words").textContent = {
    filled: `${host.name} opens with the file filled in: commit it to a new branch and start a pull request.`,
    paste: `${host.name} opens with the file’s name filled in, and the file is copied: if the editor is empty, paste it. Then commit it to a new branch.`,
    replace: `${host.name} opens the interview as it is, and the file is copied: select all in the editor and paste.`,
    upload: host.isGitLab
      ? "The file is too long for an address. It is downloaded; on the page that opens, choose + and then “Upload file”."
      : "The file is too long for an address. It is downloaded; drop it on the page that opens.",
  }[app.handOver.way];
}

function leave(app) {
  if (app.handOver.way === "upload") download(app);
  else if (app.handOver.way !== "filled") copy(app);
}

function download(app) {
  const file = new Blob([fileOf(app.draft, app.reading)], { type: "text/markdown;charset=utf-8" });
  const address = URL.createObjectURL(file);
  const link = element("a", { href: address, download: `${nameOf(app.draft)}.md`, hidden: true });
  app.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  done(app, "Downloaded.");
}

async function copy(app) {
  const text = fileOf(app.draft, app.reading);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const preview = part(app.root, "preview");
    preview.focus();
    preview.select();
    return document.execCommand?.("copy") ?? false;
  }
}

function done(app, words) {
  part(app.root, "done").textContent = words;
}
