/* The attendance sheet: its rows, what still waits, and searching without signal. */
(function () {
  "use strict";
  var box = document.getElementById("queue");
  if (!window.indexedDB || !window.Promise || !window.fetch || !window.crypto) return;
  /* Brought by another page, to send what waits: what is refused is told on the next sheet. */
  if (!box) {
    var still = { tell: function () { return Promise.resolve(); } };
    guyubQueue({ failed: document.body.dataset.failed }, "", still).flush();
    return;
  }
  var here = location.pathname, words = box.dataset, sheet = null;
  var queue = guyubQueue(words, here, { tell: tell, answered: answered });

  function row(id) { return document.getElementById("m" + id); }
  function show(item, present, waiting) {
    if (!item) return;
    var chip = item.querySelector(".chip");
    item.querySelector("button.row").setAttribute("aria-pressed", String(present));
    item.querySelector("[name=present]").value = present ? 0 : 1;
    chip.className = "chip " + (waiting ? "due" : present ? "ok" : "mute");
    chip.textContent = waiting ? words.wait : present ? words.here : words.mark;
  }
  function count(number) {
    var figure = document.querySelector("[data-figure=attendance]");
    figure.setAttribute("data-value", number);
    figure.textContent = number;
  }

  /* What waits, and what was refused with its reason and what to do about it. */
  function element(name, text, more) {
    var made = document.createElement(name);
    made.textContent = text || "";
    for (var attribute in more || {}) made.setAttribute(attribute, more[attribute]);
    return made;
  }
  function line(mark) {
    var state = mark.why ? "refused" : "waiting", what = element("span");
    var made = element("li", "", { "class": "row", "data-state": state });
    what.appendChild(element("b", mark.name || "#" + mark.fields.member));
    what.appendChild(element("small", mark.why || words.wait, mark.why ? { "class": "err" } : {}));
    made.appendChild(what);
    return made;
  }
  function choices(mark) {
    var made = element("li", "", { "class": "in" });
    function button(text, act) {
      var one = element("button", text, { "class": "btn alt", type: "button" });
      one.addEventListener("click", act);
      made.appendChild(one);
    }
    (mark.choices || []).forEach(function (one) {
      button([one.name, one.stall].join(" "), function () {
        queue.resend(mark, { same: one.member });
      });
    });
    button(mark.choices ? words.other : words.retry, function () {
      queue.resend(mark, mark.choices ? { other: "1" } : {});
    });
    button(words.drop, function () {
      queue.forget(mark.key).then(function () { return tell(); });
    });
    return made;
  }
  function tell(how) {
    if (how === "settled") box.setAttribute("data-settled", "");
    return queue.marks().then(function (all) {
      var waiting = all.filter(function (mark) { return !mark.why; });
      var list = box.querySelector("ul"), refused = all.length - waiting.length;
      box.hidden = !all.length;
      box.querySelector("b").textContent = words.count.replace("#", waiting.length)
        .replace("#", refused);
      box.setAttribute("data-waiting", waiting.length);
      box.querySelector("p").hidden = how !== "signed out";
      list.textContent = "";
      waiting.forEach(function (mark) {
        if (mark.path !== here || !mark.fields.member) return;
        show(row(mark.fields.member), mark.fields.present === "1", true);
      });
      all.forEach(function (mark) {
        list.appendChild(line(mark));
        if (mark.why) list.appendChild(choices(mark));
      });
    });
  }
  function answered(mark, told) {
    if (!mark.why) count(told.count);
    var present = mark.why ? mark.fields.present !== "1" : told.present;
    if (mark.fields.member) show(row(mark.fields.member), present, false);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, pressed = event.submitter, fields = {}, name;
    if (!form.hasAttribute("data-mark")) return;
    event.preventDefault();
    event.stopPropagation();
    new FormData(form).forEach(function (value, field) { fields[field] = value; });
    if (pressed && pressed.name) fields[pressed.name] = pressed.value;
    ["csrf_token", "key", "q", "after"].forEach(function (own) { delete fields[own]; });
    if (fields.member) {
      name = form.querySelector("b").textContent;
      show(row(fields.member), fields.present === "1", true);
    } else {
      name = (fields.name || "").trim();
      if (!name) return;
      form.reset();
    }
    box.removeAttribute("data-settled");
    var until = sheet ? sheet.until : Date.now() + 432e5;
    queue.add(form.getAttribute("action"), name, fields, until).then(queue.flush, function () {
      form.submit();
    });
  }, true);

  /* What is kept ends with its event: it is not read any more, and the page goes. */
  function isOver(one) { return !(one.until > Date.now()); }
  function use(one) {
    sheet = one;
    setTimeout(function () { location.reload(); }, Math.min(one.until - Date.now(), 2e9));
  }

  /* Without signal the whole list is searched on the phone. */
  function local() {
    var wanted = document.getElementById("q").value.toLowerCase().trim().split(/\s+/);
    var list = document.querySelector("#attendance_list ul");
    var pattern = list && list.querySelector("li[data-member]");
    if (!sheet || !pattern || isOver(sheet)) return;
    var found = sheet.rows.filter(function (one) {
      var text = (one[1] + " " + one[2]).toLowerCase();
      return wanted.every(function (word) { return text.indexOf(word) >= 0; });
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
  function searching(event) { return event.detail.elt.closest("[data-sheet]"); }
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) { if (searching(event)) local(); });
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (navigator.onLine || !sheet || !searching(event)) return;
    event.preventDefault();
    local();
  });

  /* Only the sheet in use stays on the phone. */
  function keepFiles() {
    var wanted = [location.origin + here];
    var files = document.querySelectorAll("link[rel=stylesheet],script[src],link[rel=icon]");
    [].forEach.call(files, function (one) { wanted.push(one.href || one.src); });
    /* First the new one, then away with the old: the signal may go in between. */
    caches.open("sheet").then(function (kept) {
      return kept.addAll(wanted).then(function () { return kept.keys(); }).then(function (all) {
        all.forEach(function (one) { if (wanted.indexOf(one.url) < 0) kept.delete(one); });
      });
    }).catch(function () {});
  }
  function keepNames() {
    var asked = { credentials: "same-origin", headers: { Accept: "application/json" } };
    fetch(here + "/daftar", asked).then(function (reply) {
      return reply.ok && reply.json();
    }).then(function (told) {
      if (!told.keep) return;
      var until = Date.now() + told.keep * 1000;
      use({ path: here, rows: told.rows, owner: queue.owner, until: until });
      localStorage.setItem("until", until);
      if (window.caches) keepFiles();
      queue.store("sheets", "readwrite", function (all) { all.clear(); return all.put(sheet); });
    }).catch(function () {});
  }
  queue.opened().then(function () {
    var worker = navigator.serviceWorker;
    if (worker) worker.register(words.worker, { scope: "/" }).catch(function () {});
    document.getElementById("unsupported").hidden = !!worker;
    queue.store("sheets", "readonly", function (all) {
      return all.get(here);
    }).then(function (found) {
      if (found && found.owner === queue.owner && !sheet && !isOver(found)) use(found);
      if (!navigator.onLine) local();
    });
    if (navigator.onLine) keepNames();
    window.addEventListener("online", queue.flush);
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden) queue.flush();
    });
    document.addEventListener("htmx:afterSettle", function () { tell(); });
    return queue.flush();
  });
})();
