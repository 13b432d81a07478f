// The steps of an agenda as a list to be put in order, by pointer or by keys; what is arranged is sent whole and once.

const VERSION = new URL(import.meta.url).search;
const { moved, placeOf, scrollBy } = await import(`./order.js${VERSION}`);

export default function mount(component) {
  const host = component.parentElement;
  host.agenda ??= new Agenda(host);
  host.agenda.receive(component);
  return () => setTimeout(() => {
    if (host.isConnected) return;
    host.agenda?.destroy();
    host.agenda = null; // a host that comes back is given another one
  }, 50);
}

function element(name, attributes = {}, ...children) {
  const found = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) found.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) found.setAttribute(key, value);
  }
  found.append(...children);
  return found;
}

class Agenda {
  constructor(host) {
    if (!document.getElementById("k-agenda-css")) {
      const href = new URL(`agenda.css${VERSION}`, import.meta.url).href;
      document.head.append(element("link", { id: "k-agenda-css", rel: "stylesheet", href }));
    }
    this.help = element("p", { class: "k-agenda-help", id: "k-agenda-help" });
    this.list = element("ol", { class: "k-agenda-list", "aria-describedby": "k-agenda-help" });
    this.said = element("p", { class: "k-agenda-said", role: "status", "aria-live": "assertive" });
    this.file = element("input", { type: "file", accept: ".json,application/json", onchange: () => this.read() });
    this.label = element("span");
    const given = element("label", { class: "k-agenda-file" }, this.label, this.file);
    this.root = element("section", { class: "k-agenda" }, this.help, this.list, this.said, given);
    this.root.addEventListener("keydown", (event) => this.key(event), true);
    // The dialog around it closes at the end of Escape; one that let a step go back is not meant for it.
    this.root.addEventListener("keyup", (event) => {
      if (event.key === "Escape" && this.escaped) event.stopPropagation();
      this.escaped = false;
    }, true);
    host.replaceChildren(this.root);
  }

  destroy() {
    this.letGo?.();
    this.root.remove();
  }

  // What the server says is shown unless a step is in the hand: what is dropped is the newer word.
  receive(component) {
    this.component = component;
    if (this.held) return;
    const { steps, words } = component.data;
    this.words = words;
    this.help.textContent = words.help;
    this.label.textContent = words.import;
    this.list.setAttribute("aria-label", words.agenda);
    if (JSON.stringify(steps) === JSON.stringify(this.steps)) return;
    this.steps = steps;
    this.draw();
  }

  // The whole file travels as text: no upload, whose address is shut. One that is no agenda is refused with words.
  async read() {
    const [file] = this.file.files;
    if (file) this.component.setTriggerValue("impor", await file.slice(0, 1_000_000).text());
    this.file.value = "";
  }

  draw() {
    const active = this.root.contains(document.activeElement) ? document.activeElement : null;
    const focus = active && [active.closest("li")?.dataset.langkah, active.dataset.act];
    this.list.replaceChildren(...this.steps.map((step, place) => this.row(step, place)));
    if (focus) this.focus(...focus);
  }

  focus(id, act) {
    this.list.querySelector(`li[data-langkah="${CSS.escape(id ?? "")}"] [data-act="${act}"]`)?.focus();
  }

  row(step, place) {
    const { words } = this;
    const button = (act, text, label, more) =>
      element("button", { type: "button", "data-act": act, "aria-label": label, title: label, ...more }, text);
    const at = this.fill(words.place, { title: step.title, place: place + 1, count: this.steps.length });
    const grip = button("pegang", "⠿", at, { "aria-pressed": "false", "aria-describedby": "k-agenda-help" });
    grip.addEventListener("pointerdown", (event) => this.drag(event, step.id));
    const title = element("input", { value: step.title, maxlength: 120, "data-act": "judul", "aria-label": this.fill(words.rename, step) });
    title.addEventListener("change", () => this.rename(step, title));
    title.addEventListener("keydown", (event) => {
      if (event.key === "Enter") title.blur();
    });
    const hide = button("sembunyi", step.hidden ? words.show : words.hide,
      this.fill(step.hidden ? words.showOne : words.hideOne, step), { onclick: () => this.hide(step) });
    const remove = button("hapus", words.remove, this.fill(words.removeOne, step), { onclick: () => this.remove(step) });
    return element("li", { "data-langkah": step.id, "data-hidden": step.hidden ? "" : null },
      grip, element("span", { class: "k-agenda-place", "aria-hidden": "true" }, `${place + 1}`), title, hide, remove);
  }

  fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  say(text, values) {
    this.said.textContent = this.fill(text, values);
  }

  send(steps) {
    this.steps = steps;
    this.draw();
    this.component.setTriggerValue("susun", steps.map(({ id, title, hidden }) => ({ id, title, hidden })));
  }

  rename(step, input) {
    const title = input.value.trim();
    if (!title || title === step.title) {
      input.value = step.title;
      return;
    }
    this.send(this.steps.map((item) => (item.id === step.id ? { ...item, title } : item)));
    this.say(this.words.renamed, { title });
  }

  hide(step) {
    const hidden = !step.hidden;
    if (hidden && this.lastShown(step)) return this.say(this.words.oneShown, step);
    this.send(this.steps.map((item) => (item.id === step.id ? { ...item, hidden } : item)));
    this.say(hidden ? this.words.hidden : this.words.shown, step);
  }

  remove(step) {
    if (this.lastShown(step)) return this.say(this.words.oneShown, step);
    const place = this.steps.findIndex(({ id }) => id === step.id);
    const rest = this.steps.filter(({ id }) => id !== step.id);
    this.send(rest);
    this.focus(rest[Math.min(place, rest.length - 1)].id, "hapus");
    this.say(this.words.removed, { title: step.title, count: rest.length });
  }

  lastShown(step) {
    return !this.steps.some((item) => item.id !== step.id && !item.hidden);
  }

  // -- a step in the hand ---------------------------------------------------------------------------

  lift(id) {
    this.held = { id, before: this.steps };
    this.mark();
    this.say(this.words.lifted, { title: this.title(id), place: this.placeOf(id) + 1, count: this.steps.length });
  }

  move(to) {
    const from = this.placeOf(this.held.id);
    const next = moved(this.steps, from, to);
    if (next.every((step, place) => step === this.steps[place])) return;
    this.steps = next;
    this.place();
    this.say(this.words.moved, { title: this.title(this.held.id), place: this.placeOf(this.held.id) + 1, count: next.length });
  }

  // Rows go where they belong without being made anew, so that focus and pointer stay on the one in the hand: the others
  // move around it.
  place() {
    const rows = new Map([...this.list.children].map((row) => [row.dataset.langkah, row]));
    const mine = rows.get(this.held.id);
    const at = this.placeOf(this.held.id);
    const around = (step) => rows.get(step.id);
    mine.before(...this.steps.slice(0, at).map(around));
    mine.after(...this.steps.slice(at + 1).map(around));
    this.steps.forEach((step, place) => { rows.get(step.id).querySelector(".k-agenda-place").textContent = `${place + 1}`; });
    mine.scrollIntoView({ block: "nearest" });
  }

  drop() {
    const { id, before } = this.held;
    this.held = null;
    this.mark();
    const same = before.every((step, place) => step.id === this.steps[place].id);
    if (same) this.draw();
    else this.send(this.steps);
    this.focus(id, "pegang");
    this.say(this.words.dropped, { title: this.title(id), place: this.placeOf(id) + 1, count: this.steps.length });
  }

  giveBack() {
    const { id, before } = this.held;
    this.letGo?.();
    this.held = null;
    this.steps = before;
    this.draw();
    this.focus(id, "pegang");
    this.say(this.words.back, { title: this.title(id), place: this.placeOf(id) + 1, count: before.length });
  }

  mark() {
    for (const row of this.list.children) {
      const held = row.dataset.langkah === this.held?.id;
      row.toggleAttribute("data-held", held);
      row.querySelector("[data-act=pegang]").setAttribute("aria-pressed", String(held));
    }
  }

  title(id) {
    return this.steps.find((step) => step.id === id).title;
  }

  placeOf(id) {
    return this.steps.findIndex((step) => step.id === id);
  }

  key(event) {
    const grip = event.target.closest("[data-act=pegang]");
    if (!grip || event.ctrlKey || event.metaKey || event.altKey) return;
    const { id } = { id: grip.closest("li").dataset.langkah };
    if (event.key === " " || event.key === "Enter") {
      if (this.held) this.drop();
      else this.lift(id);
    } else if (this.held && event.key === "Escape") {
      this.escaped = true;
      this.giveBack();
    } else if (this.held && event.key === "Tab") {
      this.drop();
      return; // and the focus goes on
    } else {
      const to = { ArrowUp: -1, ArrowDown: 1, PageUp: -5, PageDown: 5, Home: -this.steps.length, End: this.steps.length }[event.key];
      if (!to) return;
      if (this.held) this.move(this.placeOf(this.held.id) + to);
      else this.list.children[Math.min(Math.max(this.placeOf(id) + to, 0), this.steps.length - 1)].querySelector("[data-act=pegang]").focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  drag(event, id) {
    if (event.button !== 0 || this.held) return;
    event.preventDefault();
    const grip = event.currentTarget;
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    this.lift(id);
    let y = event.clientY;
    let frame = 0;
    const follow = () => {
      const box = this.list.getBoundingClientRect();
      this.list.scrollTop += scrollBy(y, box.top, box.bottom);
      const others = [...this.list.children].filter((row) => row.dataset.langkah !== id);
      this.move(placeOf(y, others.map((row) => { const { top, height } = row.getBoundingClientRect(); return top + height / 2; })));
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    const signs = { pointermove: (sign) => { y = sign.clientY; }, pointerup: () => end(true), pointercancel: () => end(false) };
    this.letGo = () => {
      cancelAnimationFrame(frame);
      for (const [name, act] of Object.entries(signs)) grip.removeEventListener(name, act);
      this.letGo = null;
    };
    const end = (kept) => {
      this.letGo?.();
      if (!this.held) return;
      if (kept) this.drop();
      else this.giveBack();
    };
    for (const [name, act] of Object.entries(signs)) grip.addEventListener(name, act);
  }
}
