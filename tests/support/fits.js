// What of a page's text a viewer cannot read: cut at the right edge, one over another, or to be scrolled to sideways.
// Drawings are left out (charts and maps hold their labels apart by themselves), and what is hidden from eyes.
() => {
  const found = [];
  const root = document.querySelector(".stApp");
  const LEFT_OUT = "style, script, svg, [role=tooltip], .krm-tip, .k-chart-tip";
  const isShown = (e) =>
    e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && getComputedStyle(e).clipPath === "none";

  // The box outside which an element's text is not drawn; below the page one can scroll.
  function clipOf(element) {
    const clip = { left: -Infinity, right: Infinity, bottom: Infinity };
    for (let up = element; up && up !== root; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === "visible" || up.clientWidth < 2) continue;
      const box = up.getBoundingClientRect();
      clip.left = Math.max(clip.left, box.left);
      clip.right = Math.min(clip.right, box.right);
      if (!up.classList.contains("stMain")) clip.bottom = Math.min(clip.bottom, box.bottom);
    }
    return clip;
  }

  const boxes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const owner = text.parentElement;
    const words = text.data.trim().slice(0, 40);
    if (!words || owner.closest(LEFT_OUT) || !isShown(owner)) continue;
    const clip = clipOf(owner);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const [left, right] = [Math.max(box.left, clip.left), Math.min(box.right, clip.right)];
      if (box.width < 2 || box.height < 4 || right - left < 2 || (box.top + box.bottom) / 2 > clip.bottom) continue;
      if (right > innerWidth + 1) found.push(`cut at the right: ${words}`);
      const frame = Boolean(owner.closest(".k-top, .st-key-tanya, .st-key-saringan"));
      boxes.push({ left, right, top: box.top + box.height / 5, bottom: box.bottom - box.height / 5, owner, words, frame });
    }
  }

  boxes.sort((one, other) => one.top - other.top);
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      if (other.top >= one.bottom) break;
      const related = one.owner.contains(other.owner) || other.owner.contains(one.owner);
      if (related || one.frame !== other.frame) continue;
      const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (shared > 3) found.push(`one over the other: ${one.words} / ${other.words}`);
    }
  });

  for (const element of root.querySelectorAll("*")) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const isGrid = element.closest("[data-testid=stDataFrame]"); // sorts, sizes and scrolls by itself
    if (!scrolls || isGrid || innerWidth < 1200 || !isShown(element) || element.clientWidth < 60) continue;
    if (element.scrollWidth > element.clientWidth + 2) {
      found.push(`to be scrolled sideways: ${element.className}, ${element.scrollWidth} px in ${element.clientWidth}`);
    }
  }
  return [...new Set(found)];
}
