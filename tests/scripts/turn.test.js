// Whoever comes back from WhatsApp has sent the message. That a tap opens it, and that a falling
// thumb does not, is a browser's to tell: tests/browser/test_reminders.py.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { open, run } = require("./stage.js");

const PAGE = `<body><div id="turn"><form data-turn="5">
  <button class="btn" type="button" name="outcome" value="sent">Sudah</button></form></div>`;
let window, sent;

beforeEach(() => {
  window = open(PAGE);
  sent = 0;
  window.document.querySelector("[value=sent]").addEventListener("click", () => { sent += 1; });
});
afterEach(() => window.close());

/** Come back to the page, having opened WhatsApp for this person. */
function comeBack(whom) {
  if (whom) window.sessionStorage.setItem("whatsapp", whom);
  window.document.dispatchEvent(new window.Event("visibilitychange"));
}

test("coming back counts as sent", () => {
  run(window, "turn.js");
  comeBack("5");
  assert.equal(sent, 1);
});

test("coming back to another person's turn counts for nobody, and is forgotten", () => {
  run(window, "turn.js");
  comeBack("4");
  assert.equal(sent, 0);
  assert.equal(window.sessionStorage.getItem("whatsapp"), null);
});

test("who did not open WhatsApp has sent nothing", () => {
  run(window, "turn.js");
  comeBack("");
  assert.equal(sent, 0);
});

test("the next person's turn begins anew", () => {
  run(window, "turn.js");
  window.sessionStorage.setItem("whatsapp", "5");
  window.document.querySelector("form").setAttribute("data-turn", "6");
  window.document.dispatchEvent(new window.Event("htmx:afterSettle"));
  comeBack("");
  assert.equal(sent, 0);
});
