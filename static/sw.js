/* Shows the attendance sheet in use when there is no signal. The page itself puts it, and only it,
   into the store. */
"use strict";
var STORE = "sheet", SHEET = /^\/kegiatan\/\d+\/hadir$/, PATIENCE = 6000;
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
function kept(url) {
  return caches.open(STORE).then(function (store) {
    return store.match(url, { ignoreVary: true });
  });
}
function fetched(request, patience) {
  return new Promise(function (done, fail) {
    if (patience) setTimeout(function () { fail(new Error("slow")); }, patience);
    fetch(request).then(done, fail);
  });
}
/* The server says how long, in seconds, beside its own time. */
function isOver(known) {
  var told = known && known.headers, keep = told && told.get("Guyub-Keep");
  return Boolean(keep) && Date.parse(told.get("Date")) + keep * 1000 < Date.now();
}
/* What is kept ends with its event, also on a phone that never comes back: the sheet, the names
   for searching, and those beside marks that wait, which are sent by their ids. */
function sweep() {
  var now = Date.now();
  function each(all, act) {
    all.openCursor().onsuccess = function (event) {
      var at = event.target.result;
      if (!at) return;
      if (!(at.value.until > now)) act(at, at.value);
      at.continue();
    };
  }
  var names = new Promise(function (done) {
    var asked = indexedDB.open("guyub");
    asked.onupgradeneeded = function () { asked.transaction.abort(); };
    asked.onerror = done;
    asked.onsuccess = function () {
      var turn = asked.result.transaction(["marks", "sheets"], "readwrite");
      turn.oncomplete = turn.onabort = function () {
        asked.result.close();
        done();
      };
      each(turn.objectStore("sheets"), function (at) { at.delete(); });
      each(turn.objectStore("marks"), function (at, mark) {
        if (!mark.name || !mark.fields.member) return;
        mark.name = "";
        at.update(mark);
      });
    };
  });
  var files = caches.has(STORE).then(function (there) {
    if (!there) return [];
    return caches.open(STORE).then(function (store) { return store.keys(); });
  }).then(function (all) {
    return Promise.all(all.map(function (one) { return kept(one.url); }));
  }).then(function (all) {
    return all.some(isOver) && caches.delete(STORE);
  });
  return Promise.all([names, files]).catch(function () {});
}
sweep();
function closed(reply) {
  return reply.type === "opaqueredirect" || reply.status >= 400 && reply.status < 500;
}
self.addEventListener("fetch", function (event) {
  var request = event.request, url = new URL(request.url), sheet = SHEET.test(url.pathname);
  /* Whoever signs in, or is refused the sheet, is not to see it kept. */
  if (url.pathname === "/masuk" && request.method === "POST") {
    event.waitUntil(caches.delete(STORE));
  }
  if (request.mode === "navigate") event.waitUntil(sweep());
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (sheet ? request.mode !== "navigate" : url.pathname.indexOf("/static/") !== 0) return;
  event.respondWith(kept(url.origin + url.pathname).then(function (known) {
    if (!sheet && known) return known;
    if (isOver(known)) known = null; // whether it could be deleted or not
    return fetched(request, known && PATIENCE).then(function (reply) {
      if (known && sheet && closed(reply)) caches.delete(STORE);
      return reply;
    }).catch(function (error) {
      if (known) return known;
      throw error;
    });
  }));
});
