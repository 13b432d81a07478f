// What hovering or walking says: a small box beside the mark, inside the chart.

const VERSION = new URL(import.meta.url).search;
const { html } = await import(`./dom.js${VERSION}`);
const { lines } = await import(`./text.js${VERSION}`);

export class Tip {
  constructor(root) {
    this.root = root;
    this.node = html("div", "k-chart-tip", root);
    this.node.hidden = true;
  }

  show(markup, x, y) {
    this.node.replaceChildren(...lines(markup).map(row));
    this.node.hidden = false;
    const [width, height] = [this.node.offsetWidth, this.node.offsetHeight];
    const right = x + 12 + width <= this.root.clientWidth;
    this.node.style.left = `${Math.max(0, right ? x + 12 : x - 12 - width)}px`;
    this.node.style.top = `${Math.max(0, y - height - 8)}px`;
  }

  hide() {
    this.node.hidden = true;
  }
}

function row(runs) {
  const line = document.createElement("div");
  for (const { text, bold } of runs) {
    if (bold) html("b", "", line, text);
    else line.append(text);
  }
  return line;
}
