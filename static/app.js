(function () {
"use strict";
var typed, timer;
function keep() {
clearTimeout(timer);
if (!typed || !navigator.sendBeacon) return;
var body = new URLSearchParams(new FormData(typed));
body.set("untuk", typed.getAttribute("action"));
typed = null;
navigator.sendBeacon("/isian", body);
}
document.addEventListener("input", function (event) {
var form = event.target.form;
if (!form || !form.hasAttribute("data-draft")) return;
typed = form;
clearTimeout(timer);
timer = setTimeout(keep, 3000);
});
document.addEventListener("visibilitychange", function () { if (document.hidden) keep(); });
window.addEventListener("pagehide", keep);
document.addEventListener("htmx:afterRequest", function (event) {
var detail = event.detail;
if (detail.elt === typed && detail.successful && detail.xhr.status < 300) typed = null;
});
})();
(function () {
"use strict";
var chosen; /* the button pressed last: older browsers do not tell which one sent a form */
function tell(name) { return document.body.getAttribute("data-" + name); }
function isWhole(detail) { return detail.target && detail.target.id === "main"; }
function pressedOf(detail) {
var element = detail.elt, cause = detail.requestConfig && detail.requestConfig.triggeringEvent;
return cause && cause.submitter || (chosen && chosen.form === element && chosen) ||
(element.querySelector && element.querySelector("button.btn")) || element;
}
function say(detail, text, again) {
var pressed = pressedOf(detail), old = document.querySelectorAll(".fail.net,.again");
for (var i = 0; i < old.length; i++) old[i].parentNode.removeChild(old[i]);
if (!text || !pressed.parentNode) return;
function put(tag, look, words) {
var one = document.createElement(tag);
one.className = look;
one.textContent = words;
pressed.parentNode.insertBefore(one, pressed.nextSibling);
return one;
}
if (again && pressed.type === "submit") {
var button = put("button", "btn alt full again", tell("again"));
button.type = "button";
button.onclick = function () { pressed.click(); };
}
put("p", "fail net", text).setAttribute("role", "alert");
}
function lost(detail, isSent) {
var form = detail.elt.form || detail.elt, asked = detail.requestConfig;
if (asked && asked.verb === "get") return say(detail, tell("offline-get"));
var once = form.elements && form.elements.key ? " " + tell("once") : "";
say(detail, isSent ? tell("unsure") + once : tell("offline"), true);
}
function plainly(form, sent) {
var own = new FormData(form);
function add(value, name) {
if (own.getAll(name).indexOf(value) >= 0) return;
var field = document.createElement("input");
field.type = "hidden";
field.name = name;
field.value = value;
form.appendChild(field);
}
if (sent) sent.forEach(add);
form.submit();
}
document.addEventListener("click", function (event) {
chosen = event.target.closest && event.target.closest("button");
});
document.addEventListener("htmx:beforeRequest", function (event) {
var detail = event.detail, sending = detail.xhr;
say(detail, "");
if (isWhole(detail)) pressedOf(detail).disabled = true;
if (sending) sending.upload.onload = function () { sending.isSent = true; };
});
document.addEventListener("htmx:afterRequest", function (event) {
var detail = event.detail, pressed = pressedOf(detail);
if (!isWhole(detail) || detail.successful && detail.xhr.status === 204) return;
pressed.disabled = false;
if (document.activeElement === document.body) pressed.focus();
});
document.addEventListener("htmx:sendError", function (event) {
lost(event.detail, event.detail.xhr && event.detail.xhr.isSent);
});
document.addEventListener("htmx:timeout", function (event) { lost(event.detail, true); });
document.addEventListener("htmx:beforeSwap", function (event) {
var detail = event.detail, reply = detail.xhr;
if (isWhole(detail)) detail.shouldSwap = Boolean(reply.getResponseHeader("HX-Retarget"));
else if (reply.status === 409 && /^text.html/.test(reply.getResponseHeader("Content-Type"))) {
detail.shouldSwap = true;
} else return;
detail.isError = !detail.shouldSwap;
});
document.addEventListener("htmx:responseError", function (event) {
var detail = event.detail, reply = detail.xhr, form = detail.elt, asked = detail.requestConfig;
var again = reply.status === 401 || reply.getResponseHeader("X-Plainly") === "1";
if (again && form.tagName === "FORM" && form.method === "post") {
plainly(form, asked && asked.formData);
return;
}
var plain = (reply.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
if (plain) say(detail, reply.responseText, reply.status > 499);
else lost(detail, reply.status < 400 || reply.status > 499 && reply.status !== 503);
});
document.addEventListener("htmx:afterSettle", function (event) {
var isPage = isWhole(event.detail), part = isPage ? event.detail.target : event.detail.elt;
if (!isPage && document.activeElement !== document.body || !part.querySelector) return;
var found = part.querySelector("[aria-invalid],.fail,.said") || isPage && part;
if (!found) return;
if (!found.hasAttribute("aria-invalid")) found.setAttribute("tabindex", "-1");
if (isPage) window.scrollTo(0, 0);
found.focus();
});
document.addEventListener("submit", function (event) {
var form = event.target, button = form.querySelector("button.btn");
function has(name) { return form.hasAttribute(name); }
if (!button || ["hx-post", "hx-get", "data-download"].some(has)) return;
setTimeout(function () { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", function () {
var pressed = document.querySelectorAll("button[disabled].btn");
for (var i = 0; i < pressed.length; i++) pressed[i].disabled = false;
});
})();
(function () {
"use strict";
var body = document.body, owner = body.getAttribute("data-owner"), store = {};
try { store = window.localStorage; } catch (error) { /* refused: then nothing is kept */ }
function quiet() {}
function every() { return true; }
function none() { return false; }
function isOwn(mark) { return mark.owner === owner || mark.owner === undefined; }
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
function leave(form, question) {
return stores(function (turn) {
return turn.objectStore("marks").getAll();
}).then(function (asked) {
if (asked && asked.result.some(isOwn) && !window.confirm(question)) {
form.querySelector("button").disabled = false;
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
function settle() {
var left = body.getAttribute("data-left");
if (left) {
return wipe(left.indexOf("storage") < 0 ? none : every).then(function () {
store.owner = "-";
});
}
if (owner === null || (store.owner || "") === owner && !(store.until < Date.now())) return null;
return forget(none).then(function (waiting) {
if (owner) store.owner = owner; else delete store.owner;
delete store.until;
if (owner && waiting.some(isOwn)) send();
});
}
function send() {
if (document.getElementById("queue")) return;
var script = document.createElement("script"), ours = "script[src*='/app.js']";
script.src = document.querySelector(ours).src.replace("app.js", "attend.js");
document.head.appendChild(script);
}
if (window.indexedDB && window.Promise) Promise.resolve().then(settle).catch(quiet);
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
