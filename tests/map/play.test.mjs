// Playing the years, on a clock of the test's own.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { nextYear, Player, yearsWithData } from "../../static/map/play.js";
import { State } from "../../static/map/state.js";

test("years without data are left out", () => {
  const years = yearsWithData([2021, 2022, 2023], [true, false, true]);
  assert.deepEqual(years, [2021, 2023]);
  assert.equal(nextYear(years, 2021), 2023);
  assert.equal(nextYear(years, 2022), 2023);
  assert.equal(nextYear(years, 2023), undefined);
});

function playerAt(year) {
  const state = new State();
  state.data = { years: [2021, 2022, 2023, 2024], year };
  state.summary = { hasData: [true, false, true, true] };
  const sent = [];
  const player = new Player({ state, send: (...what) => sent.push(what), paint: () => {} });
  player.begin();
  return { player, state, sent };
}

test("play goes to the last year and ends there", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { player, state, sent } = playerAt(2021);
  player.toggle();
  mock.timers.tick(299);
  assert.equal(state.year, 2021);
  mock.timers.tick(1);
  assert.equal(state.year, 2023);
  mock.timers.tick(1200);
  assert.equal(state.year, 2024);
  assert.equal(state.playing, null);
  assert.deepEqual(sent, [["year", 2023], ["year", 2024]]);
  mock.timers.reset();
});

test("from the last year it begins with the first", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { player, state } = playerAt(2024);
  player.toggle();
  mock.timers.tick(1);
  assert.equal(state.year, 2021);
  player.toggle();
  mock.timers.tick(9000);
  assert.equal(state.year, 2021);
  mock.timers.reset();
});

test("a late answer does not turn the year back", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { player, state } = playerAt(2021);
  player.toggle();
  mock.timers.tick(300);
  player.stop();
  player.follow(); // the server still says 2021
  assert.equal(state.year, 2023);
  state.data.year = 2024;
  player.follow();
  assert.equal(state.year, 2024);
  mock.timers.reset();
});
