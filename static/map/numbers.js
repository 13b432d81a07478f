// Numbers as the drawing needs them: kept within bounds, rounded to what a screen can show.

export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
export const round = (value) => Math.round(value * 100) / 100;
export const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
