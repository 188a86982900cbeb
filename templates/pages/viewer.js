"use strict";
(() => {
  const form = document.getElementById("search");
  const input = document.getElementById("words");
  const count = document.getElementById("count");
  const buttons = [document.getElementById("previous"), document.getElementById("next")];
  const slides = [...document.querySelectorAll("main article")];
  const opened = new Set();
  let hits = [];
  let now = -1;

  const clear = () => {
    for (const mark of document.querySelectorAll("main mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(mark.firstChild);
      parent.normalize();
    }
    for (const link of document.querySelectorAll("nav a[data-hits]")) delete link.dataset.hits;
    for (const details of opened) details.open = false;
    opened.clear();
    hits = [];
    now = -1;
  };

  // Letters without their marks, one for one: "Zürich" is found by "zurich".
  const plain = (text) =>
    [...text].map((c) => {
      const bare = c.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      return bare.length === c.length ? bare : c;
    }).join("");

  const markIn = (node, words) => {
    let found = plain(node.data).indexOf(words);
    while (found >= 0) {
      const rest = node.splitText(found);
      node = rest.splitText(words.length);
      const mark = document.createElement("mark");
      rest.replaceWith(mark);
      mark.append(rest);
      found = plain(node.data).indexOf(words);
    }
  };

  const search = () => {
    clear();
    const words = plain(input.value.replace(/\s+/g, " ").trim());
    if (words.length > 1) {
      for (const place of document.querySelectorAll("main h2, main .text")) {
        const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        for (const node of nodes) markIn(node, words);
      }
      hits = [...document.querySelectorAll("main mark")];
      for (const hit of hits) {
        const details = hit.closest("details");
        if (details && !details.open) {
          details.open = true;
          opened.add(details);
        }
        const link = document.querySelector(`nav a[href="#${hit.closest("article").id}"]`);
        link.dataset.hits = Number(link.dataset.hits || 0) + 1;
      }
    }
    const said = hits.length === 0 ? count.dataset.none : hits.length === 1 ? count.dataset.one : count.dataset.many;
    count.textContent = words.length > 1 ? said.replace("{}", hits.length) : "";
    for (const button of buttons) button.disabled = hits.length === 0;
  };

  const go = (step) => {
    if (hits.length === 0) return;
    if (now >= 0) hits[now].classList.remove("now");
    now = now < 0 && step < 0 ? hits.length - 1 : (now + step + hits.length) % hits.length;
    hits[now].classList.add("now");
    hits[now].scrollIntoView({ block: "center" });
    count.textContent = `${now + 1} / ${hits.length}`;
  };

  // The slide that is in view: the last one that begins above the middle of the window.
  const current = () => {
    const middle = window.innerHeight / 2;
    let at = -1;
    slides.forEach((slide, n) => {
      if (slide.getBoundingClientRect().top < middle) at = n;
    });
    return at;
  };

  const turn = (step) => {
    const slide = slides[Math.min(slides.length - 1, Math.max(0, current() + step))];
    slide.scrollIntoView({ block: "start" });
    slide.focus({ preventScroll: true });
  };

  form.hidden = false;
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(1);
  });
  buttons[0].addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    const inside = event.target.closest("input, nav");
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape" && input.value) {
      input.value = "";
      search();
    } else if (!inside && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      turn(event.key === "ArrowRight" ? 1 : -1);
    }
  });
})();
