// What a label may say and in which colours, from the best to the barest; where it goes is found by Placer.

const VERSION = new URL(import.meta.url).search;
const { legible } = await import(`./colour.js${VERSION}`);

// What is tried in turn for a region. `value` is its text or the sign of what is withheld, "" if it has none;
// `reason` stands in for it where the chosen region has none. A name is a luxury: it must fit inside; only the
// barest form may go out to sea. What is chosen goes out with its name. A marker stays in its region.
export function labelAttempts(region) {
  const { isPick, isSecret, isGraded, isMarked } = region;
  const wanted = wantedTexts(region);
  const tries = wanted.map((text) => ({ text, mayLeave: false, isMarked, isGraded }));
  const out = { text: isPick ? wanted[0] : wanted.at(-1), mayLeave: true, isMarked: false };
  if (isPick) tries.push({ ...out, isGraded });
  else if (out.text?.value) {
    out.mustShow = isSecret;
    if (isGraded) tries.push({ ...out, isGraded });
    tries.push(out);
  }
  return tries;
}

// `isCaptioned`: its name stands at its inset already.
function wantedTexts({ name, short, value, reason, isPick, isSecret, isCaptioned, showsValues }) {
  const shown = isPick && reason ? reason : value;
  const both = { name, value: shown };
  const brief = { name: short, value: shown };
  const only = { name: "", value: shown };
  if (isCaptioned && (isPick || value)) return showsValues || isPick || isSecret ? [only] : [];
  if (isPick) return [both, brief];
  if ((showsValues || isSecret) && value) return [both, brief, only];
  return [{ name, value: "" }, { name: short, value: "" }];
}

// Ink and halo of a label, so that it is read on whatever it stands on. `fill` is the region's own colour or
// null, `circleFill` that of its circle, `colours` those of Look.
export function labelColours({ spot, isCount, isPick, isSecret, isMissing, fill, circleFill }, colours) {
  const { ink, paper, land, hatchGround, accentText } = colours;
  const { inside, onCircle } = spot;
  const isOnShape = inside || onCircle;
  const isOnLand = isCount && inside && !onCircle;
  const ground = inside && !isCount ? (fill ?? hatchGround) : onCircle ? circleFill : paper;
  const text = isOnShape && !isOnLand ? legible(ground) : ink;
  const name = isPick && !isOnShape ? accentText : text;
  const isHatched = isMissing && !isSecret;
  if (!isOnShape || isHatched) return { name, value: text, halo: paper, width: onCircle ? 0 : 4 };
  const halo = isCount && !onCircle ? (isSecret ? hatchGround : land) : ground;
  return { name, value: text, halo, width: onCircle ? 0 : 3 };
}
