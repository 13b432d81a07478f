// What the viewer chose: how long it is kept, and when an answer to it from the server is believed.

const ECHO_MS = 6000; // how long an answer that repeats an older choice is not believed

// What was sent to the server and may come back late. An answer that repeats an older choice is an echo
// of a rerun that was already under way, not news.
export class Echo {
  constructor(now = () => performance.now()) {
    this.now = now;
    this.older = new Set();
    this.last = undefined;
    this.time = 0;
  }

  send(previous, next) {
    if (this.now() - this.time > ECHO_MS) this.older.clear();
    this.older.add(previous);
    this.older.delete(next);
    this.last = next;
    this.time = this.now();
  }

  accepts(value) {
    const waiting = this.now() - this.time < ECHO_MS;
    if (waiting && value !== this.last && this.older.has(value)) return false;
    this.older.clear();
    return true;
  }
}

// The viewer's own choice lasts as long as the page offers the same beginning.
export function remembered(name, offered, storage = () => sessionStorage) {
  try {
    const [kept, chosen] = JSON.parse(storage().getItem(`kumkm-map-${name}`)) ?? [];
    return kept === offered ? chosen : offered;
  } catch {
    return offered;
  }
}

export function remember(name, offered, chosen, storage = () => sessionStorage) {
  try {
    storage().setItem(`kumkm-map-${name}`, JSON.stringify([offered, chosen]));
  } catch {
    // Private windows may refuse: the choice then lasts until the page is left.
  }
}
