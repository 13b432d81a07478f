// What a label says, and in which ink and halo it is read on whatever it stands on.

const VERSION = new URL(import.meta.url).search;
const { contrast, legible, mix } = await import(`./colour.js${VERSION}`);

const AA = 4.5;
const NOTHING = "–"; // where a region has no value

// Name and value as one stack. The chosen region has its value even where the viewer wants none.
export function labelText({ name, value, isSecret, isPick, showsValues, secretMark }) {
  const shown = isSecret ? secretMark : value || NOTHING;
  return { name, value: showsValues || isPick || isSecret ? shown : "" };
}

// Ink on a ground, and the halo around it: the ground itself, made darker or lighter until the ink is read on it.
export function inkOn(ground) {
  const ink = legible(ground);
  const away = contrast(ink, "#000000") > contrast(ink, "#ffffff") ? "#000000" : "#ffffff";
  for (let share = 0; share < 1; share += 0.1) {
    const halo = mix(ground, away, share);
    if (contrast(ink, halo) >= AA) return { ink, halo };
  }
  return { ink, halo: away };
}

// `ground` is the colour under the label, null where it stands on hatching or at sea; `look` has ink, paper and accent.
export function labelColours({ ground, isPick }, { ink, paper, accentText }) {
  if (ground === null) return { name: isPick ? accentText : ink, value: isPick ? accentText : ink, halo: paper };
  const { ink: text, halo } = inkOn(ground);
  return { name: text, value: text, halo };
}
