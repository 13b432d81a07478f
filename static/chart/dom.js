// Making nodes. All text enters the page through textContent.

const NS = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, parent = null) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  parent?.append(node);
  return node;
}

export function html(name, className, parent, text = null) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== null) node.textContent = text;
  parent?.append(node);
  return node;
}

export function toolButton(parent, text, act) {
  const button = html("button", "", parent, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}
