// The meeting on the wall. All steps are here at once, so that turning one needs no server; the server is told, and says
// where the meeting stands. Text comes finished from Python; nothing is worked out here.

const VERSION = new URL(import.meta.url).search;
const STILL_MS = 3000; // controls fade
const SPELL_MS = 1500; // after so long what was typed is a word that ended
const LOOK_MS = 1000; // where the meeting stands is asked so often
const AGAIN_MS = 5000; // a rerun that was asked for and did not come is asked for again
const OWN_MS = 3000; // what was turned on this screen is newer than what the store says of it
const KEY_MS = 450; // a letter that is a key as well waits for a second one

export default function mount(component) {
  const host = component.parentElement;
  if (host.meeting && host.meeting.version !== VERSION) {
    host.meeting.destroy();
    host.meeting = null;
  }
  host.meeting ??= new Stage(host, VERSION);
  host.meeting.receive(component);
  return () => setTimeout(() => {
    if (!host.meeting || host.meeting.root.isConnected) return;
    host.meeting.destroy();
    host.meeting = null; // a host that comes back is given another one
  }, 50);
}

function element(name, attributes = {}, ...children) {
  const found = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "html") found.innerHTML = value;
    else if (key.startsWith("on")) found.addEventListener(key.slice(2), value);
    else found.setAttribute(key, value === true ? "" : value);
  }
  found.append(...children.filter((child) => child !== null && child !== undefined));
  return found;
}

// Which region a word calls: the first whose name, or a word of it, begins so.
export function called(typed, regions) {
  const wanted = typed.toLocaleLowerCase("id");
  const begins = (name) => name.toLocaleLowerCase("id").startsWith(wanted);
  return regions.find(([name]) => begins(name)) ?? regions.find(([name]) => name.split(" ").some(begins)) ?? null;
}

// A step with its picture, and a proposal with the meeting's word.
function whole(data, { pictures, asked }) {
  return {
    ...data,
    steps: data.steps.map((step) => ({ ...pictures[step.id], ...step })),
    asked: Object.fromEntries(Object.entries(asked).map(([id, told]) => [id, { ...told, ...data.decided[id] }])),
  };
}

class Stage {
  constructor(host, version) {
    this.version = version;
    this.element = element;
    this.root = element("section", { class: "k-stage", "aria-label": "Rapat", tabindex: "-1" });
    host.replaceChildren(this.root);
    this.at = 0;
    this.sequence = 0;
    this.wanted = this.turned = 0; // when a rerun was asked for, and when a step was turned here
    this.typed = "";
    this.before = [];
    this.pressed = (event) => this.key(event);
    this.moved = () => this.wake();
    this.pictured = () => this.component && this.receive(this.component);
    document.addEventListener("kumkm:pictures", this.pictured);
    window.addEventListener("keydown", this.pressed, true);
    for (const sign of ["pointermove", "pointerdown", "focusin"]) window.addEventListener(sign, this.moved);
    this.ticking = setInterval(() => this.tick(), 1000);
    this.looking = setInterval(() => this.look(), LOOK_MS);
    if (!document.getElementById("k-meeting-css")) {
      const href = new URL(`meeting.css${version}`, import.meta.url).href;
      document.head.append(element("link", { id: "k-meeting-css", rel: "stylesheet", href }));
    }
    this.root.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]");
      if (step) this.go(Number(step.dataset.step));
    });
  }

  destroy() {
    window.removeEventListener("keydown", this.pressed, true);
    for (const sign of ["pointermove", "pointerdown", "focusin"]) window.removeEventListener(sign, this.moved);
    document.removeEventListener("kumkm:pictures", this.pictured);
    clearInterval(this.ticking);
    clearInterval(this.looking);
    this.root.remove();
  }

  async receive(component) {
    this.component = component;
    this.wanted = 0;
    const first = !this.data;
    const kept = window.kumkmMeeting;
    if (!kept) return; // they are on their way, and say so
    const data = whole(component.data, kept);
    this.deciding ??= await import(new URL(`deciding.js${VERSION}`, import.meta.url).href);
    this.presenter ??= await import(new URL(`presenter.js${VERSION}`, import.meta.url).href);
    this.data = data;
    // What the server says is older than what was turned here since: the next word will be newer.
    if (data.sequence >= this.sequence || data.follows) this.at = Math.min(Math.max(data.at, 0), data.steps.length - 1);
    this.black = data.meeting?.black ?? this.black ?? false;
    if (data.failed) this.say(data.failed);
    this.draw();
    if (first) this.wake();
  }

  // Ask where the meeting stands. A screen that nobody sees does not; without an answer everything stays as it is.
  async look() {
    if (!this.data || this.asking || document.hidden) return;
    this.asking = true;
    try {
      const answer = await fetch("/rapat-kini", { cache: "no-store", signal: AbortSignal.timeout(LOOK_MS * 5) });
      if (answer.ok) this.follow(await answer.json());
    } catch {
      // the network is away, or slow; the next second asks again
    } finally {
      this.asking = false;
    }
  }

  // Another step is turned here; for all else the server is asked, not under an open dialog, which that would disturb.
  follow(now) {
    const { meeting, revision, leads, follows, steps } = this.data;
    if ((now.revision ?? "") !== revision) {
      if (document.querySelector("[data-testid=stDialog]") || Date.now() - this.wanted < AGAIN_MS) return;
      this.wanted = Date.now();
      this.component.setTriggerValue("berubah", now.revision ?? "");
      return;
    }
    if (!meeting || !(leads || follows) || Date.now() - this.turned < OWN_MS) return;
    const at = steps.findIndex((step) => step.id === now.step);
    if (at < 0 || (at === this.at && now.black === meeting.black && now.since === meeting.since)) return;
    if (now.black !== meeting.black) this.black = now.black;
    Object.assign(meeting, { black: now.black, since: now.since });
    this.at = at;
    this.draw();
  }

  get step() {
    return this.data.steps[this.at];
  }

  go(place) {
    const to = Math.min(Math.max(place, 0), this.data.steps.length - 1);
    if (to === this.at) return;
    this.before.push(this.at);
    this.at = to;
    this.turned = Date.now();
    this.draw();
    this.sequence = Math.max(this.sequence, this.data.sequence) + 1;
    this.component.setTriggerValue("langkah", { to: this.step.id, sequence: this.sequence });
  }

  draw() {
    const { words, meeting, window: kind } = this.data;
    this.root.classList.toggle("k-presenting", kind === "pemimpin");
    if (kind === "pemimpin") {
      this.root.replaceChildren(...this.presenter.presenting(this));
      this.tick();
      return;
    }
    const { step } = this;
    const drawn = JSON.stringify([step, this.data.asked, this.at, this.data.leads, meeting?.frozen, this.data.follows, this.data.trouble]);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      const picture = element("div", { class: "k-pic", html: step.body });
      const long = step.sentence.replace(/<[^>]*>/g, "").length > 110;
      const frame = element("article", { class: "k-frame", "data-kind": step.kind, "data-step-id": step.id },
        element("header", {},
          element("p", { class: "k-kicker" }, step.kind === "title" || step.title === step.sentence ? "" : step.title),
          element("h1", { html: step.sentence, class: long ? "k-long" : null })),
        picture,
        this.data.trouble ? element("p", { class: "k-asking k-trouble", role: "alert" }, this.data.trouble)
          : step.question ? element("p", { class: "k-asking" }, element("b", {}, words.question), step.question) : element("p", {}),
        element("footer", { class: "k-imprint" },
          element("span", {}, `${this.at + 1}/${this.data.steps.length}`),
          element("span", { class: "k-src" }, step.source ? `Sumber: ${step.source}` : ""),
          step.simulated ? element("b", {}, words.simulated) : null,
          meeting ? element("span", { title: meeting.build }, meeting.frozen) : null),
        this.controls());
      this.root.replaceChildren(frame);
      if (step.map) this.map(picture, step.map);
      if (step.proposals) this.deciding.listing(this, picture.querySelector(".k-list") ?? picture, step.proposals);
    }
    this.root.querySelector(".k-black")?.remove();
    if (this.black) this.root.append(element("div", { class: "k-black", onclick: () => this.darken() }));
  }

  controls() {
    const { words, meeting, leads, follows } = this.data;
    const button = (text, title, act) => element("button", { type: "button", title, "aria-label": title, onclick: act }, text);
    return element("nav", { class: "k-controls", "aria-label": words.manage },
      button("‹", words.back, () => this.go(this.at - 1)),
      button("›", words.next, () => this.go(this.at + 1)),
      button("B", words.black, () => this.darken()),
      button("F", words.full, () => this.full()),
      meeting && !leads && !follows ? button(words.follow, words.follow, () => this.component.setTriggerValue("ikut", true)) : null,
      button(meeting ? words.manage : words.prepare, meeting ? words.manage : words.prepare, () => this.component.setTriggerValue("siapkan", true)),
      button(words.take, words.take, () => this.component.setTriggerValue("unduh", true)),
      leads ? element("a", { href: "?jendela=pemimpin", target: "_blank", rel: "noopener" }, words.presenter) : null,
      element("a", { href: this.data.home, target: "_self" }, words.home));
  }

  async map(picture, told) {
    const host = element("div", { class: "k-map" });
    picture.replaceChildren(host);
    const module = await import(new URL(told.moduleUrl, location.origin).href);
    if (!host.isConnected) return;
    const silent = () => {};
    await module.default({ parentElement: host, data: told, setTriggerValue: silent, setStateValue: silent });
  }

  darken() {
    this.black = !this.black;
    this.turned = Date.now();
    this.draw();
    if (this.data.leads) this.component.setTriggerValue("gelap", this.black);
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  say(text) {
    this.root.querySelector(".k-failed")?.remove();
    const shown = element("p", { class: "k-failed", role: "alert" }, text);
    setTimeout(() => this.root.append(shown));
    setTimeout(() => shown.remove(), 8000);
  }

  wake() {
    this.root.classList.remove("k-still");
    clearTimeout(this.sleeping);
    this.sleeping = setTimeout(() => this.root.classList.add("k-still"), STILL_MS);
  }

  tick() {
    const clock = this.root.querySelector(".k-clock");
    if (!clock || !this.data?.meeting) return;
    const seconds = Math.max(0, Math.floor((Date.now() - this.data.meeting.since) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;
  }

  key(event) {
    if (!this.data || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (target instanceof Element && (target.closest("input, textarea, select, [contenteditable]") || target.closest("[role=dialog]"))) return;
    if (document.querySelector("[data-testid=stDialog]")) return;
    if (target instanceof HTMLButtonElement && ["Enter", " "].includes(event.key)) return;
    if (this.pick?.(event)) return this.took(event);
    const moves = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, ArrowDown: 1, ArrowUp: -1, " ": 1 };
    if (!this.typed && event.key in moves) {
      this.took(event);
      this.go(this.at + moves[event.key]);
    } else if (event.key === "Home" || event.key === "End") {
      this.took(event);
      this.go(event.key === "Home" ? 0 : this.data.steps.length - 1);
    } else if (event.key === "Escape") {
      this.took(event);
      if (this.typed) this.spell("");
      else if (this.black) this.darken();
      else if (this.before.length) this.back();
    } else if (event.key === "Enter" && this.typed) {
      this.took(event);
      this.call();
    } else if (event.key === "Backspace" && this.typed) {
      this.took(event);
      this.spell(this.typed.slice(0, -1));
    } else if (/^[\p{L}\d]$/u.test(event.key) || (event.key === " " && this.typed)) {
      this.took(event);
      this.letter(event.key);
    }
  }

  took(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  // B and F are keys by themselves; with another letter after them they begin a name.
  letter(key) {
    clearTimeout(this.alone);
    const act = { b: () => this.darken(), f: () => this.full() }[key.toLowerCase()];
    this.spell(this.typed + key);
    if (act && this.typed.length === 1) {
      this.alone = setTimeout(() => {
        this.spell("");
        act();
      }, KEY_MS);
    }
  }

  spell(text) {
    this.typed = text;
    clearTimeout(this.spelling);
    clearTimeout(text ? undefined : this.alone);
    this.root.querySelector(".k-called")?.remove();
    if (!text) return;
    const found = /^\d+$/.test(text) ? this.data.steps[Number(text) - 1]?.title : called(text, this.data.regions)?.[0];
    this.root.append(element("p", { class: "k-called", role: "status" }, `${text} → ${found ?? this.data.words.none}`));
    this.spelling = setTimeout(() => this.spell(""), SPELL_MS * 3);
  }

  call() {
    const { typed } = this;
    this.spell("");
    if (/^\d+$/.test(typed)) this.go(Number(typed) - 1);
    else {
      const found = called(typed, this.data.regions);
      if (found) this.go(found[1]);
    }
  }

  back() {
    const to = this.before.pop();
    this.go(to);
    this.before.pop();
  }
}
