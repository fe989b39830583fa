function guyubList(box, words) {
"use strict";
function element(name, text, more) {
var made = document.createElement(name);
made.textContent = text || "";
for (var attribute in more || {}) made.setAttribute(attribute, more[attribute]);
return made;
}
function clock(moment) {
var at = new Date(moment), day = at.toDateString() !== new Date().toDateString();
var how = { hour: "2-digit", minute: "2-digit", hour12: false };
return at.toLocaleString("id-ID", day ? Object.assign({ day: "numeric", month: "short" }, how)
: how).replace(/:/g, ".");
}
function line(mark) {
var state = mark.why ? "refused" : "waiting", what = element("span");
var made = element("li", "", { "class": "row", "data-state": state }), id = mark.fields.member;
what.appendChild(element("b", mark.name || "#" + id));
what.appendChild(element("small", mark.why || words.wait, mark.why ? { "class": "err" } : {}));
what.appendChild(element("small", [mark.what, clock(mark.at)].filter(Boolean).join(" · ")));
made.appendChild(what);
return made;
}
function choices(mark, queue) {
var made = element("li", "", { "class": "in two" });
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
if (mark.why) {
button(mark.choices ? words.other : words.retry, function () {
queue.resend(mark, mark.choices ? { other: "1" } : {});
});
}
button(words.drop, function () {
if (!mark.why && !window.confirm(words.sure)) return;
queue.forget(mark.key).then(queue.flush);
});
return made;
}
function signIn(out) {
var old = document.getElementById("again"), main = document.querySelector("main");
if (old && !out) old.parentNode.removeChild(old);
if (old || !out || !main) return;
var bar = element("p", "", { "class": "foot", id: "again" });
var to = location.pathname + location.search;
bar.appendChild(element("a", words.again, {
"class": "btn full", href: "/masuk?next=" + encodeURIComponent(to),
}));
main.appendChild(bar);
}
function lead(text) {
var old = document.getElementById("waits"), main = document.querySelector("main");
if (old) old.parentNode.removeChild(old);
if (!text || !main) return;
var made = element("p", "", { id: "waits" });
made.appendChild(element("a", words.line.replace("#", text), {
"class": "btn alt full", href: "/antrean",
}));
main.insertBefore(made, main.firstChild);
}
var heard = "";
function show(all, how, queue) {
var waiting = all.filter(function (mark) { return !mark.why; }).length;
var counts = [[words.count, waiting], [words.refused, all.length - waiting]];
var text = counts.filter(function (one) { return one[1]; }).map(function (one) {
return one[0].replace("#", one[1]);
}).join(", ");
var live = document.getElementById("live");
if (live && text !== heard) live.textContent = text;
heard = text;
signIn(how === "signed out" && all.length);
if (!box) return lead(all.length && text);
var list = box.querySelector("ul"), whole = box.hasAttribute("data-whole");
if (how === "settled") box.setAttribute("data-settled", "");
box.hidden = !all.length;
if (whole) document.getElementById("none").hidden = all.length > 0;
box.querySelector("b").textContent = text;
box.setAttribute("data-waiting", waiting);
box.querySelector("p").textContent = words.out;
box.querySelector("p").hidden = how !== "signed out";
list.textContent = "";
all.forEach(function (mark) {
list.appendChild(line(mark));
if (mark.why || whole) list.appendChild(choices(mark, queue));
});
}
return { show: show, clock: clock, element: element };
}
(function () {
"use strict";
if (!window.indexedDB || !window.Promise || !window.fetch || !window.crypto) return;
var box = document.getElementById("queue"), here = location.pathname;
var words = box ? box.dataset : { failed: document.body.dataset.failed };
var who = { id: document.body.getAttribute("data-owner") };
var sheet = words.place === undefined ? null : guyubSheet(box, words, here, who.id);
var queue = guyubQueue(words, here, { tell: tell, answered: answered }, who);
var list = guyubList(box, words), failed = false;
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
function tell(how) {
if (how) failed = how !== "settled";
return queue.marks().then(function (all) {
var listed = failed || all.some(function (mark) { return mark.why; });
if (all.length) localStorage.waiting = 1; else delete localStorage.waiting;
return Promise.all([all, listed && worded().catch(function () {}), listed]);
}).then(function (both) {
var all = both[0];
if (!all.length || words.count && both[2]) list.show(all, how, queue);
all.forEach(function (mark) {
if (mark.why || !rowOf(mark)) return;
if (sheet) sheet.waits(mark);
else if (words.wait) state(rowOf(mark), words.wait, "due", true);
});
});
}
function say(name, moment) {
return worded().then(function () {
var main = document.querySelector("main"), text = words[name];
if (moment) text = text.replace("#", list.clock(moment));
main.insertBefore(list.element("p", text, { "class": "warn", id: name }), main.firstChild);
}).catch(function () {});
}
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
function guyubForms(queue, later) {
"use strict";
function keyOf(event) {
var sent = event.detail.requestConfig;
return sent && sent.headers && sent.headers["Guyub-Key"];
}
function typed(form) {
return [].map.call(form.querySelectorAll("input:not([type=hidden])"), function (one) {
return one.value.trim();
});
}
function begin(event) {
var form = event.detail.elt, sent = event.detail.parameters, fields = {};
var cause = event.detail.triggeringEvent, pressed = cause && cause.submitter;
var row = form.closest("li"), who = row && row.querySelector("b");
if (!form.hasAttribute("data-outbox") || event.detail.verb !== "post") return;
if (sent.outcome === "take_back") return; // within a minute, or not at all
Object.keys(sent).forEach(function (name) { fields[name] = sent[name]; });
["csrf_token", "key"].forEach(function (own) { delete fields[own]; });
var what = [pressed && pressed.textContent.replace(/\s+/g, " ").trim()].concat(typed(form));
var mark = queue.make(/^(p\d+-)?/.exec(sent.key || "")[0], {
url: form.getAttribute("action"), name: who ? who.textContent : "",
what: what.filter(Boolean).join(" · "), fields: fields, until: Date.now() + 432e5,
});
sent.key = event.detail.headers["Guyub-Key"] = mark.key;
event.detail.timeout = 15000;
queue.hold(mark).catch(function () {});
}
function lost(event) {
var key = keyOf(event);
if (!key) return;
event.stopImmediatePropagation();
queue.free(key);
}
document.addEventListener("htmx:configRequest", begin, true);
["sendError", "timeout", "sendAbort"].forEach(function (name) {
document.addEventListener("htmx:" + name, lost, true);
});
document.addEventListener("htmx:beforeSwap", function (event) {
var key = keyOf(event), reply = event.detail.xhr, status = reply.status;
if (!key) return;
if (status < 500 && [400, 401, 429].indexOf(status) < 0 &&
reply.getResponseHeader("Guyub-Key") === key) {
queue.forget(key).then(later);
return;
}
event.detail.shouldSwap = event.detail.isError = false;
lost(event);
}, true);
}
