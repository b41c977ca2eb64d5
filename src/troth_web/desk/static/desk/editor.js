// Beside the text of the playbook: numbers of lines, marks where something is said, and ways there.
(() => {
  "use strict";
  const sheet = document.querySelector(".sheet");
  if (!sheet) return;
  const text = sheet.querySelector("textarea");
  const gutter = sheet.querySelector(".gutter");
  const findings = document.getElementById("findings");
  const weight = { broken: 3, risk: 2, hint: 1 };

  const marks = () => {
    const found = new Map();
    for (const each of findings.querySelectorAll("[data-line]")) {
      const line = Number(each.dataset.line);
      const shape = each.dataset.shape;
      if (!found.has(line) || weight[shape] > weight[found.get(line)]) found.set(line, shape);
    }
    return found;
  };
  const draw = () => {
    const found = marks();
    const count = text.value.split("\n").length;
    const rows = [];
    for (let line = 1; line <= count; line += 1) {
      const mark = document.createElement("b");
      if (found.has(line)) mark.className = found.get(line);
      rows.push(mark, ` ${line}\n`);
    }
    gutter.replaceChildren(...rows);
    gutter.scrollTop = text.scrollTop;
  };
  const go = (line) => {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    text.scrollTop = Math.max(0, (line - 4) * (text.scrollHeight / Math.max(lines.length, 1)));
    text.scrollLeft = 0;
  };

  let drawn = 0;
  text.addEventListener("input", () => {
    const count = text.value.split("\n").length;
    if (count !== drawn) { drawn = count; draw(); }
  });
  text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
  document.addEventListener("htmx:afterSettle", draw);
  findings.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-go]");
    if (!pressed) return;
    go(Number(pressed.dataset.go));
    event.preventDefault();
  });
  // What was not saved is not left by accident.
  let saved = text.value;
  text.form.addEventListener("submit", () => { saved = text.value; });
  addEventListener("beforeunload", (event) => { if (text.value !== saved) event.preventDefault(); });

  draw();
  const wanted = Number(new URLSearchParams(location.search).get("line"));
  if (wanted > 0) go(wanted);
})();
