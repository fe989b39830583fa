// The worker: the sheet in use from the phone when there is no signal, its files always, no more.
const assert = require("assert/strict");
const { beforeEach, test } = require("node:test");
const vm = require("vm");
const { Phone, script, until } = require("./stage.js");

const HOME = "http://guyub.test";
const SHEET = `${HOME}/kegiatan/7/hadir`;
const FILE = `${HOME}/static/abc/app.css`;
let listeners, kept, network, timers, dropped, phone;

/** Start the worker, as the browser does whenever something of ours is asked for. */
function start() {
  listeners = {};
  timers = [];
  dropped = [];
  // The sheet varies with htmx's headers, which the worker never asks for.
  const store = {
    match: async (url, how) => how.ignoreVary ? kept.get(url) : undefined,
    keys: async () => [...kept.keys()].map((url) => ({ url })),
  };
  vm.runInNewContext(script("sw.js"), {
    URL,
    setTimeout: (act, after) => timers.push({ act, after }),
    caches: {
      open: async (name) => (assert.equal(name, "sheet"), store),
      has: async () => kept.size > 0,
      delete: async (name) => dropped.push(name),
    },
    fetch: (request) => network(request),
    indexedDB: phone.indexedDB,
    self: {
      addEventListener: (name, act) => { listeners[name] = act; },
      skipWaiting: () => "skipped",
      clients: { claim: () => "claimed" },
      location: { origin: HOME },
    },
  });
}
beforeEach(() => {
  kept = new Map();
  phone = new Phone();
  network = async (request) => `net ${request.url}`;
  start();
});

/** Give what the worker answers, or undefined where it leaves the request to the browser. */
function ask(url, { method = "GET", mode = "navigate" } = {}) {
  let answer;
  const respondWith = (given) => { answer = given; };
  listeners.fetch({ request: { url, method, mode }, respondWith, waitUntil: () => {} });
  return answer;
}
const noSignal = async () => { throw new TypeError("Failed to fetch"); };

test("a newer worker takes over at once", () => {
  let awaited;
  listeners.install();
  listeners.activate({ waitUntil: (given) => { awaited = given; } });
  assert.equal(awaited, "claimed");
});

test("the sheet comes from the server, and from the phone without signal", async () => {
  kept.set(SHEET, "kept sheet");
  assert.equal(await ask(SHEET), `net ${SHEET}`);
  network = noSignal;
  assert.equal(await ask(SHEET), "kept sheet");
  assert.equal(await ask(`${SHEET}?q=su`), "kept sheet");
});

test("a slow answer is not waited for when the sheet is there", async () => {
  kept.set(SHEET, "kept sheet");
  network = () => new Promise(() => {});
  const answer = ask(SHEET);
  await new Promise(setImmediate);
  assert.deepEqual(timers.map((one) => one.after), [6000]);
  timers[0].act();
  assert.equal(await answer, "kept sheet");
});

test("another sheet without signal fails as it would without a worker", async () => {
  kept.set(SHEET, "kept sheet");
  network = noSignal;
  await assert.rejects(ask(`${HOME}/kegiatan/8/hadir`), /Failed to fetch/);
  assert.deepEqual(timers, []);
});

test("a file that is kept is not asked for again", async () => {
  kept.set(FILE, "kept file");
  network = noSignal;
  assert.equal(await ask(FILE, { mode: "no-cors" }), "kept file");
  network = async () => "from the net";
  assert.equal(await ask(`${HOME}/static/abc/other.css`, { mode: "no-cors" }), "from the net");
});

test("everything else is left to the browser", () => {
  kept.set(SHEET, "kept sheet");
  for (const [url, more] of [
    [SHEET, { method: "POST" }],
    [SHEET, { mode: "cors" }], // htmx asks for a part
    [`${HOME}/anggota`],
    [`${HOME}/kegiatan/7`],
    [`${HOME}/kegiatan/7/hadir/nomor`],
    [`${HOME}/kegiatan/x/hadir`],
    ["http://elsewhere.test/static/abc/app.css", { mode: "no-cors" }],
  ]) assert.equal(ask(url, more), undefined, url);
});

test("whoever signs in finds no sheet", () => {
  let awaited;
  const request = { url: `${HOME}/masuk`, method: "POST", mode: "cors" };
  listeners.fetch({ request, waitUntil: (given) => { awaited = given; } });
  assert.ok(awaited);
  assert.deepEqual(dropped, ["sheet"]);
  ask(`${HOME}/masuk`);
  assert.deepEqual(dropped, ["sheet"]);
});

test("a sheet that the server gives no more is dropped; a server in trouble keeps it", async () => {
  kept.set(SHEET, "kept sheet");
  for (const [reply, gone] of [
    [{ type: "opaqueredirect", status: 0 }, 1], [{ type: "basic", status: 404 }, 1],
    [{ type: "basic", status: 200 }, 0], [{ type: "basic", status: 503 }, 0],
  ]) {
    dropped = [];
    network = async () => reply;
    assert.equal(await ask(SHEET), reply);
    assert.equal(dropped.length, gone, JSON.stringify(reply));
  }
});

test("a sheet is kept for as long as the server said", async () => {
  const headers = new Map([["Date", new Date(Date.now() - 7_200_000).toUTCString()]]);
  kept.set(SHEET, { headers });
  network = noSignal;
  headers.set("Guyub-Keep", "7300");
  assert.equal(await ask(SHEET), kept.get(SHEET));
  headers.set("Guyub-Keep", "7100");
  await assert.rejects(ask(SHEET), /Failed to fetch/);
  await until(() => dropped.includes("sheet"));
});

test("what is kept ends with its event, also without signal", async () => {
  const over = Date.now() - 1, later = Date.now() + 60_000;
  network = noSignal;
  await phone.keep({
    marks: [
      { key: "a", name: "Tono", fields: { member: "1" }, until: over },
      { key: "b", name: "Bu Zulaikah", fields: { name: "Bu Zulaikah" }, until: over },
      { key: "c", name: "Suparno", fields: { member: "2" }, until: later },
      { key: "d", name: "Wagiyem", fields: { member: "3" } }, // of a version without ends
    ],
    sheets: [{ path: "/a", until: over }, { path: "/b", until: later }, { path: "/c" }],
  });
  const headers = new Map([["Date", new Date().toUTCString()], ["Guyub-Keep", "60"]]);
  kept.set(SHEET, { headers });
  start();
  await until(async () => (await phone.kept("sheets")).length === 1);
  assert.deepEqual((await phone.kept("sheets")).map((one) => one.path), ["/b"]);
  const names = async () => (await phone.kept("marks")).map((one) => one.name);
  assert.deepEqual(await names(), ["", "Bu Zulaikah", "Suparno", ""]);
  assert.deepEqual(dropped, []);
  headers.set("Guyub-Keep", "-1");
  ask(`${HOME}/anggota`); // a look at any page
  await until(() => dropped.length === 1);
});
