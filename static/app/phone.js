/* What the phone keeps is of one account: the sheet in use, the names on it, what waits. */
(function () {
  "use strict";
  var body = document.body, owner = body.getAttribute("data-owner"), store = {};
  try { store = window.localStorage; } catch (error) {
    /* refused: then nothing is kept */
  }
  function quiet() {}
  function every() { return true; }
  function none() { return false; }
  /* Marks without a name on them are from before there were any. */
  function isOwn(mark) { return mark.owner === owner || mark.owner === undefined; }

  /* Give what `act` makes of the stores; nothing where there are none, and never wait long. */
  function stores(act) {
    return new Promise(function (done) {
      setTimeout(done, 3000);
      var asked = window.indexedDB.open("guyub"), found;
      asked.onupgradeneeded = function () { asked.transaction.abort(); };
      asked.onerror = function (event) {
        event.preventDefault();
        done();
      };
      asked.onsuccess = function () {
        var turn = asked.result.transaction(["marks", "sheets"], "readwrite");
        turn.oncomplete = turn.onabort = function () {
          asked.result.close();
          done(found);
        };
        found = act(turn);
      };
    }).catch(quiet);
  }
  /* Forget the sheet, its names, and the marks for which `drop` holds; give the marks that stay. */
  function forget(drop) {
    var sheet = window.caches ? caches.delete("sheet").catch(quiet) : null;
    return Promise.all([stores(function (turn) {
      var left = [];
      turn.objectStore("sheets").clear();
      turn.objectStore("marks").openCursor().onsuccess = function (event) {
        var at = event.target.result;
        if (!at) return;
        if (drop(at.value)) at.delete(); else left.push(at.value);
        at.continue();
      };
      return left;
    }), sheet]).then(function (both) { return both[0] || []; });
  }
  /* Forget everything of ours, for engines that do not heed Clear-Site-Data. */
  function wipe(drop) {
    function each(all, act) { return all.then(function (found) { return found.map(act); }); }
    return forget(drop).then(function (left) {
      var worker = navigator.serviceWorker;
      if (!left.length) window.indexedDB.deleteDatabase("guyub");
      store.clear();
      window.sessionStorage.clear();
      return Promise.all([
        window.caches && each(caches.keys(), function (name) { return caches.delete(name); }),
        worker && each(worker.getRegistrations(), function (one) { return one.unregister(); }),
      ]).then(function () { return left; });
    });
  }

  /* Signing out wipes the phone: ask first when something of one's own waits, keep another's. */
  function leave(form, question) {
    return stores(function (turn) {
      return turn.objectStore("marks").getAll();
    }).then(function (asked) {
      var own = asked ? asked.result.filter(isOwn).length : 0;
      if (own && !window.confirm(question.replace("#", own))) {
        /* Behind the timer of page.js, which may still be about to disable it. */
        setTimeout(function () { form.querySelector("button").disabled = false; }, 0);
        return null;
      }
      return wipe(isOwn).catch(quiet).then(function (left) {
        if (left && left.length) form.elements.waiting.value = "1";
        form.submit();
      });
    });
  }
  document.addEventListener("submit", function (event) {
    var question = event.target.getAttribute("data-unsent");
    if (!question || !window.Promise) return;
    event.preventDefault();
    leave(event.target, question);
  });

  /* Another account's page, or nobody's, or it is long over: what was kept goes. */
  function settle() {
    var left = body.getAttribute("data-left");
    if (left) {
      return wipe(left.indexOf("storage") < 0 ? none : every).then(function () {
        store.owner = "-";
      });
    }
    if (owner === null) return null;
    if ((store.owner || "") === owner && !(store.until < Date.now())) {
      if (store.waiting) bring();
      return null;
    }
    return forget(none).then(function (waiting) {
      if (owner) store.owner = owner; else delete store.owner;
      delete store.until;
      delete store.waiting;
      if (!owner || !waiting.some(isOwn)) return;
      /* Also for the next page, should this one be left before anything was sent. */
      store.waiting = 1;
      bring();
    });
  }
  function ours(name) {
    return document.querySelector("script[src*='/app.js']").src.replace("app.js", name);
  }
  function keeps() { return document.querySelector("#queue,[data-outbox]"); }
  /* What waits is sent by a script of its own: of the sheet, of the round, of any page. */
  function bring() {
    if (document.querySelector("script[src*='/outbox.js']")) return true;
    var names = document.querySelector("#queue[data-place]") ? ["attend.js"] : [];
    names.concat("outbox.js").forEach(function (name) {
      var script = document.createElement("script");
      script.src = ours(name);
      script.async = false;
      script.defer = true;
      document.head.appendChild(script);
    });
    return false;
  }
  /* For when there is no signal: at the first touch where something may be kept, or in peace. */
  function prepare() {
    var worker = navigator.serviceWorker;
    if (!worker || !worker.register) return;
    worker.register(ours("sw.js"), { scope: "/", updateViaCache: "all" }).catch(quiet);
  }
  function touched() { if (keeps() && !bring()) prepare(); }
  if (owner && window.indexedDB && window.Promise) {
    document.addEventListener("mousedown", touched);
    document.addEventListener("touchstart", touched);
    window.addEventListener("load", function () {
      setTimeout(function () {
        touched();
        prepare();
      }, 4000);
    });
  }
  if (window.indexedDB && window.Promise) Promise.resolve().then(settle).catch(quiet);
  /* An older page of another account, in the history or in another tab, is not shown on. */
  function isOver(now) { return owner && now && now !== owner; }
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && isOver(store.owner)) location.reload();
  });
  window.addEventListener("storage", function (event) {
    if (event.key === "owner" && Number(event.newValue) && isOver(event.newValue)) {
      location.reload();
    }
  });
})();
