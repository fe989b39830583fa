// The worker: without signal the sheet in use from the phone, for any other page one that says so;
// our files always from the phone.
const assert = require("assert/strict");
const { beforeEach, test } = require("node:test");
const vm = require("vm");
const { Phone, script, until } = require("./stage.js");

const HOME = "http://guyub.test";
const SHEET = `${HOME}/kegiatan/7/hadir`;
const FILE = `${HOME}/static/abc/app.css`;
const LOST = `${HOME}/luring`;
let listeners, kept, network, timers, dropped, phone;

/** Start the worker, as the browser does whenever something of ours is asked for. */
function start() {
  listeners = {};
  timers = [];
  dropped = [];
  // The sheet varies with htmx's headers, which the worker never asks for.
  const store = {
    addAll: async (all) => all.forEach((path) => kept.set(HOME + path, `new ${path}`)),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (one) => kept.delete(one.url),
  };
  vm.runInNewContext(script("sw.js"), {
    URL,
    setTimeout: (act, after) => timers.push({ act, after }),
    caches: {
      open: async () => store,
      match: async (url, how) => how.ignoreVary ? kept.get(url) : undefined,
      has: async () => kept.size > 0,
      delete: async (name) => dropped.push(name),
    },
    fetch: (request) => network(request),
    indexedDB: phone.indexedDB,
    self: {
      addEventListener: (name, act) => { listeners[name] = act; },
      skipWaiting: () => "skipped",
      clients: { claim: () => "claimed" },
      location: { origin: HOME, pathname: "/static/abc/sw.js" },
      registration: { navigationPreload: { enable: () => "enabled" } },
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
function ask(url, { method = "GET", mode = "navigate", early } = {}) {
  let answer;
  const respondWith = (given) => { answer = given; };
  const event = { request: { url, method, mode }, respondWith, waitUntil: () => {} };
  listeners.fetch(Object.assign(event, { preloadResponse: early }));
  return answer;
}
const noSignal = async () => { throw new TypeError("Failed to fetch"); };

test("a newer worker brings its files, takes over at once and drops those of before", async () => {
  let awaited;
  listeners.install({ waitUntil: (given) => { awaited = given; } });
  assert.equal(await awaited, "skipped");
  assert.equal(kept.get(LOST), "new /luring");
  assert.equal(kept.get(FILE), "new /static/abc/app.css");
  kept.set(`${HOME}/static/older/app.css`, "old");
  listeners.activate({ waitUntil: (given) => { awaited = given; } });
  assert.equal(String((await awaited).slice(0, 2)), "enabled,claimed");
  assert.equal(kept.has(`${HOME}/static/older/app.css`), false);
  assert.equal(kept.size, 7);
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

test("any other page without signal, or an answer, is one of ours that says so", async () => {
  kept.set(SHEET, "kept sheet");
  for (const path of ["/anggota", "/kegiatan/8/hadir", "/kegiatan/7/hadir/nomor"]) {
    network = async (request) => `net ${request.url}`;
    assert.equal(await ask(HOME + path), `net ${HOME}${path}`);
    network = noSignal;
    await assert.rejects(ask(HOME + path), /Failed to fetch/); // the page itself is not there yet
  }
  kept.set(LOST, "no signal");
  assert.equal(await ask(`${HOME}/kegiatan/8/hadir`), "no signal");
  network = () => new Promise(() => {});
  timers.length = 0;
  const answer = ask(`${HOME}/anggota`);
  await new Promise(setImmediate);
  assert.deepEqual(timers.map((one) => one.after), [12000]);
  timers[0].act();
  assert.equal(await answer, "no signal");
  ask(`${HOME}/anggota/unduh.xlsx`); // takes as long as it takes
  await new Promise(setImmediate);
  assert.equal(timers.length, 1);
});

test("the answer that the browser asked for meanwhile is taken", async () => {
  network = noSignal;
  assert.equal(await ask(`${HOME}/anggota`, { early: Promise.resolve("early") }), "early");
  kept.set(LOST, "no signal");
  const failed = Promise.reject(new TypeError("Failed to fetch"));
  assert.equal(await ask(`${HOME}/anggota`, { early: failed }), "no signal");
});

test("a sheet of before an update finds the files of now", async () => {
  kept.set(FILE, "kept file");
  network = noSignal;
  assert.equal(await ask(`${HOME}/static/older/app.css`, { mode: "no-cors" }), "kept file");
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
    [`${HOME}/anggota`, { mode: "cors" }],
    [`${HOME}/anggota`, { method: "POST" }],
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
  kept.set(LOST, "no signal");
  ask(`${HOME}/anggota`); // a look at any page
  await until(() => dropped.length === 1);
});
