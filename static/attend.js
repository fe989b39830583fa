function guyubSheet(box, words, here, owner) {
"use strict";
var sheet = null, queue = null, end = 0;
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
function waits(mark) {
if (mark.fields.member) show(row(mark.fields.member), mark.fields.present === "1", true);
}
function answered(mark, told) {
var present = mark.why ? mark.fields.present !== "1" : told.present, id = mark.fields.member;
if (!mark.why) count(told.count);
if (!id) return;
show(row(id), present, false);
if (!sheet) return;
sheet.rows.forEach(function (one) { if (String(one[0]) === String(id)) one[3] = present; });
keepSheet();
}
document.addEventListener("submit", function (event) {
var form = event.target, pressed = event.submitter, fields = {}, name;
if (!queue || !form.hasAttribute("data-mark")) return;
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
queue.keep(queue.make(words.place, {
url: form.getAttribute("action"), name: name, fields: fields,
what: fields.present === "0" ? words.back : words.here,
until: sheet ? sheet.until : Date.now() + 432e5,
})).then(queue.flush, function () { form.submit(); });
}, true);
function isOver(one) { return !(one.until > Date.now()); }
function use(one) {
sheet = one;
clearTimeout(end);
end = setTimeout(function () { location.reload(); }, Math.min(one.until - Date.now(), 2e9));
}
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
queue.tell();
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
function keepSheet() {
return queue.store("sheets", "readwrite", function (all) {
all.clear();
queue.sign(all);
return all.put(sheet);
});
}
function keepPage(html, seconds) {
var worker = navigator.serviceWorker, address = location.origin + here;
if (!worker || !window.caches || location.search) return;
Promise.resolve(worker.ready).then(function () {
return Promise.all([caches.match("/luring"), caches.open("sheet")]);
}).then(function (both) {
var headers = new Headers(both[0].headers), kept = both[1];
headers.set("Date", new Date().toUTCString());
headers.set("Guyub-Keep", seconds);
return kept.put(address, new Response(html, { headers: headers })).then(function () {
return kept.keys();
}).then(function (all) {
all.forEach(function (one) { if (one.url !== address) kept.delete(one); });
});
}).catch(function () {});
}
function shown(one) {
var button = row(one[0]) && row(one[0]).querySelector("button.row");
return one.slice(0, 3).concat(button ? button.getAttribute("aria-pressed") === "true" : one[3]);
}
function names(all) {
var known = all.filter(function (one) {
return one.version && one.version === words.roster;
})[0];
if (known) {
return Promise.resolve({ version: known.version, rows: known.rows.map(function (one) {
return shown(known.path === here ? one : one.slice(0, 3).concat(false));
}) });
}
return fetch(here + "/daftar", {
credentials: "same-origin", headers: { Accept: "application/json" },
}).then(function (reply) { return reply.ok && reply.json(); });
}
function start(its) {
var html = "<!doctype html>" + document.documentElement.outerHTML, token = words.token;
var title = document.querySelector("h1");
queue = its;
return queue.store("sheets", "readonly", function (all) {
return all.getAll();
}).then(function (all) {
all = all.filter(function (one) { return one.owner === owner && one.rows && !isOver(one); });
var found = all.filter(function (one) { return one.path === here; })[0];
var isCopy = found && found.token === token;
if (found) use(found);
if (isCopy) queue.say("offline", found.at);
if (!navigator.onLine) return local();
if (isCopy || words.keep === "0") return null;
return names(all).then(function (told) {
var seconds = told.keep === undefined ? Number(words.keep) : told.keep;
if (!seconds) return null;
use({
path: here, rows: told.rows, version: told.version, owner: owner, token: token,
at: Date.now(), until: Date.now() + seconds * 1000, title: title && title.textContent,
});
localStorage.setItem("until", sheet.until);
keepPage(html, seconds);
return keepSheet();
});
}).catch(function () {});
}
return { start: start, waits: waits, answered: answered };
}
