/* What htmx leaves to us: say beside the button when a change did not reach the server, */
/* keep what was typed, keep the focus. */
(function () {
  "use strict";
  /* The button pressed last, as older browsers do not tell which one sent a form; and the long */
  /* form that holds something not kept yet. */
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
    /* Both in view, above the tabs; node's pages have no view. */
    if (pressed.scrollIntoView) pressed.scrollIntoView({ block: "center" });
  }
  /* No answer, or a stranger's. Only a form with a key is saved once however often it comes. */
  function lost(detail, isSent) {
    var once = ((detail.elt.form || detail.elt).elements || {}).key ? " " + tell("once") : "";
    if (detail.requestConfig.verb === "get") say(detail, tell("offline-get"));
    else say(detail, isSent ? tell("unsure") + once : tell("offline"), true);
  }
  /* Send a form as htmx sent it: with the button that was pressed, which submit() leaves out. */
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
    /* A list on a slow line has ten minutes. */
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
  /* A whole page's content is taken from us alone, also refused; a part comes anew when what the */
  /* page said holds no more. */
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
    /* The session ended, or what it said holds no more: sent as a plain form, a page asks. */
    var again = code === 401 || reply.getResponseHeader("X-Plainly") === "1";
    if (again && form.method === "post") {
      plainly(form, detail.requestConfig.formData);
    } else if (/^text.plain/.test(reply.getResponseHeader("Content-Type"))) {
      say(detail, reply.responseText, code > 499);
    } else lost(detail, code < 400 || code > 499 && code !== 503);
  });
  /* After a swap the focus goes to what it says; a whole page begins at its top. Where what was */
  /* pressed is gone: to the heading of what came, its first link or button, or all of it. */
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
  /* What is typed into a long form is sent to be kept for a day: a phone that is short of memory */
  /* closes the page behind another app. Nothing waits for it, and nothing is said of it. */
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
  /* Without htmx a form is sent once, too: the button stays pressed until the answer comes. */
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
