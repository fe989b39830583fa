// A page without a browser: jsdom for the document, fake-indexeddb for what the phone keeps, and a
// network whose answers each test writes.
const fs = require("fs");
const path = require("path");
const { IDBFactory } = require("fake-indexeddb");
const { JSDOM } = require("jsdom");

const STATIC = path.join(__dirname, "..", "..", "static");
const script = (name) => fs.readFileSync(path.join(STATIC, name), "utf8");

/** Make a page at an address, without any script yet. */
function open(html, address = "/") {
  const dom = new JSDOM(html, {
    url: `http://guyub.test${address}`, runScripts: "outside-only", pretendToBeVisual: true,
  });
  return dom.window;
}

/** Run one of static/ in the page. */
function run(window, name) {
  window.eval(script(name));
}

/** Let a submit button be pressed, as a finger does. */
function press(button) {
  button.dispatchEvent(new button.ownerDocument.defaultView.MouseEvent("click", {
    bubbles: true, cancelable: true,
  }));
}

/** Say what htmx would say. */
function say(window, name, detail) {
  const event = new window.CustomEvent(name, { bubbles: true, cancelable: true, detail });
  window.document.dispatchEvent(event);
  return event;
}

/** Wait until something holds, twenty seconds at most. */
async function until(holds, what = String(holds)) {
  for (let tries = 0; tries < 4000; tries++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`never: ${what}`);
}

/** Answer like the server: a status with a body of text or values; to a form with its key. */
function reply(status, body) {
  return {
    status, ok: status < 400, headers: new Map(), json: async () => body, text: async () => body,
  };
}

/** Answer like what stands between here and there: a page that never saw the form. */
function portal(status = 200) {
  return Object.assign(reply(status, "<h1>Wi-Fi</h1>"), {
    elsewhere: true, json: async () => { throw new SyntaxError("no JSON"); },
  });
}

/** What a phone keeps while pages come and go, and its network. */
class Phone {
  constructor() {
    this.indexedDB = new IDBFactory();
    this.posts = []; // what was sent, in order
    this.online = true;
    this.page = { owner: "", token: "fresh" }; // what /antrean tells a script
    this.pageStatus = 200;
    this.looks = 0; // how often it was asked for
    this.rows = []; // what .../daftar answers
    this.lists = 0; // how often
    this.version = "3.2"; // of the list
    this.keepFor = 43200; // seconds
    this.answer = () => reply(200, { count: 1, present: true });
    this.stores = ["sheet", "other"]; // of files
    this.workers = 1;
    this.caches = {
      keys: async () => this.stores,
      delete: async (name) => { this.stores = this.stores.filter((one) => one !== name); },
    };
    const one = { unregister: async () => { this.workers = 0; } };
    this.registered = [];
    this.worker = {
      getRegistrations: async () => [one],
      register: async (url, { scope }) => this.registered.push([url, scope]),
    };
  }

  /** Put into the stores what pages of before kept. */
  async keep(kept) {
    const asked = this.indexedDB.open("guyub", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("marks", { keyPath: "key" });
      asked.result.createObjectStore("sheets", { keyPath: "path" });
    };
    const ended = (one) => new Promise((done, fail) => {
      one.onsuccess = one.oncomplete = done;
      one.onerror = () => fail(one.error);
    });
    await ended(asked);
    const turn = asked.result.transaction(["marks", "sheets"], "readwrite");
    for (const [name, all] of Object.entries(kept)) {
      for (const one of all) turn.objectStore(name).put(one);
    }
    await ended(turn);
    asked.result.close();
  }

  async fetch(url, asked = {}) {
    if (!this.online) throw new TypeError("Failed to fetch");
    if (url.endsWith("/daftar")) {
      this.lists += 1;
      return reply(200, { rows: this.rows, keep: this.keepFor, version: this.version });
    }
    if (asked.method !== "POST") {
      this.looks += 1;
      return reply(this.pageStatus, this.page);
    }
    const post = { url, token: asked.headers["X-CSRFToken"], ...Object.fromEntries(asked.body) };
    this.posts.push(post);
    if (this.posts.length > 100) throw new Error("sends for ever");
    const answer = await this.answer(post, this.posts.length);
    if (!answer.elsewhere && asked.headers["Guyub-Key"] === post.key) {
      answer.headers.set("Guyub-Key", post.key);
    }
    return answer;
  }

  /** Open a page with the phone's store and network, and run a script in it. */
  load(html, address, ...names) {
    const window = open(html, address);
    window.indexedDB = this.indexedDB;
    window.fetch = (url, asked) => this.fetch(url, asked);
    Object.defineProperty(window.navigator, "onLine", { get: () => this.online });
    for (const name of names) run(window, name);
    return window;
  }

  /** Read a store of the phone. */
  async kept(name) {
    const ended = (asked) => new Promise((done, fail) => {
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    const database = await ended(this.indexedDB.open("guyub"));
    const found = await ended(database.transaction(name).objectStore(name).getAll());
    database.close();
    return found;
  }
}

module.exports = { Phone, open, portal, press, reply, run, say, script, until };
