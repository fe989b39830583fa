// What waits on the phone, whatever page it is of: forms of the round kept before htmx sends them,
// the list of all, the line that leads there, the page without signal.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { Phone, portal, press, reply, run, until } = require("./stage.js");

const HERE = "/iuran/catat";
const WORDS = `data-wait="Menunggu sinyal" data-count="# menunggu" data-refused="# ditolak"
  data-line="Belum: #"
  data-no="Ditolak" data-retry="Kirim lagi" data-drop="Buang" data-again="Masuk lagi"
  data-sure="Yakin?" data-failed="Gagal"`;
const BOX = `<section id="queue" data-whole ${WORDS}><b></b><p hidden></p><ul></ul></section>
  <p id="none" hidden></p>`;
const ROUND = `<body data-owner="17"><main><ul><li id="m9"><div><b>Suparno</b>
  <span class="chip">Jatuh tempo</span></div>
  <form action="${HERE}" data-outbox><input type="hidden" name="key" value="p3-of-the-page">
  <button name="outcome" value="paid"> Bayar
    Rp8.400 </button></form></li></ul></main></body>`;
let phone, window;
const $ = (selector) => window.document.querySelector(selector);
const kept = () => phone.kept("marks");
const named = (name) => [...window.document.querySelectorAll("button")]
  .find((one) => one.textContent === name);

/** Open a page with the script, and wait until it has looked at what waits. */
async function visit(html, address = HERE, more = {}) {
  if (window) window.close();
  window = phone.load(html, address, "app.js");
  Object.assign(window, more);
  window.confirm = () => true;
  run(window, "outbox.js");
  await until(async () => (await phone.kept("sheets").catch(() => [])).length || !phone.online);
  await new Promise((done) => setTimeout(done, 30));
}

/** Let htmx begin to send a form; gives what it would send, and what tells how that went. */
function send(outcome = "paid", typed = {}) {
  const form = $("form"), submitter = $("form button");
  const parameters = {
    csrf_token: "t", key: "p3-of-the-page", member: "9", said: "mulai=2026-11 1=8400", outcome,
    ...typed,
  };
  const detail = { elt: form, verb: "post", parameters, headers: {},
    triggeringEvent: { submitter } };
  form.dispatchEvent(new window.CustomEvent("htmx:configRequest", { bubbles: true, detail }));
  const tell = (name, xhr) => {
    const event = new window.CustomEvent(`htmx:${name}`, { bubbles: true, cancelable: true,
      detail: { elt: form, requestConfig: detail, xhr, shouldSwap: true, isError: false } });
    $("li").dispatchEvent(event);
    return event.detail;
  };
  return { parameters, headers: detail.headers, tell };
}
const answer = (status, key) => ({ status, getResponseHeader: (name) =>
  name === "Guyub-Key" ? key : "text/html" });

beforeEach(async () => {
  phone = new Phone();
  phone.page = { owner: "17", token: "fresh" };
  const page = () => Object.assign(reply(200, `<body>${BOX}</body>`));
  const usual = phone.fetch.bind(phone);
  phone.fetch = async (url, asked) => url === "/luring" ? page() : usual(url, asked);
  window = null;
  await visit(ROUND);
});
afterEach(() => window.close());

test("a form is kept with its key before it goes, until the answer has it, too", async () => {
  const sent = send();
  assert.match(sent.parameters.key, /^p3-[0-9a-f]{32}$/);
  assert.equal(sent.headers["Guyub-Key"], sent.parameters.key);
  await until(async () => (await kept()).length === 1);
  const [one] = await kept();
  assert.deepEqual([one.key, one.url, one.name, one.what, one.owner],
    [sent.parameters.key, HERE, "Suparno", "Bayar Rp8.400", "17"]);
  assert.deepEqual(one.fields,
    { member: "9", said: "mulai=2026-11 1=8400", outcome: "paid" });
  assert.equal($(".chip").textContent, "Jatuh tempo"); // not waiting: htmx sends it
  const detail = sent.tell("beforeSwap", answer(200, sent.parameters.key));
  assert.equal(detail.shouldSwap, true);
  await until(async () => (await kept()).length === 0);
  assert.deepEqual(phone.posts, []);
});

for (const [what, name, status, key] of [
  ["no signal", "sendError"], ["no answer in time", "timeout"],
  ["the page of a hotspot", "beforeSwap", 200, null], ["a proxy's 502", "beforeSwap", 502, null],
  ["an ended session", "beforeSwap", 401, "own"],
]) {
  test(`${what}: it waits, is said in the row, goes later with the moment of the tap`, async () => {
    phone.online = false;
    const sent = send(), own = sent.parameters.key;
    const heard = [];
    window.document.addEventListener(`htmx:${name}`, () => heard.push(name));
    const detail = sent.tell(name, status && answer(status, key && own));
    if (status) assert.equal(detail.shouldSwap, false);
    assert.deepEqual(heard, []); // the page does not say that it is lost
    await until(() => $(".chip").textContent === "Menunggu sinyal");
    assert.equal($("form button").disabled, true);
    assert.equal($("#waits a").textContent, "Belum: 1 menunggu");
    assert.equal(window.localStorage.waiting, "1");
    const [{ at }] = await kept();
    let swapped;
    window.htmx = { swap: (_item, row) => { swapped = row; } };
    phone.answer = () => reply(200, { row: "<li>paid</li>" });
    phone.online = true;
    window.dispatchEvent(new window.Event("online"));
    await until(() => swapped);
    assert.equal(swapped, "<li>paid</li>");
    assert.deepEqual(phone.posts, [{ url: HERE, token: "fresh", key: own, made_at: at,
      member: "9", said: "mulai=2026-11 1=8400", outcome: "paid" }]);
    await until(() => !$("#waits"));
    assert.deepEqual([await kept(), window.localStorage.waiting], [[], undefined]);
  });
}

test("what is taken back within a minute does not wait", async () => {
  const sent = send("take_back");
  assert.deepEqual([sent.parameters.key, sent.headers], ["p3-of-the-page", {}]);
  assert.deepEqual(await kept(), []);
});

/** Put one into the store, as a page of before did. */
const wait = () => phone.keep({ marks: [{ key: `p3-${"a".repeat(32)}`, url: HERE, path: HERE,
  owner: "17", name: "Suparno", what: "Bayar Rp8.400", at: "2026-11-22T03:15:00Z",
  fields: { member: "9", said: "1=8400" } }] });

for (const status of [200, 403, 404, 502]) {
  test(`whatever else answers ${status} on the way is no answer`, async () => {
    phone.answer = () => portal(status);
    await wait();
    await visit(`<body data-owner="17"><main></main></body>`, "/anggota");
    await until(() => phone.posts.length === 1);
    await new Promise((done) => setTimeout(done, 50));
    const [one] = await kept();
    assert.equal(one.why, undefined);
    assert.equal($("#waits a").getAttribute("href"), "/antrean");
  });
}

test("a mark that the version before kept waits on and is sent", async () => {
  await phone.keep({ marks: [{ key: "p3-old", at: "2026-11-22T03:15:00Z", url: "/kegiatan/7/hadir",
    path: "/kegiatan/7/hadir", name: "Tono", fields: { member: "1", present: "1" },
    owner: "17" }] });
  phone.answer = () => reply(200, { count: 1, present: true });
  await visit(`<body data-owner="17"><main></main></body>`, "/");
  await until(async () => (await kept()).length === 0);
  assert.equal(phone.posts[0].key, "p3-old");
});

for (const status of [403, 404, 409, 410, 422]) {
  test(`a final no of ${status} shows the reason and what was tapped, to be sent again`,
    async () => {
      const why = "Tadi Rp8.400, sekarang Rp16.800";
      phone.answer = () => reply(status, { why, said: "1=16800" });
      await wait();
      await visit(`<body data-owner="17"><main>${BOX}</main></body>`, "/antrean");
      await until(() => $("[data-state=refused]"));
      assert.match($("li").textContent, /Suparno.*Tadi Rp8\.400.*Bayar Rp8\.400 · .*\d\d\.\d\d/);
      assert.equal($("#queue b").textContent, "1 ditolak");
      phone.answer = () => reply(200, {});
      const [before] = await kept();
      press(named("Kirim lagi"));
      await until(async () => (await kept()).length === 0);
      assert.equal(phone.posts[1].said, "1=16800"); // what the reason told of is agreed to
      assert.notEqual(phone.posts[1].key, before.key);
      assert.equal(phone.posts[1].made_at, before.at);
      await until(() => !$("#none").hidden);
    });
}

test("an ended session asks to sign in where the thumb is, and comes back here", async () => {
  phone.pageStatus = 401;
  await wait();
  await visit(`<body data-owner="17"><main>${BOX}</main></body>`, "/antrean");
  await until(() => $("#again a"));
  assert.deepEqual([$("#again").className, $("#again a").getAttribute("href")],
    ["foot", "/masuk?next=%2Fantrean"]);
  assert.equal((await kept()).length, 1);
});

test("what waits can be dropped, after a question", async () => {
  phone.pageStatus = 503;
  await wait();
  await visit(`<body data-owner="17"><main>${BOX}</main></body>`, "/antrean");
  await until(() => named("Buang"));
  window.confirm = () => false;
  press(named("Buang"));
  await new Promise((done) => setTimeout(done, 30));
  assert.equal((await kept()).length, 1);
  window.confirm = () => true;
  press(named("Buang"));
  await until(async () => (await kept()).length === 0);
});

const SHELL = `<body><main><section hidden><ul id="kept"></ul></section>
  ${BOX.replace("data-whole", 'data-whole data-copy="Salinan dari #"')}</main></body>`;
const SHEET = { path: "/kegiatan/7/hadir", title: "Sosialisasi <b>", at: Date.now(), rows: [],
  owner: "17", until: Date.now() + 60_000 };

test("without signal the page leads to the sheet and shows what waits, of whom the phone was left",
  async () => {
    phone.online = false;
    await wait();
    await phone.keep({ sheets: [SHEET, { path: "~owner", owner: "17", until: Infinity }] });
    await visit(SHELL, "/anggota");
    await until(() => $("#kept a"));
    assert.equal($("#kept a").getAttribute("href"), SHEET.path);
    assert.match($("#kept a").textContent, /^Sosialisasi <b>Salinan dari \d\d\.\d\d$/);
    assert.equal($("section").hidden, false);
    await until(() => $("#queue li"));
    assert.match($("#queue li").textContent, /Suparno/);
  });

test("when somebody else may have signed in it shows nothing", async () => {
  phone.online = false;
  const before = new Phone();
  before.online = false;
  phone = before;
  await phone.keep({ marks: [{ key: "k", owner: "17", name: "Suparno", fields: {}, at: "x" }] });
  await visit(SHELL, "/anggota");
  await until(() => !$("#none").hidden);
  assert.deepEqual([$("#kept a"), $("#queue li")], [null, null]);
});
