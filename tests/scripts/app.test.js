// What htmx leaves to us: lost requests said beside the button, the focus, buttons pressed once.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { open, press, run, say, until } = require("./stage.js");

const PAGE = `<body data-offline="Belum tersimpan" data-offline-get="Tidak ada sinyal"
  data-failed="Gagal">
  <form id="save" method="post" action="/anggota" hx-post="/anggota">
    <button class="btn">Simpan</button>
    <button class="btn" id="other">Lain</button></form>
  <form id="plain" action="/x"><button class="btn">Kirim</button></form>
  <form id="download" action="/x" data-download><button class="btn">Unduh</button></form>
  <form id="out" action="/keluar" data-unsent="Masih ada yang belum terkirim"></form>
  <div id="part"><p class="said">Tersimpan</p><input aria-invalid="true"></div></body>`;
let window;
const $ = (selector) => window.document.querySelector(selector);
const request = (verb, submitter) =>
  ({ elt: $("#save"), requestConfig: { verb, triggeringEvent: { submitter } } });
const failed = (status, type, text, elt = $("#save")) => say(window, "htmx:responseError", {
  elt, xhr: { status, responseText: text, getResponseHeader: () => type },
});

/** Keep the page where it is: there is no other to go to. */
function stay(event) { event.preventDefault(); }

beforeEach(async () => {
  window = open(PAGE);
  // The page's own "pageshow" comes with its load: later it would free the buttons of a test.
  await until(() => window.document.readyState === "complete", "the page has loaded");
  window.document.addEventListener("submit", stay);
  run(window, "app.js");
});
afterEach(() => window.close());

test("a change that did not reach the server is said beside the button pressed", () => {
  say(window, "htmx:sendError", request("post", $("#other")));
  assert.equal($("#other + [role=alert]").textContent, "Belum tersimpan");
  say(window, "htmx:timeout", request("get"));
  assert.equal(window.document.querySelectorAll(".fail.net").length, 1);
  assert.equal($("#save > .btn + [role=alert]").textContent, "Tidak ada sinyal");
  say(window, "htmx:beforeRequest", request("post"));
  assert.equal($(".fail.net"), null);
});

test("an error in plain text is shown, any other is not", () => {
  failed(503, "text/plain; charset=utf-8", "Data BELUM tersimpan");
  assert.equal($(".fail.net").textContent, "Data BELUM tersimpan");
  failed(500, "text/html", "<h1>Error</h1>");
  assert.equal($(".fail.net").textContent, "Gagal");
  failed(500, null, "");
  assert.equal($(".fail.net").textContent, "Gagal");
});

test("when the session ended, the form goes plainly and waits behind the sign-in page", () => {
  let sent = 0;
  $("#save").submit = () => { sent += 1; };
  failed(401, "text/html", "");
  assert.deepEqual([sent, $(".fail.net")], [1, null]);
  failed(401, "text/html", "", $("#part"));
  assert.equal(sent, 1);
});

test("after a part was replaced the focus goes to what it says", () => {
  say(window, "htmx:afterSettle", { elt: $("#part") });
  assert.equal(window.document.activeElement, $(".said"));
  window.document.activeElement.blur();
  $(".said").remove();
  say(window, "htmx:afterSettle", { elt: $("#part") });
  assert.equal(window.document.activeElement, $("[aria-invalid]"));
  assert.equal($("[aria-invalid]").hasAttribute("tabindex"), false);
});

test("the focus of somebody who types is left alone", () => {
  $("#other").focus();
  say(window, "htmx:afterSettle", { elt: $("#part") });
  assert.equal(window.document.activeElement, $("#other"));
});

test("without htmx a button stays pressed until another page comes", async () => {
  for (const id of ["plain", "save", "download"]) press($(`#${id} .btn`));
  await until(() => $("#plain .btn").disabled, "the button is pressed");
  const disabled = ["plain", "save", "download"].map((id) => $(`#${id} .btn`).disabled);
  assert.deepEqual(disabled, [true, false, false]);
  window.dispatchEvent(new window.Event("pageshow")); // back from the history
  assert.equal($("#plain .btn").disabled, false);
});

test("signing out asks first only when marks still wait on the phone", () => {
  const asked = [];
  function leave(unsent, answer) {
    window.localStorage.setItem("unsent", unsent);
    window.confirm = (question) => (asked.push(question), answer);
    const event = new window.Event("submit", { bubbles: true, cancelable: true });
    $("#out").dispatchEvent(event);
    return !event.defaultPrevented;
  }
  window.document.removeEventListener("submit", stay);
  assert.deepEqual([leave("0", false), asked.length], [true, 0]);
  assert.deepEqual([leave("2", false), leave("2", true)], [false, true]);
  assert.deepEqual(asked, Array(2).fill("Masih ada yang belum terkirim"));
});
