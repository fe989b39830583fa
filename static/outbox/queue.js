/* What waits on the phone until the server has it: each has a key, so it counts once. */
function guyubQueue(words, here, page, who) {
  "use strict";
  var sending = false, soon = false, again = 0, database = null, busy = {};

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
    return mark.owner === who.id ||
      mark.owner === undefined && mark.key.indexOf(words.place) === 0;
  }
  function marks() {
    function all(kept) { return kept.getAll(); }
    return store("marks", "readonly", all).then(function (found) {
      return found.filter(function (mark) {
        return isOwn(mark) && !busy[mark.key];
      }).sort(function (one, other) { return one.at < other.at ? -1 : 1; });
    });
  }
  function keep(mark) {
    return store("marks", "readwrite", function (all) { return all.put(mark); });
  }
  function forget(key) {
    delete busy[key];
    return store("marks", "readwrite", function (all) { return all.delete(key); });
  }

  function newKey(place) {
    var numbers = crypto.getRandomValues(new Uint8Array(16)), key = place;
    for (var i = 0; i < 16; i++) key += ("0" + numbers[i].toString(16)).slice(-2);
    return key;
  }
  function make(place, more) {
    var mark = { key: newKey(place), at: new Date().toISOString(), path: here, owner: who.id };
    return Object.assign(mark, more);
  }
  /* Something else sends it: only `forget` or `free` says what becomes of it. */
  function hold(mark) {
    busy[mark.key] = true;
    return keep(mark);
  }
  function free(key) {
    delete busy[key];
    return flush();
  }
  function resend(mark, more) {
    var fresh = Object.assign({}, mark, {
      key: newKey(mark.key.slice(0, -32)), why: "", choices: null, said: "",
      fields: Object.assign({}, mark.fields, mark.said ? { said: mark.said } : {}, more),
    });
    return keep(fresh).then(function () { return forget(mark.key); }).then(flush);
  }

  /* One after the other, the oldest first, forgotten when the server has answered for it: */
  /* whatever else answers between here and there does not know the key that it read. */
  function reach(address, more) {
    return new Promise(function (done, fail) {
      setTimeout(function () { fail(new Error("slow")); }, 20000);
      fetch(address, Object.assign({ credentials: "same-origin" }, more)).then(done, fail);
    });
  }
  function post(mark) {
    var form = new URLSearchParams(mark.fields);
    form.append("key", mark.key);
    form.append("made_at", mark.at);
    return reach(mark.url, { method: "POST", body: form, headers: {
      Accept: "application/json", "X-CSRFToken": words.token, "Guyub-Key": mark.key,
    } });
  }
  function freshToken() {
    var json = { Accept: "application/json" };
    return reach("/antrean", { headers: json, cache: "no-store" }).then(function (reply) {
      if (reply.status === 401) throw new Error("signed out");
      if (!reply.ok) throw new Error("later");
      return reply.json();
    }).then(function (told) {
      if (who.id && told.owner !== who.id) throw new Error("signed out");
      words.token = told.token;
    });
  }
  function answered(mark, reply, told) {
    var taken = reply.status === 200;
    if (!taken) {
      mark.why = told.why || words.failed;
      mark.choices = told.choices;
      mark.said = told.said;
    }
    return (taken ? forget(mark.key) : keep(mark)).then(function () {
      if (mark.path === here) page.answered(mark, told);
    });
  }
  function send(mark, second) {
    return post(mark).then(function (reply) {
      var later = reply.status === 429 || reply.status >= 500;
      if (later || reply.headers.get("Guyub-Key") !== mark.key) throw new Error("later");
      if (reply.status === 401) throw new Error("signed out");
      if (reply.status === 400 && !second) {
        return freshToken().then(function () { return send(mark, true); });
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
        if (first && !words.token) return freshToken().then(next);
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
    store: store, marks: marks, make: make, keep: keep, hold: hold, free: free, forget: forget,
    resend: resend, flush: flush,
  };
}
