/* What htmx leaves to us: say beside the button when a change did not reach the server, */
/* keep what was typed, keep the focus. */
(function () {
  "use strict";
  function tell(name) { return document.body.getAttribute("data-" + name); }
  function say(detail, text) {
    var element = detail.elt, cause = detail.requestConfig && detail.requestConfig.triggeringEvent;
    var pressed = cause && cause.submitter ||
      (element.querySelector && element.querySelector("button.btn")) || element;
    var old = document.querySelectorAll(".fail.net");
    for (var i = 0; i < old.length; i++) old[i].parentNode.removeChild(old[i]);
    if (!text || !pressed.parentNode) return;
    var box = document.createElement("p");
    box.className = "fail net";
    box.setAttribute("role", "alert");
    box.textContent = text;
    pressed.parentNode.insertBefore(box, pressed.nextSibling);
  }
  function lost(event) {
    var verb = event.detail.requestConfig && event.detail.requestConfig.verb;
    say(event.detail, tell(verb === "get" ? "offline-get" : "offline"));
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
  document.addEventListener("htmx:beforeRequest", function (event) { say(event.detail, ""); });
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  /* What the page said holds no more: the part comes anew. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var detail = event.detail, reply = detail.xhr;
    if (reply.status !== 409 || !/^text.html/.test(reply.getResponseHeader("Content-Type"))) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  document.addEventListener("htmx:responseError", function (event) {
    var reply = event.detail.xhr, form = event.detail.elt, asked = event.detail.requestConfig;
    /* The session ended, or what it said holds no more: sent as a plain form, a page asks. */
    var again = reply.status === 401 || reply.getResponseHeader("X-Plainly") === "1";
    if (again && form.tagName === "FORM" && form.method === "post") {
      plainly(form, asked && asked.formData);
      return;
    }
    var plain = (reply.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    say(event.detail, plain ? reply.responseText : tell("failed"));
  });
  /* After a part was replaced, the focus goes to what it says, not back to the top of the page. */
  document.addEventListener("htmx:afterSettle", function (event) {
    var part = event.detail.elt;
    if (document.activeElement !== document.body || !part.querySelector) return;
    var found = part.querySelector("[aria-invalid],.fail,.said");
    if (!found) return;
    if (!found.hasAttribute("aria-invalid")) found.setAttribute("tabindex", "-1");
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
