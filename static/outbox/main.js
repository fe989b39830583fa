/* What waits on this phone, on each page that has to do with it: the attendance sheet, the */
/* round, the list, the page without signal; and any other while something waits. */
(function () {
  "use strict";
  if (!window.indexedDB || !window.Promise || !window.fetch || !window.crypto) return;
  var box = document.getElementById("queue"), here = location.pathname;
  var words = box ? box.dataset : { failed: document.body.dataset.failed };
  var who = { id: document.body.getAttribute("data-owner") };
  var sheet = words.place === undefined ? null : guyubSheet(box, words, here, who.id);
  var queue = guyubQueue(words, here, { tell: tell, answered: answered }, who);
  var list = guyubList(box, words), failed = false;

  /* The words for what waits stand on a page that the phone has. */
  function worded() {
    if (words.count) return Promise.resolve();
    var kept = window.caches ? caches.match("/luring") : Promise.resolve();
    return kept.then(function (found) { return found || fetch("/luring"); }).then(function (reply) {
      return reply.text();
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var more = page.getElementById("queue").dataset;
      Object.keys(more).forEach(function (name) {
        if (words[name] === undefined && name !== "whole") words[name] = more[name];
      });
    });
  }
  function rowOf(mark) {
    return mark.path === here && document.getElementById("m" + mark.fields.member);
  }
  function state(item, text, look, waits) {
    var chip = item.querySelector(".chip"), buttons = item.querySelectorAll("button");
    if (!chip) {
      chip = document.createElement("span");
      item.querySelector("b").parentNode.appendChild(chip);
    }
    chip.className = "chip " + look;
    chip.textContent = text;
    [].forEach.call(buttons, function (one) { one.disabled = waits; });
  }
  function answered(mark, told) {
    var item = rowOf(mark);
    if (sheet) return sheet.answered(mark, told);
    if (!item) return null;
    if (told.row) return window.htmx.swap(item, told.row, { swapStyle: "outerHTML" });
    state(item, words.no, "bad", false);
    return item.appendChild(list.element("p", mark.why, { "class": "fail" }));
  }
  /* What is sent at once is not listed, only what did not get through. */
  function tell(how) {
    if (how) failed = how !== "settled";
    return queue.marks().then(function (all) {
      var listed = failed || all.some(function (mark) { return mark.why; });
      if (all.length) localStorage.waiting = 1; else delete localStorage.waiting;
      return Promise.all([all, listed && worded().catch(function () {}), listed]);
    }).then(function (both) {
      var all = both[0];
      /* Without words for it, it is sent all the same. */
      if (!all.length || words.count && both[2]) list.show(all, how, queue);
      all.forEach(function (mark) {
        if (mark.why || !rowOf(mark)) return;
        if (sheet) sheet.waits(mark);
        else if (words.wait) state(rowOf(mark), words.wait, "due", true);
      });
    });
  }

  /* A sentence above all else. */
  function say(name, moment) {
    return worded().then(function () {
      var main = document.querySelector("main"), text = words[name];
      if (moment) text = text.replace("#", list.clock(moment));
      main.insertBefore(list.element("p", text, { "class": "warn", id: name }), main.firstChild);
    }).catch(function () {});
  }

  /* Whose this is: without signal no page of ours says so, only what the phone was left with. */
  function sign(all) {
    if (who.id) all.put({ path: "~owner", owner: who.id, until: Infinity });
  }
  function offline() {
    var rows = document.getElementById("kept");
    window.addEventListener("online", function () { location.reload(); });
    return queue.store("sheets", "readonly", function (all) {
      return all.getAll();
    }).then(function (all) {
      all.forEach(function (one) {
        if (one.path === "~owner") who.id = one.owner;
        if (!one.title || !(one.until > Date.now())) return;
        var link = list.element("a", "", { "class": "row", href: one.path });
        var what = list.element("span");
        what.appendChild(list.element("b", one.title));
        what.appendChild(list.element("small", words.copy.replace("#", list.clock(one.at))));
        link.appendChild(what);
        rows.appendChild(list.element("li")).appendChild(link);
        rows.parentNode.hidden = false;
      });
    });
  }
  queue.sign = sign;
  queue.tell = tell;
  queue.say = say;
  var begun = who.id === null && words.copy ? offline() : queue.store("sheets", "readwrite", sign);
  begun.then(function () {
    if (sheet && !navigator.serviceWorker) say("alone");
    guyubForms(queue, tell);
    window.addEventListener("online", queue.flush);
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden) queue.flush();
    });
    document.addEventListener("htmx:afterSettle", function () { tell(); });
    if (sheet) sheet.start(queue);
    return queue.flush();
  }).catch(function () {});
})();
