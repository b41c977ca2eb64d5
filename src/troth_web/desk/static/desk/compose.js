// Compose: promises are marked beneath what is typed. The words themselves are never touched.
//
// The textarea lies over a mirror of one text node; marks are ranges of that node (CSS Custom
// Highlights), so that they move no letter, and move along as somebody types before them.
(() => {
  "use strict";
  const text = document.querySelector("[data-draft]");
  if (!text) return;
  const SHAPES = ["kept", "risk", "broken", "wait", "none"];
  const found = document.getElementById("found");
  const heard = document.getElementById("heard");
  const why = document.getElementById("why");
  const used = document.getElementById("used");
  const before = document.querySelector("[name=before]");
  const mirror = document.createElement("div");
  const node = document.createTextNode(text.value);
  mirror.className = "mirror";
  mirror.dir = "auto";
  mirror.ariaHidden = "true";
  // So that a last empty line has its height.
  mirror.append(node, "\u200b");
  text.before(mirror);
  text.closest(".paper").classList.add("mirrored");

  let marks = [];
  const paint = () => {
    if (!CSS.highlights) return;
    for (const shape of SHAPES) {
      const ranges = marks.filter((mark) => mark.shape === shape).map((mark) => mark.range);
      CSS.highlights.set(`troth-${shape}`, new Highlight(...ranges));
    }
  };
  const mark = () => {
    marks = [...found.querySelectorAll("[data-mark]")].map((row) => {
      const range = new Range();
      range.setStart(node, Math.min(Number(row.dataset.start), node.length));
      range.setEnd(node, Math.min(Number(row.dataset.end), node.length));
      return { row, range, shape: row.dataset.shape || "none" };
    });
    paint();
    here();
  };

  // Only what changed is changed in the mirror, so that the ranges around it hold.
  const follow = () => {
    const old = node.data, now = text.value;
    const most = Math.min(old.length, now.length);
    let head = 0, tail = 0;
    while (head < most && old[head] === now[head]) head++;
    while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const end = old.length - tail;
    if (head === end && old.length === now.length) return;
    marks = marks.filter(({ range }) => range.endOffset <= head || range.startOffset >= end);
    node.replaceData(head, end - head, now.slice(head, now.length - tail));
    paint();
  };

  // The verdict on the words in which the cursor stands.
  const here = () => {
    const at = text.selectionStart;
    for (const { row, range } of marks) {
      const inside = document.activeElement === text && range.startOffset <= at && at <= range.endOffset;
      row.toggleAttribute("aria-current", inside);
    }
  };

  // By the browser's own way of typing, so that its undo knows of it.
  const put = (start, end, words) => {
    text.focus();
    text.setSelectionRange(start, end);
    if (document.execCommand("insertText", false, words)) return;
    text.setRangeText(words, start, end, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-mark]");
    const known = row && marks.find((each) => each.row === row);
    if (event.target.closest("[data-use]")) {
      event.preventDefault();
      if (!known) return;
      before.value = text.value;
      put(known.range.startOffset, known.range.endOffset, row.dataset.instead);
      used.hidden = false;
    } else if (event.target.closest("[data-undo]")) {
      event.preventDefault();
      put(0, text.value.length, before.value);
      used.hidden = true;
    } else if (known && event.target.closest("q")) {
      text.focus();
      text.setSelectionRange(known.range.startOffset, known.range.endOffset);
    }
  });

  let asked = text.value;
  const answered = () => {
    const answer = found.querySelector("[data-says]");
    if (!answer) return;
    heard.textContent = answer.dataset.says;
    if (why && !why.querySelector("[aria-invalid]")) why.hidden = answer.dataset.own !== "yes";
    // What was written meanwhile is asked about again; its old places are not those of now.
    if (asked === text.value) mark();
  };
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.target === found) asked = text.value;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === found) answered();
  });
  text.addEventListener("input", follow);
  document.addEventListener("selectionchange", here);
  follow();
  if (text.value === text.defaultValue) answered();
  // Written before this ran, or given back by the browser: asked about once htmx listens.
  else document.addEventListener("DOMContentLoaded", () => htmx.trigger(text, "written"));
})();
