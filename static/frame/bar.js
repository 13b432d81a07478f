// The bar at the top: brand, menu with the views of a page, and the size for the wall. It is drawn anew only when what
// it shows changed. What a click on a link does is said in frame.js.

function element(name, attributes = {}, ...children) {
  const found = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) found.setAttribute(key, value);
  found.append(...children);
  return found;
}

export class Bar {
  constructor(host) {
    this.host = host;
    this.component = null;
    this.shown = "";
    this.host.addEventListener("click", (event) => this.clicked(event));
    this.host.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("pointerdown", (event) => {
      if (!this.host.contains(event.target)) this.fold();
    });
  }

  show(component, data) {
    this.component = component;
    const wanted = JSON.stringify(data);
    if (wanted === this.shown) return;
    this.shown = wanted;
    const { words } = data;
    this.host.replaceChildren(
      element("a", { class: "k-brand", href: data.home, "data-page": "", title: words.theme },
        element("b", {}, words.place), ` ${words.office}`),
      element("button", { type: "button", class: "k-menu", "aria-expanded": "false", "aria-controls": "k-pages" }, words.menu),
      element("nav", { id: "k-pages", "aria-label": words.menu }, element("ul", {}, ...data.pages.map((page) => this.page(page, data)),
        ...(data.takes ? [element("li", { class: "k-in-hand" }, element("button", { type: "button", class: "k-take" }, words.take))] : []))),
      ...(data.frozen ? [element("a", { class: "k-frozen", href: "/rapat", "data-page": "rapat", title: data.frozen.title }, data.frozen.text)] : []),
      ...(data.afresh ? [element("a", { class: "k-afresh", href: data.afresh, "data-page": data.page }, words.afresh)] : []),
      ...(data.takes ? [element("button", { type: "button", class: "k-take", title: words.takeHint }, words.take)] : []),
      element("button", { type: "button", class: "k-screen", "aria-pressed": String(data.screen), title: words.screenHint }, words.screen),
      ...(data.account ? [element("a", { class: "k-account", href: data.account.href, title: data.account.title }, data.account.text)] : []),
    );
  }

  page(page, data) {
    const here = page.path === data.page;
    const link = element("a", { href: page.href, "data-page": page.path, "aria-current": here ? "page" : null }, page.title);
    if (!page.groups.length) return element("li", {}, link);
    const id = `k-views-${page.path}`;
    const opener = element("button", {
      type: "button", class: "k-more", "aria-expanded": "false", "aria-controls": id,
      "aria-label": `${data.words.parts} ${page.title}`,
    });
    const groups = page.groups.map(([title, views]) => element("li", {},
      ...(title ? [element("strong", {}, title)] : []),
      element("ul", {}, ...views.map(([view, label, href]) => element("li", {}, element("a", {
        href, "data-page": page.path, "aria-current": here && view === data.view ? "page" : null,
      }, label))))));
    return element("li", {}, link, opener, element("ul", { id, class: "k-views", hidden: "" }, ...groups));
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (button?.classList.contains("k-take")) this.component.setTriggerValue("unduh", true);
    else if (button?.classList.contains("k-screen")) this.component.setTriggerValue("layar", true);
    else if (button) this.unfold(button, button.getAttribute("aria-expanded") !== "true");
    if (event.target.closest("a[data-page]")) this.fold();
  }

  // Escape folds what is open and gives the focus back to what opened it.
  pressed(event) {
    const opener = this.host.querySelector('button.k-more[aria-expanded="true"]') ?? this.host.querySelector('button[aria-expanded="true"]');
    if (event.key !== "Escape" || !opener) return;
    event.stopPropagation();
    this.unfold(opener, false);
    opener.focus();
  }

  unfold(button, open) {
    if (open && button.classList.contains("k-more")) this.fold(".k-more");
    button.setAttribute("aria-expanded", String(open));
    const list = document.getElementById(button.getAttribute("aria-controls"));
    if (list?.classList.contains("k-views")) list.hidden = !open;
  }

  fold(which = "button") {
    for (const button of this.host.querySelectorAll(`${which}[aria-expanded="true"]`)) this.unfold(button, false);
  }
}
