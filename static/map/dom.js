// Making and changing nodes. All text enters the page through textContent; what is already so is not touched.

const NS = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, parent = null) {
  const node = document.createElementNS(NS, name);
  set(node, attributes);
  parent?.append(node);
  return node;
}

export function html(name, className, parent, text = null) {
  const node = document.createElement(name);
  node.className = className;
  if (text !== null) node.textContent = text;
  parent?.append(node);
  return node;
}

export function button(className, parent) {
  const node = html("button", className, parent);
  node.type = "button";
  return node;
}

export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
