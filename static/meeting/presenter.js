// The window of whoever leads: what stands on the wall, what to read aloud, what comes next, and for how long.

export function presenting(stage) {
  const { element } = stage;
  const { words, steps, meeting, leads } = stage.data;
  const step = steps[stage.at];
  const next = steps[stage.at + 1];
  const button = (text, act) => element("button", { type: "button", onclick: act }, text);
  return [
    element("p", { class: "k-kicker" }, `${stage.at + 1}/${steps.length} · ${step.title}`),
    element("h1", { html: step.sentence }),
    element("div", { class: "k-go" },
      button(`‹ ${words.back}`, () => stage.go(stage.at - 1)),
      button(`${words.next} ›`, () => stage.go(stage.at + 1)),
      button(words.black, () => stage.darken()),
      button(words.manage, () => stage.component.setTriggerValue("siapkan", true)),
      element("a", { href: "?", target: "_self" }, words.home)),
    element("div", { class: "k-cols" },
      element("div", {},
        element("h2", {}, words.aloud),
        element("ol", { class: "k-read" }, ...(step.aloud.length ? step.aloud : [step.title]).map((text) => element("li", {}, text))),
        step.question ? element("h2", {}, words.question) : null,
        step.question ? element("p", { class: "k-read" }, step.question) : null,
        next ? element("h2", {}, words.coming) : null,
        next ? element("p", {}, element("b", {}, next.title), " ", element("span", { html: next.sentence })) : null),
      element("aside", {},
        element("h2", {}, words.timer),
        element("p", { class: "k-clock" }, meeting ? "0.00" : "–"),
        meeting && leads && meeting.code ? element("p", {}, `Kode: ${meeting.code}`) : null,
        stage.data.backRow ? element("p", { class: "k-back-row" }, stage.data.backRow) : null,
        element("h2", {}, words.agenda),
        element("ol", { class: "k-steps" }, ...steps.map((item, place) => element("li", {},
          element("button", { type: "button", "data-step": place, "aria-current": place === stage.at ? "step" : null }, `${place + 1}  ${item.title}`))))))
  ];
}
