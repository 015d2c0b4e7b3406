// Where a finished file goes on the Git host.

const LONGEST_ADDRESS = 7000;
const FOLDER = "research/interviews";

// The addresses of the host's forms, from the page's own link to the one for new files; null where
// the site knows no host.
export function hostOf(document) {
  const base = document.querySelector("[data-cp-new]")?.dataset.cpNew ?? "";
  if (!/^https?:\/\//.test(base)) return null;
  const isGitLab = base.includes("/-/new/");
  return { base, isGitLab, name: isGitLab ? "GitLab" : base.startsWith("https://github.com/") ? "GitHub" : "the Git host" };
}

// How to hand a file over: `{way, href}`, the way being `filled` (the host's form with everything
// in it), `paste` (its form, to be pasted into) or `upload`.
export function handOver(host, name, text, isThere) {
  const path = `${FOLDER}/${name}.md`;
  const { base } = host;
  if (isThere) return { way: "replace", href: base.replace("/new/", "/edit/") + path };
  const form = base.replace(/\/$/, "");
  if (host.isGitLab) {
    const named = `${form}?file_name=${encodeURIComponent(path)}`;
    const filled = `${named}&content=${encodeURIComponent(text)}`;
    if (filled.length <= LONGEST_ADDRESS) return { way: "paste", href: filled };
    return { way: "upload", href: base.replace("/new/", "/tree/") + FOLDER };
  }
  const filled = `${form}?filename=${encodeURIComponent(path)}&value=${encodeURIComponent(text)}`;
  if (filled.length <= LONGEST_ADDRESS) return { way: "filled", href: filled };
  return { way: "upload", href: base.replace("/new/", "/upload/") + FOLDER };
}
