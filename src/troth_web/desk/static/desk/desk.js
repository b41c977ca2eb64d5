// What the desk adds where scripts run: dialogs instead of pages, keys, undo. Nothing needs it.
(() => {
  "use strict";
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const dialog = () => document.getElementById("dialog");

  // Forms that would open as a page of their own open here; the server sends them without the rest.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "dialog-body") return;
    const box = dialog();
    if (!box.open) box.showModal();
    const first = box.querySelector("[aria-invalid=true]") || box.querySelector("[autofocus]") ||
      box.querySelector("textarea, select, input:not([type=hidden])");
    if (first) first.focus();
  });
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-close], [data-opens]");
    if (!pressed) return;
    if (pressed.dataset.opens) document.getElementById(pressed.dataset.opens).showModal();
    else pressed.closest("dialog").close();
    event.preventDefault();
  });

  // Printing is the browser's; a button for it is of use only here.
  all("[data-print]").forEach((each) => { each.hidden = false; each.addEventListener("click", () => print()); });

  // Back to the row at hand after the page was brought up to date.
  let place = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const row = current();
    if (row) place = rows().indexOf(row);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "main") return;
    dialog().open && dialog().close();
    if (place !== null && rows().length) go(Math.min(place, rows().length - 1));
    place = null;
  });

  // A file that is dropped on a part for files stands in its field.
  const dropped = (event) => event.target.closest && event.dataTransfer &&
    [...event.dataTransfer.types].includes("Files") && event.target.closest("[data-drop]:has([type=file])");
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const part = dropped(event);
      all("[data-drop]").forEach((each) => each.classList.toggle("over", each === part && kind !== "drop"));
      if (!part) return;
      event.preventDefault();
      if (kind !== "drop") return;
      const field = part.querySelector("[type=file]");
      all("details", part).forEach((each) => { each.open = true; });
      field.files = event.dataTransfer.files;
      field.focus();
    });
  }

  // Of tabs that do not fit the one at hand is in sight.
  const shown = (tab) => { tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft; };
  const showTabs = () => all(".tabs [aria-current]").forEach(shown);
  showTabs();
  document.addEventListener("htmx:afterSettle", showTabs);

  // Said where it is not heard otherwise: no connection, or an answer that is none.
  const offline = () => { document.getElementById("offline").hidden = navigator.onLine; };
  addEventListener("online", offline);
  addEventListener("offline", offline);
  // A form that cannot be sent stays as it is, with all that was written in it.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopPropagation();
    offline();
  }, true);
  document.addEventListener("htmx:sendError", () => { document.getElementById("offline").hidden = false; });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 422) location.assign(event.detail.pathInfo.requestPath);
  });

  // Keys. Off where the reader turned them off, in fields, and with a modifier.
  const rows = () => all("[data-row]");
  const current = () => document.activeElement && document.activeElement.closest("[data-row]");
  const go = (number) => {
    const row = rows()[number];
    if (!row) return;
    row.querySelector("[data-main]").focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const here = rows().indexOf(current());
    go(here < 0 ? 0 : Math.max(0, Math.min(rows().length - 1, here + by)));
  };
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const fixed = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => { const field = document.querySelector("[data-find]"); if (field) field.focus(); },
    "?": () => document.getElementById("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.body.dataset.keys === "off" || typing(event.target) || document.querySelector("dialog[open]")) return;
    const act = fixed[event.key];
    if (act) { act(); event.preventDefault(); return; }
    const key = CSS.escape(event.key);
    const row = current();
    const pressed = (row && row.querySelector(`[data-key="${key}"]`)) ||
      all(`[data-key="${key}"]`).find((each) => !each.closest("[data-row]"));
    if (pressed) { pressed.click(); event.preventDefault(); }
  });

  // The zone of this machine, for who has not said theirs.
  if (!/(^|; )zone=/.test(document.cookie)) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }
})();
