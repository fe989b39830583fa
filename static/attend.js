/* Marks of who came wait on the phone until the server has them: each has a key, so it counts once however often it is sent. */
(function () {
  "use strict";
  var box = document.getElementById("queue");
  if (!box || !window.indexedDB || !window.Promise || !window.fetch || !window.crypto) return;
  var here = location.pathname, words = box.dataset, sending = false, soon = false, again = 0, database = null, sheet = null;

  function opened() {
    database = database || new Promise(function (done, fail) {
      var asked = indexedDB.open("guyub", 1);
      asked.onupgradeneeded = function () {
        asked.result.createObjectStore("marks", { keyPath: "key" });
        asked.result.createObjectStore("sheets", { keyPath: "path" });
      };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { fail(asked.error); };
    });
    return database;
  }
  function store(name, mode, act) {
    return opened().then(function (db) {
      return new Promise(function (done, fail) {
        var turn = db.transaction(name, mode), asked = act(turn.objectStore(name));
        turn.oncomplete = function () { done(asked && asked.result); };
        turn.onabort = turn.onerror = function () { fail(turn.error); };
      });
    });
  }
  function marks() {
    return store("marks", "readonly", function (all) { return all.getAll(); }).then(function (found) {
      return found.sort(function (one, other) { return one.at < other.at ? -1 : 1; });
    });
  }
  function keep(mark) { return store("marks", "readwrite", function (all) { return all.put(mark); }); }
  function forget(key) { return store("marks", "readwrite", function (all) { return all.delete(key); }); }

  function newKey() {
    var numbers = crypto.getRandomValues(new Uint8Array(16)), key = "";
    for (var i = 0; i < 16; i++) key += ("0" + numbers[i].toString(16)).slice(-2);
    return words.place + key;
  }

  /* The page */
  function row(id) { return document.getElementById("m" + id); }
  function show(item, present, waiting) {
    if (!item) return;
    var button = item.querySelector("button.row"), chip = item.querySelector(".chip");
    button.setAttribute("aria-pressed", String(present));
    item.querySelector("[name=present]").value = present ? 0 : 1;
    chip.className = "chip " + (waiting ? "due" : present ? "ok" : "mute");
    chip.textContent = waiting ? words.wait : present ? words.here : words.mark;
  }
  function count(number) {
    var figure = document.querySelector("[data-figure=attendance]");
    figure.setAttribute("data-value", number);
    figure.textContent = number;
  }
  function element(name, text, more) {
    var made = document.createElement(name);
    made.textContent = text || "";
    for (var attribute in more || {}) made.setAttribute(attribute, more[attribute]);
    return made;
  }
  function button(text, act) {
    var made = element("button", text, { "class": "btn alt", type: "button" });
    made.addEventListener("click", act);
    return made;
  }
  function tell(signedOut) {
    return marks().then(function (all) {
      var waiting = all.filter(function (mark) { return !mark.why; }), list = box.querySelector("ul");
      box.hidden = !all.length;
      box.querySelector("b").textContent = words.count.replace("#", waiting.length).replace("#", all.length - waiting.length);
      box.setAttribute("data-waiting", waiting.length);
      try { localStorage.setItem("unsent", all.length); } catch (error) { /* only the question at sign-out needs it */ }
      box.querySelector("p").hidden = !signedOut;
      list.textContent = "";
      all.forEach(function (mark) {
        if (!mark.why && mark.path === here && mark.fields.member) show(row(mark.fields.member), mark.fields.present === "1", true);
        var line = element("li", "", { "class": "row", "data-state": mark.why ? "refused" : "waiting" }), what = element("span");
        what.appendChild(element("b", mark.name));
        what.appendChild(element("small", mark.why || words.wait, mark.why ? { "class": "err" } : {}));
        line.appendChild(what);
        list.appendChild(line);
        if (!mark.why) return;
        var buttons = element("li", "", { "class": "in" });
        (mark.choices || []).forEach(function (one) {
          buttons.appendChild(button([one.name, one.stall].join(" "), function () { resend(mark, { same: one.member }); }));
        });
        buttons.appendChild(button(mark.choices ? words.other : words.retry, function () { resend(mark, mark.choices ? { other: "1" } : {}); }));
        buttons.appendChild(button(words.drop, function () { forget(mark.key).then(function () { return tell(); }); }));
        list.appendChild(buttons);
      });
    });
  }
  function resend(mark, more) {
    var fresh = { key: newKey(), at: mark.at, url: mark.url, path: mark.path, name: mark.name, fields: Object.assign({}, mark.fields, more) };
    return keep(fresh).then(function () { return forget(mark.key); }).then(function () { return flush(); });
  }

  /* Sending: one after the other, the oldest first; a mark is forgotten only when the server has answered for it. */
  function post(mark, token) {
    var form = new URLSearchParams();
    for (var name in mark.fields) form.append(name, mark.fields[name]);
    form.append("key", mark.key);
    form.append("made_at", mark.at);
    return new Promise(function (done, fail) {
      setTimeout(function () { fail(new Error("slow")); }, 20000);
      fetch(mark.url, { method: "POST", credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": token }, body: form }).then(done, fail);
    });
  }
  function freshToken() {
    return fetch(here, { credentials: "same-origin", cache: "no-store" }).then(function (reply) { return reply.text(); }).then(function (text) {
      var found = /data-token="([^"]+)"/.exec(text);
      if (!found) throw new Error("signed out");
      words.token = found[1];
    });
  }
  function answered(mark, reply, told) {
    if (reply.status === 200) {
      if (mark.path === here) {
        count(told.count);
        if (mark.fields.member) show(row(mark.fields.member), told.present, false);
      }
      return forget(mark.key);
    }
    mark.why = told.why || words.failed;
    mark.choices = told.choices;
    if (mark.fields.member && mark.path === here) show(row(mark.fields.member), mark.fields.present !== "1", false);
    return keep(mark);
  }
  function send(mark, second) {
    return post(mark, words.token).then(function (reply) {
      if (reply.status === 503 || reply.status === 429 || reply.status >= 500) throw new Error("later");
      if (reply.status === 401) throw new Error("signed out");
      if (reply.status === 400 && !second) return freshToken().then(function () { return send(mark, true); });
      return reply.json().then(function (told) { return answered(mark, reply, told); });
    });
  }
  function flush() {
    if (sending) { soon = true; return Promise.resolve(); }
    sending = true;
    clearTimeout(again);
    function next() {
      return marks().then(function (all) {
        var first = all.filter(function (mark) { return !mark.why; })[0];
        return first && send(first).then(next);
      });
    }
    return tell().then(next).then(function () { sending = false; box.setAttribute("data-settled", ""); return tell(); }, function (error) {
      sending = false;
      again = setTimeout(flush, soon ? 500 : 15000); /* the signal may have come back while this was failing */
      soon = false;
      return error.message === "signed out" ? tell(true) : tell();
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, fields = {}, name;
    if (!form.hasAttribute("data-mark")) return;
    event.preventDefault();
    event.stopPropagation();
    new FormData(form).forEach(function (value, field) { fields[field] = value; });
    if (event.submitter && event.submitter.name) fields[event.submitter.name] = event.submitter.value;
    delete fields.csrf_token; delete fields.key; delete fields.q; delete fields.after;
    if (fields.member) name = form.querySelector("b").textContent;
    else { name = (fields.name || "").trim(); if (!name) return; form.reset(); }
    if (fields.member) show(row(fields.member), fields.present === "1", true);
    box.removeAttribute("data-settled");
    keep({ key: newKey(), at: new Date().toISOString(), url: form.getAttribute("action"), path: here, name: name, fields: fields }).then(flush, function () { form.submit(); });
  }, true);

  /* Without signal the whole list is searched on the phone. */
  function local() {
    var wanted = document.getElementById("q").value.toLowerCase().trim().split(/\s+/), list = document.querySelector("#attendance_list ul"), some = list && list.querySelector("li[data-member]");
    if (!sheet || !some) return;
    var pattern = some.cloneNode(true), found = sheet.rows.filter(function (one) {
      return wanted.every(function (word) { return (one[1] + " " + one[2]).toLowerCase().indexOf(word) >= 0; });
    }).slice(0, 50);
    list.textContent = "";
    found.forEach(function (one) {
      var item = pattern.cloneNode(true);
      item.id = "m" + one[0];
      item.setAttribute("data-member", one[0]);
      item.querySelector("[name=member]").value = one[0];
      item.querySelector("b").textContent = one[1];
      item.querySelector("span small").textContent = one[2];
      show(item, one[3], false);
      list.appendChild(item);
    });
    tell();
  }
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) { if (event.detail.elt.closest("[data-sheet]")) local(); });
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (!navigator.onLine && sheet && event.detail.elt.closest("[data-sheet]")) { event.preventDefault(); local(); }
  });

  /* Only the sheet in use stays on the phone. */
  function remember() {
    if (!navigator.onLine) return;
    var wanted = [location.origin + here];
    [].forEach.call(document.querySelectorAll("link[rel=stylesheet],script[src],link[rel=icon]"), function (one) { wanted.push(one.href || one.src); });
    /* First the new one, then away with the old: the signal may go in between. */
    if (window.caches) caches.open("sheet").then(function (kept) {
      return kept.addAll(wanted).then(function () { return kept.keys(); }).then(function (all) {
        all.forEach(function (one) { if (wanted.indexOf(one.url) < 0) kept.delete(one); });
      });
    }).catch(function () {});
    fetch(here + "/daftar", { credentials: "same-origin", headers: { Accept: "application/json" } }).then(function (reply) { return reply.ok ? reply.json() : null; }).then(function (told) {
      if (!told) return;
      sheet = { path: here, rows: told.rows };
      store("sheets", "readwrite", function (all) { all.clear(); return all.put(sheet); });
    }).catch(function () {});
  }
  opened().then(function () {
    var worker = navigator.serviceWorker;
    if (worker) worker.register(words.worker, { scope: "/" }).catch(function () { worker = null; });
    document.getElementById("unsupported").hidden = Boolean(worker);
    store("sheets", "readonly", function (all) { return all.get(here); }).then(function (found) { sheet = sheet || found; if (!navigator.onLine) local(); });
    remember();
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", function () { if (!document.hidden) flush(); });
    document.addEventListener("htmx:afterSettle", function () { tell(); });
    return flush();
  });
})();
