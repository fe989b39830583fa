/* Marks wait on the phone until the server has them: each has a key, so it counts once. */
function guyubQueue(words, here, page) {
  "use strict";
  var sending = false, soon = false, again = 0, database = null;
  var owner = document.body.getAttribute("data-owner");

  function opened() {
    database = database || new Promise(function (done, fail) {
      var asked = indexedDB.open("guyub", 1);
      asked.onupgradeneeded = function () {
        asked.result.createObjectStore("marks", { keyPath: "key" });
        asked.result.createObjectStore("sheets", { keyPath: "path" });
      };
      asked.onsuccess = function () {
        asked.result.onversionchange = function () { asked.result.close(); };
        done(asked.result);
      };
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
  /* One's own: another account's wait until that one signs in again. Before marks had an */
  /* owner they had their paguyuban only. */
  function isOwn(mark) {
    return mark.owner === owner ||
      mark.owner === undefined && mark.key.indexOf(words.place) === 0;
  }
  function marks() {
    function all(kept) { return kept.getAll(); }
    return store("marks", "readonly", all).then(function (found) {
      return found.filter(isOwn).sort(function (one, other) {
        return one.at < other.at ? -1 : 1;
      });
    });
  }
  function keep(mark) {
    return store("marks", "readwrite", function (all) { return all.put(mark); });
  }
  function forget(key) {
    return store("marks", "readwrite", function (all) { return all.delete(key); });
  }

  function newKey() {
    var numbers = crypto.getRandomValues(new Uint8Array(16)), key = "";
    for (var i = 0; i < 16; i++) key += ("0" + numbers[i].toString(16)).slice(-2);
    return words.place + key;
  }
  function add(url, name, fields, until) {
    return keep({
      key: newKey(), at: new Date().toISOString(), url: url, path: here, name: name,
      fields: fields, owner: owner, until: until,
    });
  }
  function resend(mark, more) {
    var fresh = Object.assign({}, mark, {
      key: newKey(), why: "", choices: null, fields: Object.assign({}, mark.fields, more),
    });
    return keep(fresh).then(function () { return forget(mark.key); }).then(flush);
  }

  /* One after the other, the oldest first, forgotten when the server has answered for it. */
  function post(mark) {
    var form = new URLSearchParams(mark.fields);
    form.append("key", mark.key);
    form.append("made_at", mark.at);
    var headers = { Accept: "application/json", "X-CSRFToken": words.token };
    var asked = { method: "POST", credentials: "same-origin", headers: headers, body: form };
    return new Promise(function (done, fail) {
      setTimeout(function () { fail(new Error("slow")); }, 20000);
      fetch(mark.url, asked).then(done, fail);
    });
  }
  function freshToken(mark) {
    var asked = { credentials: "same-origin", cache: "no-store" };
    return fetch(here || mark.path, asked).then(function (reply) {
      if (reply.status >= 500) throw new Error("later");
      return reply.text();
    }).then(function (text) {
      var found = /data-token="([^"]+)"/.exec(text);
      var other = owner && text.indexOf('data-owner="' + owner + '"') < 0;
      if (!found || other) throw new Error("signed out");
      words.token = found[1];
    });
  }
  function answered(mark, reply, told) {
    var taken = reply.status === 200;
    if (!taken) {
      mark.why = told.why || words.failed;
      mark.choices = told.choices;
    }
    if (mark.path === here) page.answered(mark, told);
    return taken ? forget(mark.key) : keep(mark);
  }
  function send(mark, second) {
    return post(mark).then(function (reply) {
      if (reply.status === 429 || reply.status >= 500) throw new Error("later");
      if (reply.status === 401) throw new Error("signed out");
      if (reply.status === 400 && !second) {
        return freshToken(mark).then(function () { return send(mark, true); });
      }
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
        if (first && !words.token) return freshToken(first).then(next);
        return first && send(first).then(next);
      });
    }
    return page.tell().then(next).then(function () {
      sending = false;
      return page.tell("settled");
    }, function (error) {
      sending = false;
      /* The signal may have come back while this was failing. */
      again = setTimeout(flush, soon ? 500 : 15000);
      soon = false;
      return page.tell(error.message);
    });
  }
  return {
    opened: opened, store: store, marks: marks, owner: owner,
    add: add, forget: forget, resend: resend, flush: flush,
  };
}
