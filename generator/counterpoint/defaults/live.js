// While serving: loads the page anew when the site has changed, and shows a build's errors.
(() => {
  "use strict";
  const events = new EventSource(`/_counterpoint/events?${location.pathname}`);
  const key = "counterpoint-scroll";
  const version = Number(document.currentScript.dataset.version);

  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  sessionStorage.removeItem(key);
  if (kept?.path === location.pathname) window.scrollTo(0, kept.top);

  function show(errors) {
    let panel = document.getElementById("cp-live-errors");
    if (!errors) return panel?.remove();
    if (!panel) {
      panel = document.createElement("pre");
      panel.id = "cp-live-errors";
      panel.setAttribute("role", "alert");
      Object.assign(panel.style, {
        position: "fixed", inset: "auto 0 0 0", zIndex: 99, margin: 0, padding: "1rem",
        maxHeight: "50vh", overflow: "auto", whiteSpace: "pre-wrap", font: "13px monospace",
        background: "#7f1d1d", color: "#fff",
      });
      document.body.append(panel);
    }
    panel.textContent = errors;
  }

  events.onmessage = (message) => {
    const state = JSON.parse(message.data);
    show(state.errors);
    if (state.version === version) return;
    sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, top: window.scrollY }));
    location.reload();
  };
})();
