// Tanya: a button, the key /, and one dialog. Python answers what is typed; the prepared questions are there at once.
// All text enters the page through textContent.
const VERSION = new URL(import.meta.url).search;
const DEBOUNCE_MS = 80;
const MOST_LETTERS = 120;
const WORDS = {
  ask: "Tanya",
  open: "Tanya: ajukan pertanyaan (tombol /)",
  title: "Pertanyaan pimpinan",
  label: "Pertanyaan, daerah, atau indikator",
  placeholder: "misalnya: kemiskinan Muna",
  prepared: "Pertanyaan pimpinan",
  answers: "Jawaban",
  nothing: "Belum dipahami. Coba nama daerah, nama indikator, atau salah satu ini:",
  close: "Tutup",
  move: "pilih",
  enter: "tampilkan",
  leave: "tutup",
  count: (many) => `${many} jawaban`,
};

let palette = null;
let styleLoaded = null;

export default async function mount(component) {
  await stylesheet();
  palette ??= new Palette();
  palette.receive(component);
}

function stylesheet() {
  styleLoaded ??= new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: new URL("palette.css" + VERSION, import.meta.url).href });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
  return styleLoaded;
}

function element(name, attributes = {}, ...children) {
  const found = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  found.append(...children);
  return found;
}

// A field in which / is a letter like any other.
function isWriting(target) {
  return Boolean(target?.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]"));
}

class Palette {
  constructor() {
    this.component = null;
    this.prepared = [];
    this.trouble = ""; // why there are no answers at all
    this.shown = []; // what is in the list: [question, page, answer in a sentence, its mark and source]
    this.missing = ""; // what was not understood, and what can be asked instead
    this.instead = [];
    this.answered = ""; // the text the list answers
    this.of = ""; // the text whose answers are listed; "" are the prepared questions
    this.active = -1;
    this.waiting = false; // Enter was pressed before the answer came
    this.timer = 0;
    this.build();
    document.addEventListener("keydown", (event) => this.shortcut(event));
  }

  build() {
    this.input = element("input", {
      type: "text", role: "combobox", maxlength: MOST_LETTERS, placeholder: WORDS.placeholder,
      "aria-label": WORDS.label, "aria-autocomplete": "list", "aria-expanded": "true",
      "aria-controls": "k-palette-list", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "go",
    });
    this.leave = element("button", { type: "button", "aria-label": WORDS.close, tabindex: "0" }, "Esc");
    this.heading = element("p", { id: "k-palette-heading" });
    this.list = element("ul", { id: "k-palette-list", role: "listbox", "aria-labelledby": "k-palette-heading" });
    this.status = element("p", { role: "status", class: "k-palette-status" });
    const hint = (keys, word) => element("span", {}, ...keys.map((key) => element("kbd", {}, key)), word);
    this.dialog = element(
      "dialog",
      { id: "k-palette", role: "dialog", "aria-modal": "true", "aria-label": WORDS.title },
      element("div", { class: "k-palette-ask" }, element("span", { "aria-hidden": "true" }, "/"), this.input, this.leave),
      this.heading, this.list, this.status,
      element("footer", { "aria-hidden": "true" },
        hint(["↑", "↓"], WORDS.move), hint(["Enter"], WORDS.enter), hint(["Esc"], WORDS.leave)),
    );
    document.body.append(this.dialog);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.leave.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.closed());
    // Outside the box is the dialog itself: its content covers all of it.
    this.dialog.addEventListener("pointerdown", (event) => event.target === this.dialog && this.dialog.close());
    this.list.addEventListener("pointermove", (event) => this.point(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.at));
    });
  }

  receive(component) {
    this.component = component;
    const { data, parentElement } = component;
    this.prepared = data.prepared ?? [];
    this.trouble = data.trouble ?? "";
    if (!parentElement.querySelector(".k-ask")) parentElement.append(this.button());
    if (!this.dialog.open) return;
    this.missing = data.missing ?? "";
    this.instead = data.instead ?? [];
    if (data.asked !== undefined && data.asked === this.text()) this.answer(data.asked, data.answers);
    else if (!this.text() || this.trouble) this.answer(this.text(), this.trouble ? [] : this.prepared);
  }

  button() {
    const found = element(
      "button",
      { type: "button", class: "k-ask", "aria-haspopup": "dialog", "aria-keyshortcuts": "/", "aria-label": WORDS.open },
      element("span", {}, WORDS.ask), element("kbd", {}, "/"),
    );
    found.addEventListener("click", () => this.open());
    return found;
  }

  shortcut(event) {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    // The field of a dialog just closed may still be the target for a moment.
    const writing = isWriting(event.target) && !this.dialog.contains(event.target);
    if (this.dialog.open || writing || document.querySelector("[data-testid=stDialog]")) return;
    if (!document.querySelector(".k-ask")) return;
    event.preventDefault();
    this.open();
  }

  open() {
    this.input.value = "";
    this.waiting = false;
    this.answer("", this.prepared);
    this.dialog.showModal();
    this.input.focus();
  }

  closed() {
    clearTimeout(this.timer);
    this.waiting = false;
  }

  text() {
    return this.input.value.trim() ? this.input.value : "";
  }

  typed() {
    clearTimeout(this.timer);
    this.waiting = false;
    const text = this.text();
    if (!text) return this.answer("", this.prepared);
    this.timer = setTimeout(() => this.component.setTriggerValue("ask", text), DEBOUNCE_MS);
  }

  // What was not understood is offered the prepared questions, with none chosen: Enter must not lead astray.
  answer(text, answers) {
    const nothing = answers.length === 0;
    this.answered = text;
    const others = nothing && text && this.instead.length > 0;
    this.of = nothing && !others ? "" : text;
    this.show(others ? this.instead : nothing ? this.prepared : answers);
    const missed = this.trouble || this.missing || WORDS.nothing;
    this.heading.textContent = nothing ? missed : text ? WORDS.answers : WORDS.prepared;
    this.status.textContent = nothing ? missed : WORDS.count(answers.length);
    this.activate(nothing ? -1 : 0);
    if (this.waiting) this.choose(this.active);
    this.waiting = false;
  }

  show(answers) {
    this.shown = answers;
    this.list.replaceChildren(
      ...answers.map(([question, page, told, small], at) =>
        element("li", { id: `k-palette-${at}`, role: "option", "data-at": at, "aria-selected": "false" },
          ...(told
            ? [element("span", {}, element("b", {}, told), element("i", {}, [question, small].filter(Boolean).join(" · ")))]
            : [element("span", {}, question)]),
          element("small", {}, page))),
    );
    this.list.scrollTop = 0;
  }

  activate(at) {
    this.active = at;
    for (const option of this.list.children) option.setAttribute("aria-selected", String(Number(option.dataset.at) === at));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", `k-palette-${at}`);
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  point(event) {
    const at = Number(event.target.closest("[role=option]")?.dataset.at ?? -1);
    if (at >= 0 && at !== this.active) this.activate(at);
  }

  key(event) {
    if (event.isComposing || !this.dialog.open) return;
    const last = this.shown.length - 1;
    const moved = {
      ArrowDown: this.active >= last ? 0 : this.active + 1,
      ArrowUp: this.active <= 0 ? last : this.active - 1,
      PageDown: last,
      PageUp: 0,
    }[event.key];
    if (moved !== undefined) {
      event.preventDefault();
      this.activate(moved);
    } else if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.enter();
    } else if (event.key === "Tab") {
      event.preventDefault(); // two stops: the field and the way out
      (event.target === this.input ? this.leave : this.input).focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.dialog.close();
    }
    event.stopPropagation();
  }

  // The list may still answer an earlier text: then Enter waits for its own answer.
  enter() {
    if (this.text() === this.answered) this.choose(this.active);
    else this.waiting = true;
  }

  choose(at) {
    if (at < 0 || at >= this.shown.length) return;
    const text = this.of;
    this.dialog.close();
    document.dispatchEvent(new CustomEvent("kumkm:leading"));
    this.component.setTriggerValue("choose", { text, at });
  }
}
