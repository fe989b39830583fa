// A photo of a paper, made small on the phone: upright, at most 200 KB, without what the file says.
const assert = require("assert/strict");
const { afterEach, beforeEach, test } = require("node:test");
const { open, run, until } = require("./stage.js");

const PAGE = `<body><form action="/klaim/1/berkas/card/foto">
  <input type="file" id="file" data-photo-wait="Dikecilkan." data-photo-done="Siap: # KB.">
  <p id="photo_said"></p><button>Simpan foto</button></form></body>`;
let window, drawn, sizes, knowsTurns, opens;
const $ = (selector) => window.document.querySelector(selector);

/** A JPEG that says how the phone was held, in either order of bytes. */
function jpeg(turned, little = false) {
  const view = new DataView(new ArrayBuffer(60));
  view.setUint16(0, 0xffd8);
  view.setUint16(2, 0xffe0); // something else first
  view.setUint16(4, 4);
  view.setUint16(8, 0xffe1);
  view.setUint16(10, 34);
  view.setUint32(12, 0x45786966); // Exif
  view.setUint16(18, little ? 0x4949 : 0x4d4d);
  view.setUint16(20, 42, little);
  view.setUint32(22, 8, little);
  view.setUint16(26, 2, little); // two entries
  view.setUint16(28, 0x010f, little);
  view.setUint16(40, 0x0112, little);
  view.setUint16(48, turned, little);
  return view.buffer;
}

/** Take a photo, and wait until the button may be pressed again. */
async function take(bytes = jpeg(1)) {
  const file = new window.File([bytes], "IMG_Rumah_Bu_Sri.jpg", { type: "image/jpeg" });
  const field = $("#file");
  let held = [file];
  Object.defineProperty(field, "files", {
    configurable: true, get: () => held, set: (files) => { held = files; },
  });
  field.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal($("button").disabled, true);
  assert.equal($("#photo_said").textContent, "Dikecilkan.");
  await until(() => !$("button").disabled, "the button may be pressed");
  return held[0];
}

beforeEach(() => {
  window = open(PAGE);
  drawn = [];
  sizes = [150000];
  knowsTurns = opens = true;
  window.CSS = { supports: (name) => name === "image-orientation" && knowsTurns };
  window.Image = class {
    constructor() { this.naturalWidth = 4000; this.naturalHeight = 3000; }
    set src(address) {
      assert.match(address, /^data:/); // what the page's policy lets in
      setTimeout(() => (opens ? this.onload() : this.onerror(new Error("no picture"))), 0);
    }
  };
  window.DataTransfer = class {
    constructor() { this.files = []; this.items = { add: (file) => this.files.push(file) }; }
  };
  window.HTMLCanvasElement.prototype.getContext = function () {
    return {
      fillRect() {},
      setTransform: (...laid) => drawn.push(["laid", ...laid]),
      drawImage: (_image, x, y, w, h) => drawn.push([this.width, this.height, x, y, w, h]),
    };
  };
  window.HTMLCanvasElement.prototype.toBlob = function (done, type, quality) {
    drawn.push([type, quality]);
    const size = sizes.length > 1 ? sizes.shift() : sizes[0];
    done(new window.Blob([new Uint8Array(size)], { type }));
  };
  run(window, "photo.js");
});
afterEach(() => window.close());

test("what is sent is a small JPEG under a name that names nobody", async () => {
  const file = await take();
  assert.deepEqual([file.name, file.type, file.size], ["foto.jpg", "image/jpeg", 150000]);
  assert.deepEqual(drawn, [[1600, 1200, 0, 0, 1600, 1200], ["image/jpeg", 0.8]]);
  assert.equal($("#photo_said").textContent, "Siap: 150 KB.");
});

test("it is tried again until it is small enough, then smaller", async () => {
  sizes = [900000, 500000, 300000, 190000];
  assert.equal((await take()).size, 190000);
  const tried = drawn.filter((one) => one.length === 2).map((one) => one[1]);
  assert.deepEqual(tried, [0.8, 0.65, 0.5, 0.8]);
  assert.equal(drawn.filter((one) => one.length === 6).pop()[0], 1280);
});

test("it ends, however large it stays", async () => {
  sizes = [900000];
  assert.equal((await take()).size, 900000);
});

for (const [turned, little, laid] of [
  [6, false, [0, 1, -1, 0, 1200, 0]], [6, true, [0, 1, -1, 0, 1200, 0]],
  [3, false, [-1, 0, 0, -1, 1600, 1200]], [8, true, [0, -1, 1, 0, 0, 1600]],
]) {
  test(`an old browser is told how the phone was held: ${turned}`, async () => {
    knowsTurns = false;
    await take(jpeg(turned, little));
    assert.deepEqual(drawn[0], ["laid", ...laid]);
    assert.deepEqual(drawn[1].slice(0, 2), turned > 4 ? [1200, 1600] : [1600, 1200]);
  });
}

test("an old browser leaves a picture that says nothing as it is", async () => {
  knowsTurns = false;
  await take(new Uint8Array([1, 2, 3]).buffer);
  assert.deepEqual(drawn[0], [1600, 1200, 0, 0, 1600, 1200]);
});

test("what is no picture goes to the server as it is", async () => {
  opens = false;
  assert.equal((await take()).name, "IMG_Rumah_Bu_Sri.jpg");
  assert.equal($("#photo_said").textContent, "");
});

test("other fields are left alone", () => {
  $("#file").removeAttribute("data-photo-wait");
  Object.defineProperty($("#file"), "files", { value: [new window.File(["a"], "a.csv")] });
  $("#file").dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal($("button").disabled, false);
});
