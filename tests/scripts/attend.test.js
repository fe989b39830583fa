// Who came, without signal: what waits on the phone, how it is sent, and what the sheet shows.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { Phone, press, reply, run, say, until } = require("./stage.js");

const HERE = "/kegiatan/7/hadir";
const SCRIPTS = ["attend.js", "outbox.js"];
const row = (id, name, stall, present = false) => `
  <li id="m${id}" data-member="${id}"><form method="post" action="${HERE}" data-mark>
    <input name="csrf_token" value="old"><input name="key" value="k-${id}">
    <input name="q" value="su"><input name="after" value="x">
    <input name="member" value="${id}"><input name="present" value="${present ? 0 : 1}">
    <button class="row" aria-pressed="${present}"><span><b>${name}</b><small>${stall}</small></span>
      <span class="chip mute">Tandai</span></button></form></li>`;
const SHEET = `
  <main></main><b data-figure="attendance" data-value="0">0</b>
  <section id="queue" hidden data-place="3-" data-token="old" data-waiting="0" data-roster="3.2"
    data-keep="43200" data-count="# menunggu" data-refused="# ditolak"
    data-wait="Menunggu" data-here="Hadir" data-mark="Tandai"
    data-retry="Kirim lagi" data-drop="Buang" data-other="Orang lain" data-failed="Ditolak"
    data-alone="Tidak bisa tanpa sinyal" data-offline="Salinan dari #" data-back="Batal"
    ><b></b><p hidden>Masuk lagi</p><ul></ul></section>
  <form data-sheet><input id="q"></form>
  <form id="walk_in" method="post" action="${HERE}/baru" data-mark>
    <input name="csrf_token" value="old"><input name="key" value="k-new">
    <input id="name" name="name"><button class="btn">Catat</button></form>
  <div id="attendance_list" data-sheet><ul>
    ${row(1, "Tono", "Los B-1")}${row(2, "Suparno", "Los B-2")}</ul></div>`;

let phone, window, token;
const $ = (selector) => window.document.querySelector(selector);
const texts = (selector) =>
  [...window.document.querySelectorAll(selector)].map((one) => one.textContent);
const pressed = (id) => $(`#m${id} button`).getAttribute("aria-pressed");
const chip = (id) => $(`#m${id} .chip`).textContent;
const tap = (id) => press($(`#m${id} button`));
const waiting = (number) => until(() => $("#queue").dataset.waiting === String(number));
const settled = () => until(() => $("#queue[hidden][data-settled]"), "nothing waits");
const named = (name) =>
  press([...window.document.querySelectorAll("#queue button")]
    .find((one) => one.textContent === name));

/** Open the sheet, as if for the first time on this visit. */
async function visit(owner, more = "") {
  if (window) window.close();
  if (phone.online) token = `token${phone.visits = (phone.visits || 0) + 1}`;
  const sheet = SHEET.replace('data-token="old"', `data-token="${token}"`)
    .replace('data-roster="3.2"', `data-roster="${phone.version}"`);
  const html = (owner ? `<body data-owner="${owner}">${sheet}` : sheet) + more;
  window = phone.load(html, HERE, ...SCRIPTS);
  await until(() => $("#queue").hasAttribute("data-settled") || $("#queue ul li"), "a look");
}

/** Switch the signal on, which the browser tells the page. */
function signal(there) {
  phone.online = there;
  if (there) window.dispatchEvent(new window.Event("online"));
}

beforeEach(async () => {
  phone = new Phone();
  phone.rows = [[1, "Tono", "Los B-1", false], [2, "Suparno", "Los B-2", false]];
  window = null;
  await visit();
});
afterEach(() => window.close());

test("a tap before the phone's store is open goes as a plain form", () => {
  window.close();
  window = phone.load(SHEET, HERE, ...SCRIPTS);
  let kept = null;
  window.document.addEventListener("submit", (event) => {
    kept = event.defaultPrevented;
    event.preventDefault(); // jsdom cannot send it
  });
  tap(1);
  assert.equal(kept, false);
  assert.deepEqual([pressed(1), chip(1)], ["false", "Tandai"]);
});

test("a mark is shown at once, sent with its key, counted as the server says", async () => {
  phone.answer = () => reply(200, { count: 41, present: true });
  tap(1);
  assert.deepEqual([pressed(1), chip(1)], ["true", "Menunggu"]);
  await settled();
  assert.deepEqual([pressed(1), chip(1)], ["true", "Hadir"]);
  assert.equal($("[data-figure]").dataset.value, "41");
  const [{ key, made_at: madeAt, ...sent }] = phone.posts;
  assert.deepEqual(sent, { url: HERE, token, member: "1", present: "1" });
  assert.match(key, /^3-[0-9a-f]{32}$/);
  assert.ok(Math.abs(Date.now() - Date.parse(madeAt)) < 60_000);
  assert.deepEqual(await phone.kept("marks"), []);
});

test("what the server says stands, not what was tapped", async () => {
  phone.answer = () => reply(200, { count: 0, present: false });
  tap(1);
  await settled();
  assert.deepEqual([pressed(1), chip(1)], ["false", "Tandai"]);
});

test("without signal marks wait, over a reload too, and go out oldest first", async () => {
  signal(false);
  for (const id of [2, 1]) {
    tap(id);
    await waiting(3 - id);
    await new Promise((done) => setTimeout(done, 3)); // another millisecond
  }
  tap(2); // taken back
  await waiting(3);
  await visit();
  assert.deepEqual(texts("#queue li b"), ["Suparno", "Tono", "Suparno"]);
  assert.equal($("#queue b").textContent, "3 menunggu");
  await until(() => chip(2) === "Menunggu", "the list from the phone");
  assert.deepEqual([pressed(1), pressed(2)], ["true", "false"]);
  signal(true);
  await settled();
  assert.deepEqual(phone.posts.map((one) => one.member + one.present), ["21", "11", "20"]);
});

test("an answer that is lost is asked for again under the same key", async () => {
  phone.answer = () => { throw new TypeError("lost"); };
  tap(1);
  await until(() => phone.posts.length === 1);
  await waiting(1);
  phone.answer = () => reply(200, { count: 1, present: true });
  await visit();
  await settled();
  assert.equal(phone.posts.length, 2);
  assert.equal(phone.posts[0].key, phone.posts[1].key);
  assert.equal(phone.posts[0].made_at, phone.posts[1].made_at);
});

test("a signal that came back while a try was failing is not waited for", async () => {
  let fail;
  phone.answer = () => new Promise((_done, failed) => { fail = failed; });
  tap(1);
  await until(() => fail);
  signal(true);
  phone.answer = () => reply(200, { count: 1, present: true });
  fail(new TypeError("lost"));
  await settled(); // long before the next try of every 15 seconds
});

for (const status of [429, 500, 503]) {
  test(`${status} means later: the mark waits and nothing is refused`, async () => {
    phone.answer = () => reply(status, "");
    tap(1);
    await until(() => phone.posts.length === 1);
    await waiting(1);
    assert.equal($("#queue li").dataset.state, "waiting");
    assert.equal($("#queue p").hidden, true);
    phone.answer = () => reply(200, { count: 1, present: true });
    signal(true);
    await settled();
  });
}

test("an ended session keeps the marks and asks to sign in", async () => {
  phone.answer = () => reply(401, "");
  tap(1);
  await until(() => !$("#queue p").hidden, "sign in again");
  assert.equal((await phone.kept("marks")).length, 1);
});

test("an old token is renewed once from the page; who is to sign in is signed out", async () => {
  phone.answer = (post) => reply(post.token === "fresh" ? 200 : 400, { count: 1, present: true });
  tap(1);
  await settled();
  assert.deepEqual(phone.posts.map((one) => one.token), [token, "fresh"]);
  assert.equal(phone.posts[0].key, phone.posts[1].key);
  phone.answer = () => reply(400, { why: "" });
  phone.pageStatus = 401;
  tap(2);
  await until(() => !$("#queue p").hidden, "sign in again");
});

test("a server in trouble when the token is renewed means later, not signed out", async () => {
  phone.answer = () => reply(400, { why: "" });
  phone.pageStatus = 503;
  tap(1);
  await waiting(1);
  await until(() => phone.looks === 1);
  await new Promise((done) => setTimeout(done, 20));
  assert.equal($("#queue p").hidden, true);
  assert.equal((await phone.kept("marks")).length, 1);
});

test("a refused mark says why, lets the others pass, and is dropped or sent again", async () => {
  phone.answer = (post) => post.member === "1"
    ? reply(409, { why: "Acara sudah ditutup" }) : reply(200, { count: 1, present: true });
  tap(1);
  tap(2);
  await until(() => phone.posts.length === 2);
  await until(() => $("#queue [data-state=refused]") && !$("#queue [data-state=waiting]"));
  assert.equal($("#queue small").textContent, "Acara sudah ditutup");
  assert.equal($("#queue b").textContent, "1 ditolak");
  assert.deepEqual([pressed(1), chip(1), pressed(2)], ["false", "Tandai", "true"]);
  named("Kirim lagi");
  await until(() => phone.posts.length === 3);
  assert.notEqual(phone.posts[2].key, phone.posts[0].key);
  assert.equal(phone.posts[2].made_at, phone.posts[0].made_at);
  await until(() => $("#queue [data-state=refused]"));
  named("Buang");
  await until(() => $("#queue").hidden);
  assert.deepEqual(await phone.kept("marks"), []);
});

// Sari is 17, Budi is 23.
test("marks of another account are not shown, not sent, and go out with their owner", async () => {
  await visit("17");
  signal(false);
  tap(1);
  await waiting(1);
  await visit("23");
  assert.deepEqual([$("#queue").hidden, pressed(1), texts("#queue button")], [true, "false", []]);
  signal(true);
  tap(2);
  await settled();
  assert.deepEqual(phone.posts.map((one) => one.member), ["2"]);
  await visit("17");
  await settled();
  assert.deepEqual(phone.posts.map((one) => one.member), ["2", "1"]);
});

test("names that another account kept are not shown without signal", async () => {
  phone.rows.push([9, "Sukirah", "Kios A-9", false]);
  await visit("17");
  await until(async () => (await phone.kept("sheets"))[0]?.rows.length === 3);
  signal(false);
  await visit("23");
  $("#q").value = "Sukirah";
  say(window, "htmx:sendError", { elt: $("#attendance_list") });
  assert.deepEqual(texts("#attendance_list b"), ["Tono", "Suparno"]);
  await visit("17");
  await until(() => texts("#attendance_list b").length === 3, "the own list");
});

test("a new token is taken for the same account only", async () => {
  phone.answer = (post) => reply(post.token === "fresh" ? 200 : 400, { count: 1, present: true });
  phone.page.owner = "23";
  await visit("17");
  tap(1);
  await until(() => !$("#queue p").hidden, "sign in again");
  assert.deepEqual(phone.posts.map((one) => one.token), [token]);
});

test("another page sends what waits, and leaves what is refused for the next sheet", async () => {
  await visit("17");
  signal(false);
  for (const id of [1, 2]) {
    tap(id);
    await waiting(id);
  }
  await new Promise((done) => setTimeout(done, 50)); // the page has tried, and waits
  window.close();
  phone.online = true;
  phone.page.owner = "17";
  phone.answer = (post) => post.member === "1"
    ? reply(409, { why: "Acara sudah ditutup" }) : reply(200, { count: 1, present: true });
  window = phone.load('<body data-owner="17" data-failed="Gagal"></body>', "/", "outbox.js");
  await until(async () => (await phone.kept("marks")).length === 1 && phone.posts.length === 2);
  assert.deepEqual(phone.posts.map((one) => one.token), ["fresh", "fresh"]);
  await until(async () => (await phone.kept("marks"))[0].why === "Acara sudah ditutup");
});

test("until when the phone may keep it is noted", async () => {
  phone.keepFor = 3600;
  await visit("17");
  await until(() => window.localStorage.getItem("until") > Date.now() + 3_500_000);
  const end = Number(window.localStorage.getItem("until"));
  await until(async () => (await phone.kept("sheets"))[0]?.until === end);
  signal(false);
  tap(1);
  await waiting(1);
  assert.equal((await phone.kept("marks"))[0].until, end);
});

test("what is past its end is neither kept nor read, and a mark goes by its id", async () => {
  phone = new Phone();
  phone.keepFor = 0; // the event is long over
  await visit();
  await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual(await phone.kept("sheets"), []);
  phone.online = false;
  const mark = { key: "3-a", url: HERE, path: HERE, name: "", fields: { member: "9" } };
  const rows = [[9, "Sukirah", "Kios A-9", false]];
  await phone.keep({ marks: [mark], sheets: [{ path: HERE, rows, until: Date.now() - 1 }] });
  await visit();
  say(window, "htmx:sendError", { elt: $("#attendance_list") });
  await waiting(1);
  assert.deepEqual(texts("#attendance_list b"), ["Tono", "Suparno"]);
  assert.equal($("#queue li b").textContent, "#9");
});

test("a walk-in may be one of several: choosing sends who, or that it is another", async () => {
  const choices = [{ member: 5, name: "Siti", stall: "Los B-12" }];
  phone.answer = (post) =>
    post.same || post.other ? reply(200, { count: 1 }) : reply(422, { why: "Siapa?", choices });
  for (const [choice, sent] of [["Siti Los B-12", { same: "5" }], ["Orang lain", { other: "1" }]]) {
    phone.posts.length = 0;
    $("#name").value = " Bu Siti ";
    press($("#walk_in button"));
    await until(() => $("#queue .in"));
    assert.equal($("#queue li b").textContent, "Bu Siti");
    assert.equal($("#name").value, "");
    named(choice);
    await settled();
    const [first, { key, made_at: madeAt, ...second }] = phone.posts;
    assert.deepEqual(second, { url: `${HERE}/baru`, token, name: " Bu Siti ", ...sent });
    assert.notEqual(key, first.key);
    assert.equal(madeAt, first.made_at);
  }
});

test("a walk-in without a name is nothing", async () => {
  $("#name").value = "  ";
  press($("#walk_in button"));
  await new Promise((done) => setTimeout(done, 30));
  assert.deepEqual([phone.posts, await phone.kept("marks")], [[], []]);
});

test("marks of another event are sent and shown, but touch no row here", async () => {
  signal(false);
  tap(1);
  await waiting(1);
  window.close();
  const other = "/kegiatan/8/hadir";
  window = phone.load(SHEET.replaceAll(HERE, other), other, ...SCRIPTS);
  await waiting(1);
  assert.deepEqual([pressed(1), texts("#queue li b")], ["false", ["Tono"]]);
  phone.answer = () => reply(200, { count: 99, present: true });
  signal(true);
  await settled();
  assert.equal(phone.posts[0].url, HERE);
  assert.deepEqual([pressed(1), $("[data-figure]").dataset.value], ["false", "0"]);
});

test("without signal the whole list is searched on the phone, fifty rows at most", async () => {
  phone.rows = [
    [1, "Tono", "Los B-1", true],
    [9, "Sukirah", "Kios A-9", false],
    [8, "Partini", "Kios A-8", false],
  ];
  phone.version = "3.3";
  for (let id = 100; id < 160; id++) phone.rows.push([id, `Mbok ${id}`, "Los C", false]);
  await visit();
  await until(async () => (await phone.kept("sheets"))[0].rows.length === 63);
  signal(false);
  $("#q").value = "kios SUK";
  const asked = say(window, "htmx:beforeRequest", { elt: $("[data-sheet]") });
  assert.equal(asked.defaultPrevented, true);
  assert.deepEqual(texts("#attendance_list b"), ["Sukirah"]);
  assert.equal($("#m9 [name=member]").value, "9");
  tap(9);
  await waiting(1);
  $("#q").value = "los";
  say(window, "htmx:sendError", { elt: $("#attendance_list") });
  assert.equal(texts("#attendance_list b").length, 50);
  assert.deepEqual([pressed(1), chip(1)], ["true", "Hadir"]);
  await visit(); // without signal from the start
  await until(() => texts("#attendance_list b").length === 50, "the list from the phone");
});

test("what is no part of the sheet is left to htmx", async () => {
  signal(false);
  const asked = say(window, "htmx:beforeRequest", { elt: $("#walk_in") });
  assert.equal(asked.defaultPrevented, false);
});

test("only this sheet's page stays, as it came; the old one goes after the new", async () => {
  const done = [], page = { headers: { "Content-Security-Policy": "default-src 'none'" } };
  const store = {
    put: async (url, answer) => done.push(["put", url, answer]),
    keys: async () => ["/kegiatan/1/hadir", HERE].map((path) => (
      { url: `http://guyub.test${path}` }
    )),
    delete: (one) => done.push(["delete", one.url]),
  };
  window.close();
  window = phone.load("<script>0</script>" + SHEET, HERE, "app.js");
  const open = async (name) => (assert.equal(name, "sheet"), store);
  Object.assign(window, { Headers, Response, caches: { open, match: async () => page } });
  Object.defineProperty(window.navigator, "serviceWorker", { value: { ready: true } });
  for (const name of SCRIPTS) run(window, name);
  await until(() => done.length === 2);
  assert.deepEqual(done[1], ["delete", "http://guyub.test/kegiatan/1/hadir"]);
  const [, url, answer] = done[0];
  assert.equal(url, `http://guyub.test${HERE}`);
  assert.equal(answer.headers.get("Guyub-Keep"), "43200");
  assert.equal(answer.headers.get("Content-Security-Policy"), "default-src 'none'");
  assert.match(await answer.text(), /^<!doctype html>.*id="m1"/s);
});

test("the list is asked for when it changed, and by no other page of the same list", async () => {
  await until(async () => (await phone.kept("sheets")).length === 1);
  await visit();
  tap(1);
  await settled();
  assert.equal(phone.lists, 1);
  await until(async () => (await phone.kept("sheets"))[0].rows[0][3] === true);
  const other = "/kegiatan/8/hadir";
  window.close();
  window = phone.load(SHEET.replaceAll(HERE, other), other, ...SCRIPTS);
  await until(async () => (await phone.kept("sheets"))[0].path === other);
  assert.deepEqual((await phone.kept("sheets"))[0].rows.map((one) => one[3]), [false, false]);
  assert.equal(phone.lists, 1);
  phone.version = "3.4";
  await visit();
  await until(() => phone.lists === 2);
});

test("a page from the phone says of when it is, a fresh one does not", async () => {
  await visit("17");
  await until(async () => (await phone.kept("sheets")).some((one) => one.token === token));
  assert.equal($("#offline"), null);
  signal(false);
  await visit("17");
  await until(() => $("#offline"), "it says so");
  assert.match($("#offline").textContent, /^Salinan dari \d\d\.\d\d$/);
  signal(true);
  await visit("17");
  await settled();
  assert.equal($("#offline"), null);
});

test("a browser without a service worker is told so", () => {
  assert.equal($("#alone").textContent, "Tidak bisa tanpa sinyal");
});

test("a page without the queue, and a phone without a store, are left alone", async () => {
  for (const [html, without] of [["<p></p>", ""], [SHEET, "indexedDB"], [SHEET, "fetch"]]) {
    const other = new Phone();
    if (without === "indexedDB") other.indexedDB = undefined;
    window.close();
    window = other.load(html, HERE, "app.js");
    if (without === "fetch") window.fetch = undefined;
    for (const name of SCRIPTS) run(window, name);
    if (!$("#m1")) continue;
    $("#m1 form").addEventListener("submit", (event) => event.preventDefault());
    tap(1);
    assert.equal(chip(1), "Tandai");
  }
});
