// What htmx leaves to us: lost requests said beside the button, the focus, buttons pressed once;
// and what the phone keeps, for one account at a time.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { Phone, open, press, run, say, until } = require("./stage.js");

const PAGE = `<body data-offline="Belum terkirim" data-offline-get="Tidak ada sinyal"
  data-unsure="Belum ada jawaban." data-once="Coba lagi aman." data-again="Coba lagi">
  <main id="main"><form id="save" method="post" action="/anggota" hx-post="/anggota">
    <input name="key" value="k"><button class="btn">Simpan</button>
    <button class="btn" id="other">Lain</button></form></main>
  <form id="plain" action="/x"><button class="btn">Kirim</button></form>
  <form id="download" action="/x" data-download><button class="btn">Unduh</button></form>
  <div id="part"><p class="said">Tersimpan</p><input aria-invalid="true"></div></body>`;
let window;
const $ = (selector) => window.document.querySelector(selector);
/** What htmx tells of a request of the form, by the button that was pressed. */
function request(verb, button) {
  if (button) press(button);
  return { elt: $("#save"), requestConfig: { verb }, xhr: { upload: {} } };
}
const failed = (status, type, text, elt = $("#save")) => say(window, "htmx:responseError", {
  elt, requestConfig: {}, xhr: { status, responseText: text, getResponseHeader: () => type },
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
  assert.equal($("#other + [role=alert]").textContent, "Belum terkirim");
  say(window, "htmx:timeout", request("get", $("#save .btn")));
  assert.equal(window.document.querySelectorAll(".fail.net").length, 1);
  assert.equal($("#save > .btn + [role=alert]").textContent, "Tidak ada sinyal");
  say(window, "htmx:beforeRequest", request("post"));
  assert.equal($(".fail.net"), null);
});

test("an error in plain text is shown, any other is not", () => {
  failed(503, "text/plain; charset=utf-8", "Data BELUM tersimpan");
  assert.equal($(".fail.net").textContent, "Data BELUM tersimpan");
  for (const [status, type] of [[502, "text/html"], [500, null], [200, "text/html"]]) {
    failed(status, type, "<h1>Bad Gateway</h1>");
    assert.equal($(".fail.net").textContent, "Belum ada jawaban. Coba lagi aman.", status);
  }
  failed(503, "text/html", "<h1>Full</h1>");
  assert.equal($(".fail.net").textContent, "Belum terkirim");
  failed(403, "text/plain", "Bukan untuk Anda");
  assert.equal($("button.net"), null);
});

test("once all was sent nobody knows; that it is kept once is said of a form with a key", () => {
  const detail = request("post", $("#other")), sending = detail.xhr;
  say(window, "htmx:beforeRequest", detail);
  say(window, "htmx:sendError", detail);
  assert.equal($("#other + .fail.net").textContent, "Belum terkirim");
  sending.upload.onload();
  say(window, "htmx:sendError", detail);
  assert.equal($("#other + .fail.net").textContent, "Belum ada jawaban. Coba lagi aman.");
  $("[name=key]").remove();
  say(window, "htmx:timeout", detail);
  assert.equal($("#other + .fail.net").textContent, "Belum ada jawaban.");
});

test("trying again presses the same button, also where the browser does not name it", () => {
  let pressed = 0;
  $("#other").addEventListener("click", () => { pressed += 1; });
  say(window, "htmx:sendError", request("post", $("#other")));
  assert.equal($("#other + .fail.net + button.net").textContent, "Coba lagi");
  press($("button.net"));
  assert.deepEqual([pressed, $("button.net").type], [2, "button"]);
});

test("a whole page's form is pressed once, its answer taken from us alone", () => {
  const about = (status, ours) => {
    const detail = { ...request("post", $("#other")), target: $("#main"), shouldSwap: status < 300,
      xhr: { status, upload: {},
        getResponseHeader: (name) => (name === "HX-Retarget" ? ours : "") } };
    say(window, "htmx:beforeRequest", detail);
    assert.equal($("#other").disabled, true);
    say(window, "htmx:beforeSwap", detail);
    say(window, "htmx:afterRequest", { ...detail, successful: !detail.isError });
    return [detail.shouldSwap, detail.isError, $("#other").disabled];
  };
  assert.deepEqual(about(422, "#main"), [true, false, false]);
  assert.deepEqual(about(429, "#main"), [true, false, false]);
  assert.deepEqual(about(502, null), [false, true, false]);
  // the page of a Wi-Fi that wants a sign-in
  assert.deepEqual(about(200, null), [false, true, false]);
  const gone = { ...request("post", $("#other")), target: $("#main"), successful: true,
    xhr: { status: 204, upload: {} } };
  say(window, "htmx:beforeRequest", gone);
  say(window, "htmx:afterRequest", gone); // another page is on its way
  assert.equal($("#other").disabled, true);
});

test("a whole page begins at its top, with the focus on what it says, else on itself", () => {
  const tops = [];
  window.scrollTo = (...place) => tops.push(place);
  $("#other").focus();
  say(window, "htmx:afterSettle", { elt: $("#save"), target: $("#main") });
  assert.equal(window.document.activeElement, $("#main"));
  $("#main").insertAdjacentHTML("afterbegin", '<p class="fail">Belum tersimpan</p>');
  say(window, "htmx:afterSettle", { elt: $("#save"), target: $("#main") });
  assert.equal(window.document.activeElement, $(".fail"));
  assert.deepEqual(tops, [[0, 0], [0, 0]]);
});

test("no swap that somebody caused leaves the focus nowhere", () => {
  const part = $("#part"), settled = (cause, elt = part) =>
    say(window, "htmx:afterSettle", { elt, requestConfig: { triggeringEvent: { type: cause } } });
  const at = () => window.document.activeElement;
  part.innerHTML = "<p>0 dari 9</p><h2>Iuran</h2><button>Simpan</button>";
  settled("every");
  assert.equal(at(), window.document.body); // what comes by itself takes no focus
  part.isBeside = true;
  settled("click");
  assert.equal(at(), window.document.body);
  part.isBeside = false;
  settled("click");
  assert.equal(at(), part.querySelector("h2"));
  part.innerHTML = "<p>Lagi</p><a href=/x>Tono</a>";
  settled("submit");
  assert.equal(at(), part.querySelector("a"));
  assert.equal(at().hasAttribute("tabindex"), false);
  part.innerHTML = "<p>Habis</p>";
  settled("click");
  assert.equal(at(), part);
});

test("what a page said and holds no more comes anew in its place, other refusals do not", () => {
  const about = (status, type) => {
    const detail = { shouldSwap: false, isError: true, elt: $("#save"),
      xhr: { status, getResponseHeader: () => type } };
    say(window, "htmx:beforeSwap", detail);
    return [detail.shouldSwap, detail.isError];
  };
  assert.deepEqual(about(409, "text/html; charset=utf-8"), [true, false]);
  assert.deepEqual(about(409, "text/plain"), [false, true]);
  assert.deepEqual(about(500, "text/html"), [false, true]);
});

test("what was sent from a page that says so is sent plainly, for a page that asks again", () => {
  let sent = 0;
  $("#save").submit = () => { sent += 1; };
  const detail = { elt: $("#save"), requestConfig: {} };
  say(window, "htmx:responseError", { ...detail, xhr: { status: 409, responseText: "",
    getResponseHeader: (name) => (name === "X-Plainly" ? "1" : "text/plain") } });
  assert.deepEqual([sent, $(".fail.net")], [1, null]);
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

test("a long form is sent to be kept after the last key, and when the page goes", async () => {
  const sent = [];
  window.navigator.sendBeacon = (to, body) => sent.push([to, String(body)]);
  const type = (value) => {
    $("[name=key]").value = value;
    $("[name=key]").dispatchEvent(new window.Event("input", { bubbles: true }));
  };
  const goAway = () => window.dispatchEvent(new window.Event("pagehide"));
  type("short");
  goAway();
  assert.deepEqual(sent, []); // not a long one
  $("#save").setAttribute("data-draft", "");
  type("a");
  goAway();
  goAway(); // once
  assert.deepEqual(sent, [["/isian", "key=a&untuk=%2Fanggota"]]);
  const answered = (status) => say(window, "htmx:afterRequest",
    { ...request("post"), successful: true, xhr: { status } });
  type("b");
  answered(422); // refused: still needed
  goAway();
  type("c");
  answered(204);
  goAway();
  assert.equal(sent.length, 2);
  const real = window.setTimeout;
  let waits;
  window.setTimeout = (act, after) => { waits = [act, after]; };
  type("d");
  window.setTimeout = real;
  assert.equal(waits[1], 3000);
  waits[0]();
  assert.match(sent[2][1], /key=d/);
});

// What the phone keeps: Sari is 17, Budi is 23.
const KEPT = [
  { key: "3-a", owner: "17", name: "Tono" }, { key: "3-b", owner: "17", name: "Suparno" },
];
let phone;

/** Open a page of an account on a phone where Sari kept a sheet and marks. */
async function visit(owner, { marks = KEPT, was = "17", more = "", waiting } = {}) {
  window.close();
  phone = new Phone();
  await phone.keep({ marks, sheets: [{ path: "/kegiatan/7/hadir", rows: [[1, "Tono"]] }] });
  window = open(`<body data-owner="${owner}" ${more}><form action="/keluar" data-unsent="# hilang?">
    <input name="waiting"><button class="btn">Keluar</button></form>
    <script src="/static/abc/app.js"></script>`);
  window.indexedDB = phone.indexedDB;
  window.caches = phone.caches;
  window.localStorage.setItem("owner", was);
  if (waiting) window.localStorage.setItem("waiting", waiting);
  Object.defineProperty(window.navigator, "serviceWorker", { value: phone.worker });
  run(window, "app.js");
}
const left = async () => ({
  names: (await phone.kept("sheets")).length,
  marks: (await phone.kept("marks")).map((mark) => mark.key).sort(),
  files: phone.stores,
});
const moment = () => new Promise((done) => setTimeout(done, 50));

test("with the session ended the pressed button goes along, once", () => {
  const sent = new window.FormData($("#save"));
  sent.append("outcome", "paid");
  $("#save").submit = () => {};
  const detail = { elt: $("#save"), requestConfig: { formData: sent },
    xhr: { status: 401, getResponseHeader: () => "text/html" } };
  say(window, "htmx:responseError", detail);
  assert.deepEqual([...new window.FormData($("#save"))], [["key", "k"], ["outcome", "paid"]]);
});

for (const owner of ["23", ""]) {
  test(`on a page of ${owner || "nobody"} sheet and names go, marks wait`, async () => {
    await visit(owner);
    await until(() => (window.localStorage.getItem("owner") || "") === owner);
    assert.deepEqual(await left(), { names: 0, marks: ["3-a", "3-b"], files: ["other"] });
    assert.equal($("script[src*=outbox]"), null);
  });
}

test("on pages of one's own everything stays, until it is long over", async () => {
  await visit("17");
  await moment();
  assert.deepEqual(await left(), { names: 1, marks: ["3-a", "3-b"], files: ["sheet", "other"] });
  window.localStorage.setItem("until", Date.now() - 1000);
  run(window, "app.js");
  await until(async () => (await left()).names === 0);
  assert.deepEqual((await left()).marks, ["3-a", "3-b"]);
});

test("who signs in again sends the marks from the first page, else from the next", async () => {
  await visit("17", { was: "23" });
  await until(() => $("script[src='http://guyub.test/static/abc/outbox.js']"));
  assert.equal(window.localStorage.waiting, "1");
});

test("on a page of one's own the script comes where something may be kept, or waits", async () => {
  await visit("17");
  window.document.dispatchEvent(new window.Event("mousedown"));
  await moment();
  assert.equal($("script[src*=outbox]"), null);
  $("form").setAttribute("data-outbox", "");
  window.document.dispatchEvent(new window.Event("mousedown"));
  window.document.dispatchEvent(new window.Event("touchstart"));
  assert.equal(window.document.querySelectorAll("script[src*=outbox]").length, 1);
  assert.deepEqual(phone.registered, [["http://guyub.test/static/abc/sw.js", "/"]]);
  await visit("17", { waiting: "1" });
  await until(() => $("script[src*=outbox]"));
  await visit("23", { waiting: "1" }); // it is another's that waits
  await until(() => window.localStorage.getItem("owner") === "23");
  assert.deepEqual([$("script[src*=outbox]"), window.localStorage.waiting], [null, undefined]);
});

test("a page of something broken says nothing of who is signed in", async () => {
  await visit("17");
  window.document.body.removeAttribute("data-owner");
  run(window, "app.js");
  await moment();
  assert.equal((await left()).names, 1);
});

async function leave(owner, answer, marks = KEPT) {
  await visit(owner, { was: owner, marks });
  const asked = [], sent = [], real = window.setTimeout;
  // The store answers before any timer, as it may: a timer of then must not have the last word.
  window.setTimeout = (act, after) => real(act, after + 20);
  window.confirm = (question) => (asked.push(question), answer);
  $("form").submit = () => sent.push($("[name=waiting]").value);
  window.document.removeEventListener("submit", stay);
  press($("button"));
  await until(() => sent.length || (asked.length && !answer), "an answer");
  return [asked, sent];
}

test("signing out asks first when own marks still wait, and then wipes them all", async () => {
  assert.deepEqual(await leave("17", false), [["2 hilang?"], []]);
  assert.equal((await left()).names, 1);
  await moment();
  assert.equal($("button").disabled, false); // it can be pressed again
  assert.deepEqual(await leave("17", true), [["2 hilang?"], [""]]);
  await until(async () => (await phone.indexedDB.databases()).length === 0);
  assert.deepEqual([phone.stores, phone.workers, window.localStorage.length], [[], 0, 0]);
});

test("signing out without marks asks nothing", async () => {
  assert.deepEqual(await leave("17", false, []), [[], [""]]);
});

test("signing out keeps the marks of another account, and nothing else", async () => {
  const mine = { key: "3-c", owner: "23", name: "Joko" };
  assert.deepEqual(await leave("23", true, [...KEPT, mine]), [["1 hilang?"], ["1"]]);
  assert.deepEqual(await left(), { names: 0, marks: ["3-a", "3-b"], files: [] });
  assert.equal(phone.workers, 0);
});

test("the page after signing out wipes again, all but what the server was told of", async () => {
  for (const [told, marks] of [["cache", 2], ["cache, storage", 0]]) {
    await visit("", { more: `data-left="${told}"` });
    await until(() => window.localStorage.getItem("owner") === "-");
    assert.deepEqual([phone.stores, phone.workers], [[], 0]);
    if (marks) assert.deepEqual(await left(), { names: 0, marks: ["3-a", "3-b"], files: [] });
    else await until(async () => (await phone.indexedDB.databases()).length === 0);
  }
});

test("signing out works where nothing can be kept", async () => {
  await visit("17");
  window.indexedDB = window.caches = undefined;
  let sent = 0;
  $("form").submit = () => { sent += 1; };
  press($("button"));
  await until(() => sent === 1);
});
