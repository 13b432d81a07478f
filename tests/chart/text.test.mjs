// What figures write, as people read it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, number, plain, told } from "../../static/chart/text.js";

test("of the markup only bold, line breaks and coloured spans are read; all else is text", () => {
  assert.deepEqual(lines('<b>Kolaka</b> 5<br><span style="color:red">■</span> <img src=x>'), [
    [{ text: "Kolaka", bold: true, colour: null }, { text: " 5", bold: false, colour: null }],
    [{ text: "■", bold: false, colour: "red" }, { text: " <img src=x>", bold: false, colour: null }],
  ]);
  assert.equal(plain("&lt;1% &amp; lebih<br>dua"), "<1% & lebih, dua");
});

test("numbers are written the Indonesian way", () => {
  assert.equal(number(1234567.5), "1.234.567,5");
  assert.equal(number(-0.25), "−0,25");
  assert.equal(number(999), "999");
  assert.equal(number(2023, "d"), "2023");
});

test("a template is filled with what belongs to the point", () => {
  const trace = { hovertemplate: "%{hovertext} %{x}: %{text}<extra></extra>", hovertext: ["Muna", "Buton"], text: ["1,0", "2,0"] };
  assert.equal(told(trace, 1, "2023", "9"), "Buton 2023: 2,0");
  assert.equal(told({ ...trace, hoverinfo: "skip" }, 1, "", ""), null);
});
