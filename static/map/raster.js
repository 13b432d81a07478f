// Paints the shapes into a small picture nobody sees, and reads from it what lies where.

const VERSION = new URL(import.meta.url).search;
const { Ground, INSET, SEA } = await import(`./ground.js${VERSION}`);

// A number as a colour whose three parts belong together, so that a blend of two is told from a third.
const green = (number) => (number * 37) % 256;
const blue = (number) => (number * 91) % 256;
const colour = (number) => `rgb(${number}, ${green(number)}, ${blue(number)})`;

// `k` is the scale of the map. Insets are left out by giving none.
export function rasterise({ view, regions, insets, k }) {
  const scale = k / 2;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.ceil(view.width * scale));
  canvas.height = Math.max(1, Math.ceil(view.height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const draw = () => {
    for (const region of regions) {
      pen.fillStyle = colour(region.number);
      pen.fill(region.path);
    }
  };
  pen.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
  draw();
  for (const { place, k: zoom, x, y } of insets) {
    pen.save();
    pen.beginPath();
    pen.rect(place.x, place.y, place.width, place.height);
    pen.clip();
    pen.fillStyle = colour(INSET);
    pen.fill();
    pen.transform(zoom, 0, 0, zoom, x, y);
    draw();
    pen.restore();
  }
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return new Ground({ width, height, cells: numbersOf(data) });
}

// Numbers from the pixels of a picture, four bytes each.
export function numbersOf(pixels) {
  const cells = new Uint8Array(pixels.length / 4);
  for (let i = 0, at = 0; i < cells.length; i++, at += 4) {
    const number = pixels[at];
    if (pixels[at + 3] < 128) cells[i] = SEA;
    else if (pixels[at + 1] === green(number) && pixels[at + 2] === blue(number)) cells[i] = number;
    else cells[i] = i ? cells[i - 1] : SEA; // a blend of two neighbours
  }
  return cells;
}
