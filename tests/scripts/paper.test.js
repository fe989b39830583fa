// What is taken away: "Cetak" prints the page, a picture is handed to the phone's own sharing;
// where the browser knows neither, the link leads to its file.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { open, reply, run, until } = require("./stage.js");

const PAGE = `<body><a id="print" href="/kartu.pdf" data-print>Cetak</a>
  <button id="late" type="button" data-print hidden>Cetak</button>
  <a id="send" href="/kartu.png" download="kartu.png" data-share="image/png">Kirim</a></body>`;
let window, printed, shared;
const $ = (selector) => window.document.querySelector(selector);

/** Press, and tell whether the link still leads to its file. */
function follows(element) {
  const event = new window.MouseEvent("click", { bubbles: true, cancelable: true });
  let stopped = false;
  window.addEventListener("click", () => {
    stopped = event.defaultPrevented;
    event.preventDefault(); // there is no other page to go to
  }, { once: true });
  element.dispatchEvent(event);
  return !stopped;
}

beforeEach(() => {
  window = open(PAGE);
  printed = 0;
  shared = [];
  window.print = () => { printed += 1; };
  window.fetch = async (address) => (
    { ...reply(200), blob: async () => new window.Blob([address]) }
  );
});
afterEach(() => window.close());

test("the page is printed, also by a button that waited for the script", () => {
  run(window, "paper.js");
  assert.equal(follows($("#print")), false);
  assert.equal($("#late").hidden, false);
  follows($("#late"));
  assert.equal(printed, 2);
});

test("a browser that cannot print gets the file", () => {
  window.print = undefined;
  run(window, "paper.js");
  assert.equal(follows($("#print")), true);
});

test("the picture goes to the phone's sharing, under its name", async () => {
  window.navigator.canShare = (what) => what.files.length === 1;
  window.navigator.share = async (what) => { shared.push(what.files[0].name); };
  run(window, "paper.js");
  assert.equal(follows($("#send")), false);
  await until(() => shared.length === 1, "it was shared");
  assert.deepEqual(shared, ["kartu.png"]);
});

test("where no file can be shared it is downloaded", () => {
  run(window, "paper.js");
  assert.equal(follows($("#send")), true);
  window.navigator.canShare = () => false;
  assert.equal(follows($("#send")), true);
});
