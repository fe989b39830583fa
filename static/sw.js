/* Without signal: the attendance sheet in use, which its page puts into the store; for every other
   page one of ours that says so. */
"use strict";
var STORE = "sheet", SHELL = "shell", LOST = "/luring", SHEET = /^\/kegiatan\/\d+\/hadir$/;
var PATIENCE = 6000, LONGER = 12000, DOWNLOAD = /unduh|\.\w+$/;
var HERE = /^\/static\/\w+\//.exec(self.location.pathname); // where this version's files are
var FILES = HERE ? [
  "app.css", "app.js", "outbox.js", "attend.js", "htmx.min.js", "icon.svg",
].map(function (name) { return HERE[0] + name; }).concat(LOST) : [];
self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(SHELL).then(function (shell) {
    return shell.addAll(FILES);
  }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (event) {
  var early = self.registration && self.registration.navigationPreload;
  event.waitUntil(Promise.all([
    early && early.enable(),
    self.clients.claim(),
    caches.open(SHELL).then(function (shell) {
      return shell.keys().then(function (all) {
        return Promise.all(all.map(function (one) {
          return FILES.indexOf(new URL(one.url).pathname) < 0 && shell.delete(one);
        }));
      });
    }),
  ]));
});
function kept(url) { return caches.match(url, { ignoreVary: true }); }
/* A sheet that was kept before an update asks for files of another version. */
function alike(url) {
  return HERE && kept(self.location.origin + HERE[0] + url.pathname.split("/").pop());
}
function fetched(event, patience) {
  return new Promise(function (done, fail) {
    if (patience) setTimeout(function () { fail(new Error("slow")); }, patience);
    Promise.resolve(event.preloadResponse).then(function (early) {
      return early || fetch(event.request);
    }).then(done, fail);
  });
}
/* The server says how long, in seconds, beside its own time. */
function isOver(known) {
  var told = known && known.headers, keep = told && told.get("Guyub-Keep");
  return Boolean(keep) && Date.parse(told.get("Date")) + keep * 1000 < Date.now();
}
/* What is kept ends with its event, also on a phone that never comes back: the sheet, the names
   for searching, and those beside what waits, which is sent by its ids. `all` when somebody else
   may be signed in: then the sheet and its names go at once. */
function sweep(all) {
  var now = Date.now();
  if (all) caches.delete(STORE);
  function each(table, act) {
    table.openCursor().onsuccess = function (event) {
      var at = event.target.result;
      if (!at) return;
      if (all || !(at.value.until > now)) act(at, at.value);
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
        if (all || !mark.name || !mark.fields.member) return;
        mark.name = "";
        at.update(mark);
      });
    };
  });
  var files = caches.has(STORE).then(function (there) {
    if (!there) return [];
    return caches.open(STORE).then(function (store) { return store.keys(); });
  }).then(function (found) {
    return Promise.all(found.map(function (one) { return kept(one.url); }));
  }).then(function (found) {
    return found.some(isOver) && caches.delete(STORE);
  });
  return Promise.all([names, files]).catch(function () {});
}
sweep();
function closed(reply) {
  return reply.type === "opaqueredirect" || reply.status >= 400 && reply.status < 500;
}
function page(event, url) {
  var sheet = SHEET.test(url.pathname);
  return (sheet ? kept(url.origin + url.pathname) : Promise.resolve()).then(function (known) {
    if (isOver(known)) known = null; // whether it could be deleted or not
    var patience = known ? PATIENCE : DOWNLOAD.test(url.pathname) ? 0 : LONGER;
    return fetched(event, patience).then(function (reply) {
      if (known && closed(reply)) event.waitUntil(sweep(true));
      return reply;
    }).catch(function (error) {
      return known || kept(url.origin + LOST).then(function (shell) {
        if (shell) return shell;
        throw error;
      });
    });
  });
}
function file(event, url) {
  return kept(url.href).then(function (known) {
    return known || fetch(event.request).catch(function (error) {
      return Promise.resolve(alike(url)).then(function (other) {
        if (other) return other;
        throw error;
      });
    });
  });
}
self.addEventListener("fetch", function (event) {
  var request = event.request, url = new URL(request.url);
  /* Whoever signs in, or is refused the sheet, is not to see it kept. */
  if (url.pathname === "/masuk" && request.method === "POST") event.waitUntil(sweep(true));
  else if (request.mode === "navigate") event.waitUntil(sweep());
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.indexOf("/static/") === 0) event.respondWith(file(event, url));
});
