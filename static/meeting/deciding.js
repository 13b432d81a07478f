// What a region asks for, line by line, and what the meeting says of it: two clicks or keys for whoever leads.

const FITS = 6; // lines on the wall

export function listing(stage, host, ids) {
  const { element } = stage;
  const { words } = stage.data;
  let from = 0;
  let selected = -1;
  const shown = () => ids.slice(from, from + FITS);

  function draw() {
    const lines = shown().map((id, place) => line(id, place));
    const rest = ids.length - from - lines.length;
    const more = rest > 0 || from > 0
      ? element("p", { class: "k-row" }, element("button", { type: "button", onclick: () => turn() }, rest > 0 ? `${rest} ${words.more}` : "↑"))
      : null;
    host.replaceChildren(...(ids.length ? lines : [element("p", {}, words.noProposals)]), ...(more ? [more] : []));
  }

  function turn() {
    from = from + FITS < ids.length ? from + FITS : 0;
    selected = -1;
    draw();
  }

  function line(id, place) {
    const asked = stage.data.asked[id];
    const on = place === selected && stage.data.leads;
    const word = asked.verdict
      ? element("span", { class: "k-word", "data-verdict": asked.verdict, title: asked.reason || null },
        [asked.verdict, asked.agreed, asked.reason].filter(Boolean).join(" · "))
      : element("span", {});
    const row = element("div", { class: "k-row", role: "group", "aria-label": asked.title, "aria-current": on ? "true" : null, "data-usulan": id },
      element("span", { class: "k-what" }, asked.title),
      element("span", { class: "k-stand" }, asked.stage),
      element("span", { class: asked.simulated ? "k-amount k-not-real" : "k-amount" }, asked.amount),
      on ? buttons(id, asked) : word);
    if (stage.data.leads) row.addEventListener("click", (event) => event.target.closest("button") || choose(place));
    return row;
  }

  function buttons(id, asked) {
    return element("span", {},
      ...stage.data.verdicts.map(([verdict, key, reasoned]) => element("button", {
        type: "button", "data-verdict": verdict, title: `${verdict} (${key.toUpperCase()})`, onclick: () => enter(id, verdict, reasoned),
      }, verdict)),
      asked.verdict ? element("button", { type: "button", title: stage.data.words.takeBack, onclick: () => send(id, "", "", "") }, "↺") : null);
  }

  function choose(place) {
    selected = place;
    draw();
  }

  function enter(id, verdict, reasoned) {
    const asked = stage.data.asked[id];
    const value = reasoned ? "" : asked.idr === null ? "" : asked.idr.toLocaleString("id-ID");
    const input = element("input", { value, "aria-label": reasoned ? words.reason : words.amount, inputmode: reasoned ? "text" : "numeric" });
    const save = () => send(id, verdict, reasoned ? "" : input.value, reasoned ? input.value : "");
    const form = element("div", { class: "k-entry" },
      element("label", {}, element("b", {}, verdict), reasoned ? words.reason : words.amount, input),
      element("button", { type: "button", onclick: save }, words.save),
      element("button", { type: "button", onclick: () => draw() }, words.cancel));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") save();
      if (event.key === "Escape") draw();
      event.stopPropagation();
    });
    host.querySelector(`[data-usulan="${CSS.escape(id)}"]`).after(form);
    input.focus();
    input.select();
  }

  function send(id, verdict, amount, reason) {
    stage.component.setTriggerValue("putuskan", { proposal: id, verdict, amount, reason });
    draw();
  }

  // Arrow down enters the list; Escape leaves it. On a line the keys of the verdicts give them.
  stage.pick = (event) => {
    if (!stage.data.leads || !host.isConnected || stage.typed) return false;
    const count = shown().length;
    if (event.key === "ArrowDown" && selected < count - 1) return choose(selected + 1), true;
    if (event.key === "ArrowUp" && selected >= 0) return choose(selected - 1), true;
    if (selected < 0) return false;
    if (event.key === "Escape") return choose(-1), true;
    const found = stage.data.verdicts.find(([, key]) => key === event.key.toLowerCase());
    if (found) return enter(shown()[selected], found[0], found[2]), true;
    return false;
  };
  draw();
}
