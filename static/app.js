(function () {
"use strict";
var chosen, typed, timer;
Object.assign(window.htmx ? window.htmx.config : {}, {
allowEval: false, includeIndicatorStyles: false, allowScriptTags: false, historyCacheSize: 0,
refreshOnHistoryMiss: true, historyRestoreAsHxRequest: false, timeout: 30000,
defaultSettleDelay: 0,
responseHandling: [
{ code: "204", swap: false }, { code: "[23]..", swap: true }, { code: "422", swap: true },
{ code: "[45]..", swap: false, error: true },
],
});
function on(name, act) {
document.addEventListener(name, function (event) { act(event.detail, event); });
}
function tell(name) { return document.body.getAttribute("data-" + name); }
function isWhole(detail) { return detail.target && detail.target.id === "main"; }
function pressedOf(detail) {
var element = detail.elt;
if (chosen && chosen.form === element) return chosen;
return element.querySelector("button.btn") || element;
}
function say(detail, text, again) {
var pressed = pressedOf(detail), old = document.querySelectorAll(".net");
for (var i = 0; i < old.length; i++) old[i].parentNode.removeChild(old[i]);
if (!text || !pressed.parentNode) return;
function put(made, words) {
pressed.insertAdjacentHTML("afterend", made);
pressed.nextSibling.textContent = words;
}
if (again && pressed.type === "submit") {
put('<button type="button" class="btn alt full net">', tell("again"));
pressed.nextSibling.onclick = function () { pressed.click(); };
}
put('<p class="fail net" role="alert">', text);
if (pressed.scrollIntoView) pressed.scrollIntoView({ block: "center" });
}
function lost(detail, isSent) {
var once = ((detail.elt.form || detail.elt).elements || {}).key ? " " + tell("once") : "";
if (detail.requestConfig.verb === "get") say(detail, tell("offline-get"));
else say(detail, isSent ? tell("unsure") + once : tell("offline"), true);
}
function plainly(form, sent) {
var own = new FormData(form);
(sent || []).forEach(function (value, name) {
if (own.getAll(name).indexOf(value) >= 0) return;
form.insertAdjacentHTML("beforeend", '<input type="hidden">');
form.lastChild.name = name;
form.lastChild.value = value;
});
form.submit();
}
on("click", function (_none, event) { chosen = event.target.closest("button"); });
on("htmx:beforeRequest", function (detail) {
var sending = detail.xhr;
say(detail, "");
if (isWhole(detail)) pressedOf(detail).disabled = true;
if (/^multi/.test(detail.elt.enctype)) sending.timeout = 6e5;
sending.upload.onload = function () { sending.isSent = true; };
});
on("htmx:afterRequest", function (detail) {
var pressed = pressedOf(detail), isGone = detail.successful && detail.xhr.status < 300;
if (isGone && detail.elt === typed) typed = null;
if (!isWhole(detail) || isGone && detail.xhr.status === 204) return;
pressed.disabled = false;
if (document.activeElement === document.body) pressed.focus();
});
on("htmx:sendError", function (detail) { lost(detail, detail.xhr.isSent); });
on("htmx:timeout", function (detail) { lost(detail, true); });
on("htmx:beforeSwap", function (detail) {
var reply = detail.xhr;
if (isWhole(detail)) detail.shouldSwap = Boolean(reply.getResponseHeader("HX-Retarget"));
else if (reply.status === 409 && /^text.html/.test(reply.getResponseHeader("Content-Type"))) {
detail.shouldSwap = true;
} else return;
detail.isError = !detail.shouldSwap;
});
on("htmx:responseError", function (detail) {
var reply = detail.xhr, form = detail.elt, code = reply.status;
var again = code === 401 || reply.getResponseHeader("X-Plainly") === "1";
if (again && form.method === "post") {
plainly(form, detail.requestConfig.formData);
} else if (/^text.plain/.test(reply.getResponseHeader("Content-Type"))) {
say(detail, reply.responseText, code > 499);
} else lost(detail, code < 400 || code > 499 && code !== 503);
});
on("htmx:oobAfterSwap", function (detail) { detail.elt.isBeside = 1; });
on("htmx:afterSettle", function (detail) {
var isPage = isWhole(detail), part = isPage ? detail.target : detail.elt;
if (!isPage && document.activeElement !== document.body || !part.querySelector) return;
var cause = (detail.requestConfig || {}).triggeringEvent, next = isPage ? part : null;
if (!isPage && !part.isBeside && cause && /click|submit|change/.test(cause.type)) {
next = part.querySelector("h1,h2,h3") || part.querySelector("a,button,summary") || part;
}
var found = part.querySelector("[aria-invalid],.fail,.said") || next;
if (!found) return;
if (!found.matches("a,button,summary,input,select,textarea")) found.tabIndex = -1;
if (isPage) window.scrollTo(0, 0);
found.focus();
});
function keep() {
if (!typed) return;
var body = new URLSearchParams(new FormData(typed));
body.set("untuk", typed.getAttribute("action"));
typed = null;
navigator.sendBeacon("/isian", body);
}
on("input", function (_none, event) {
var form = event.target.form;
if (!form || !form.hasAttribute("data-draft")) return;
typed = form;
clearTimeout(timer);
timer = setTimeout(keep, 3000);
});
on("visibilitychange", keep);
window.addEventListener("pagehide", keep);
on("submit", function (_none, event) {
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
try { store = window.localStorage; } catch (error) {
}
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
var own = asked ? asked.result.filter(isOwn).length : 0;
if (own && !window.confirm(question.replace("#", own))) {
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
store.waiting = 1;
bring();
});
}
function ours(name) {
return document.querySelector("script[src*='/app.js']").src.replace("app.js", name);
}
function keeps() { return document.querySelector("#queue,[data-outbox]"); }
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
(function () {
"use strict";
var store, touched, was, arrow = document.querySelector("a.back");
try { store = window.sessionStorage; } catch (error) { return; }
function here() { return location.pathname + location.search; }
function top(row) { return row.getBoundingClientRect().top; }
function key(row) { return row && Object.values(row.dataset)[0]; }
function find(wanted) {
return [].filter.call(document.querySelectorAll("[data-by]>*"), function (row) {
return wanted ? key(row) === wanted : top(row) > 0;
})[0];
}
function keep() {
var row = find(touched);
if (!row) return;
var said = row.parentNode.dataset, all = row.parentNode.children;
var at = [].indexOf.call(all, row), url = new URL(location.href), from = said.from;
if (at > 12) from = said.place ? said.place - 12 + at : key(all[at - 13]);
url.searchParams.delete(said.by);
if (from && said.by) url.searchParams.set(said.by, from);
window.history.scrollRestoration = "manual";
window.history.replaceState(null, "", url);
store[here()] = [key(row), top(row), key(all[at + 1])];
}
document.addEventListener("click", function (event) {
var link = event.target.closest("a");
touched = key(event.target.closest("[data-by]>*"));
if (!link || event.defaultPrevented) return;
keep();
if (link.closest(".list") && location.pathname.indexOf(link.pathname)) {
store["<" + link.pathname] = here();
}
});
document.addEventListener("visibilitychange", keep);
was = (store[here()] || "").split(",");
delete store[here()];
if (was[1]) window.scrollBy(0, top(find(was[0]) || find(was[2]) || document.body) - was[1]);
if (arrow) arrow.href = store["<" + location.pathname] || arrow.href;
document.addEventListener("htmx:configRequest", function (event) {
var asked = event.detail, said = asked.parameters;
if (asked.verb !== "get") return;
delete said.csrf_token;
delete said.ke;
if (!/\d/.test(said.q)) return;
asked.headers["X-Cari"] = encodeURIComponent(said.q);
delete said.q;
});
})();
