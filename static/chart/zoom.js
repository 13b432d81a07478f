// How much larger than it is sent a chart is drawn: type grows with the window, half as fast at a desk, as fast on the wall.

const USUAL = { width: 1366, height: 768 }; // the window in which nothing is enlarged
const MOST = 2.4;

export function zoomOfWindow() {
  const larger = Math.min(window.innerWidth / USUAL.width, window.innerHeight / USUAL.height) - 1;
  const share = document.documentElement.hasAttribute("data-k-screen") ? 1 : 0.5;
  return Math.min(MOST, 1 + share * Math.max(0, larger));
}
