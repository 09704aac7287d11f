// What the briefing does on a screen beside being read: everything is there, and can be reached, without it.
"use strict";
(() => {
  const bar = document.querySelector(".screen-bar");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Words as they are compared: the spellings of Arabic that differ in nothing else are one, as in the proofs.
  const SAME = new Map([
    ..."أإآٱ".split("").map((letter) => [letter, "ا"]),
    ..."ىیئےۓ".split("").map((letter) => [letter, "ي"]),
    ..."کڪ".split("").map((letter) => [letter, "ك"]),
    ..."ہھۀۂۃەة".split("").map((letter) => [letter, "ه"]),
    ["ؤ", "و"], ["،", ","], ["؛", ";"], ["؟", "?"], ["٫", "."], ["٬", ","],
    ..."–—‐‑".split("").map((letter) => [letter, "-"]),
  ]);
  const DROPPED = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff"'«»“”„‟‘’‚‛‹›`´]/;
  const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/;
  const folded = (letter) =>
    [...letter.normalize("NFKC").toLowerCase()]
      .filter((one) => !DROPPED.test(one))
      .map((one) => (DIGIT.test(one) ? String(one.codePointAt(0) & 15) : /\s/.test(one) ? " " : SAME.get(one) ?? one))
      .join("");

  // A text folded, with the place in the original of each of its letters.
  const fold = (text) => {
    let letters = "";
    const places = [];
    for (let place = 0; place < text.length; place += 1) {
      for (const letter of folded(text[place])) {
        if (letter !== " " || !letters.endsWith(" ")) {
          letters += letter;
          places.push(place);
        }
      }
    }
    return { letters, places };
  };
  window.dossier = { fold };

  // Search: a list of the passages that hold the words, each with what stands round them.
  const MOST = 50;
  const AROUND = 60;
  const field = bar.querySelector("input");
  const list = bar.querySelector(".screen-found");
  const status = bar.querySelector("[role=status]");
  const PASSAGES = "h1, h2, h3, p, li, dd, dt, td, th, blockquote, figcaption, .footnote, [class^=c-]";
  let passages;
  const read = () => {
    const found = all(PASSAGES, document.querySelector("main"));
    const parents = new Set(found.map((one) => one.parentElement.closest(PASSAGES)));
    return found
      .filter((one) => !parents.has(one) && one.checkVisibility?.() !== false)
      .map((element) => ({ element, text: element.textContent.replace(/\s+/g, " ").trim() }))
      .map((one) => ({ ...one, ...fold(one.text) }));
  };
  const entry = ({ element, text, places }, start, length, number) => {
    element.id ||= `passage-${number}`;
    const from = places[start];
    const to = places[start + length - 1] + 1;
    const link = document.createElement("a");
    const mark = document.createElement("mark");
    link.href = `#${element.id}`;
    mark.textContent = text.slice(from, to);
    const before = text.slice(Math.max(from - AROUND, 0), from).replace(/^\S*\s/, from > AROUND ? "…" : "$&");
    link.append(before, mark, text.slice(to, to + AROUND));
    const item = document.createElement("li");
    item.lang = element.closest("[lang]").lang;
    item.dir = getComputedStyle(element).direction;
    item.append(link);
    return item;
  };
  const search = () => {
    const words = fold(field.value).letters.trim();
    list.replaceChildren();
    status.textContent = "";
    list.hidden = !words;
    if (!words) return;
    passages ??= read();
    const hits = passages
      .map((passage, number) => ({ passage, number, start: passage.letters.indexOf(words) }))
      .filter(({ start }) => start >= 0);
    status.textContent = hits.length ? status.dataset.some.replace("0", hits.length) : status.dataset.none;
    list.append(...hits.slice(0, MOST).map(({ passage, number, start }) => entry(passage, start, words.length, number)));
  };
  field.addEventListener("input", search);
  bar.querySelector("search").hidden = false;

  // A reference opens what the briefing has of that line of the source, where it stands.
  const card = document.createElement("div");
  card.className = "screen-card small";
  card.popover = "auto";
  document.body.append(card);
  const MARK = "a.mark[href^='#source-']";
  const open = (mark) => {
    const record = document.querySelector(mark.getAttribute("href"));
    if (!record || !card.showPopover) return false;
    const lines = mark.textContent.trim();
    const heading = document.createElement("p");
    heading.className = "strong";
    heading.append(record.querySelector("h2")?.textContent ?? "", " ");
    const place = document.createElement("bdi");
    place.textContent = lines;
    heading.append(place);
    const facts = all(".fact", record).slice(0, 6).map((fact) => {
      const line = document.createElement("p");
      line.textContent = `${fact.querySelector("dt").textContent}: ${fact.querySelector("dd").textContent}`;
      return line;
    });
    const cited = all(MARK, record)
      .filter((one) => one.textContent.trim() === lines)
      .map((one) => one.closest("li, dd, p")?.cloneNode(true))
      .filter(Boolean);
    for (const one of cited) one.removeAttribute("id");
    const link = document.createElement("a");
    link.href = mark.getAttribute("href");
    link.textContent = bar.dataset.record;
    link.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(heading, ...(cited.length ? cited : facts), link);
    card.dir = document.documentElement.dir;
    card.showPopover();
    const at = mark.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    card.style.left = `${Math.max(8, Math.min(at.left, room))}px`;
    const below = at.bottom + 6;
    card.style.top = `${below + card.offsetHeight < innerHeight ? below : Math.max(8, at.top - card.offsetHeight - 6)}px`;
    return true;
  };

  // Whoever has jumped can go back.
  const back = bar.querySelector("button");
  back.addEventListener("click", () => history.back());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(MARK) && !card.contains(link) && open(link)) event.preventDefault();
    else {
      back.hidden = false;
      bar.querySelector("details").open = false;
      list.hidden = true;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") list.hidden = true;
    if (event.key === "/" && !event.target.matches("input")) {
      event.preventDefault();
      field.focus();
    }
  });
})();
