// What the viewer chose: echoes from the server, and the memory of the browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Echo, remember, remembered } from "../../static/map/choices.js";

function echoAt(start) {
  const clock = { now: start };
  return { clock, echo: new Echo(() => clock.now) };
}

test("an answer that repeats an older choice is an echo, the newest choice is news", () => {
  const { echo, clock } = echoAt(10_000);
  echo.send(null, "74.01");
  clock.now += 500;
  echo.send("74.01", "74.02");
  assert.equal(echo.accepts(null), false);
  assert.equal(echo.accepts("74.01"), false);
  assert.equal(echo.accepts("74.02"), true);
  assert.equal(echo.accepts("74.01"), true); // all answers have come: now it is a choice made elsewhere
});

test("a choice made elsewhere is believed at once", () => {
  const { echo } = echoAt(10_000);
  echo.send(null, "74.01");
  assert.equal(echo.accepts("74.09"), true);
});

test("whoever goes back is not told that this is an echo", () => {
  const { echo } = echoAt(10_000);
  echo.send(null, "74.01");
  echo.send("74.01", null);
  assert.equal(echo.accepts(null), true);
});

test("after six seconds an answer is believed, whatever it repeats", () => {
  const { echo, clock } = echoAt(10_000);
  echo.send(null, "74.01");
  clock.now += 5_999;
  assert.equal(echo.accepts(null), false);
  clock.now += 1;
  assert.equal(echo.accepts(null), true);
});

test("older choices are forgotten when the next one comes after six seconds", () => {
  const { echo, clock } = echoAt(10_000);
  echo.send(null, "74.01");
  clock.now += 6_001;
  echo.send("74.01", "74.02");
  assert.equal(echo.accepts(null), true);
});

function shelf() {
  const kept = new Map();
  return () => ({ getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text) });
}

test("a choice is remembered as long as the page offers the same beginning", () => {
  const storage = shelf();
  assert.equal(remembered("view", "peta", storage), "peta");
  remember("view", "peta", "ubin", storage);
  assert.equal(remembered("view", "peta", storage), "ubin");
  assert.equal(remembered("view", "ubin", storage), "ubin");
  assert.equal(remembered("labels", "true", storage), "true");
  remember("labels", "true", "false", storage);
  assert.equal(remembered("labels", "false", storage), "false");
});

test("a browser that keeps nothing, or something foreign, gives the page's beginning", () => {
  const refusing = () => {
    throw new Error("SecurityError");
  };
  remember("view", "peta", "ubin", refusing);
  assert.equal(remembered("view", "peta", refusing), "peta");
  assert.equal(remembered("view", "peta", () => ({ getItem: () => "no JSON" })), "peta");
});
