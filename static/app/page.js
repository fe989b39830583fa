/* What htmx leaves to us: say beside the button when a change did not reach the server, */
/* keep what was typed, keep the focus. */
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
  /* No answer, or a stranger's. Only a form with a key is saved once however often it comes. */
  function lost(detail, isSent) {
    var form = detail.elt.form || detail.elt, asked = detail.requestConfig;
    if (asked && asked.verb === "get") return say(detail, tell("offline-get"));
    var once = form.elements && form.elements.key ? " " + tell("once") : "";
    say(detail, isSent ? tell("unsure") + once : tell("offline"), true);
  }
  /* Send a form as htmx sent it: with the button that was pressed, which submit() leaves out. */
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
  /* A whole page's content is taken from us alone, also refused; a part comes anew when what the */
  /* page said holds no more. */
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
    /* The session ended, or what it said holds no more: sent as a plain form, a page asks. */
    var again = reply.status === 401 || reply.getResponseHeader("X-Plainly") === "1";
    if (again && form.tagName === "FORM" && form.method === "post") {
      plainly(form, asked && asked.formData);
      return;
    }
    var plain = (reply.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    if (plain) say(detail, reply.responseText, reply.status > 499);
    else lost(detail, reply.status < 400 || reply.status > 499 && reply.status !== 503);
  });
  /* After a swap the focus goes to what it says; a whole page begins at its top. */
  document.addEventListener("htmx:afterSettle", function (event) {
    var isPage = isWhole(event.detail), part = isPage ? event.detail.target : event.detail.elt;
    if (!isPage && document.activeElement !== document.body || !part.querySelector) return;
    var found = part.querySelector("[aria-invalid],.fail,.said") || isPage && part;
    if (!found) return;
    if (!found.hasAttribute("aria-invalid")) found.setAttribute("tabindex", "-1");
    if (isPage) window.scrollTo(0, 0);
    found.focus();
  });
  /* Without htmx a form is sent once, too: the button stays pressed until the answer comes. */
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
