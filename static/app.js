/* What htmx leaves to us: say beside the button when a change did not reach the server, and keep what was typed. */
(function () {
  "use strict";
  function say(element, text) {
    var form = element.closest ? element.closest("form") || element : document.body;
    var old = form.querySelector(".fail");
    if (old) old.parentNode.removeChild(old);
    if (!text) return;
    var box = document.createElement("p");
    box.className = "fail";
    box.setAttribute("role", "alert");
    box.textContent = text;
    form.appendChild(box);
  }
  document.addEventListener("htmx:beforeRequest", function (event) { say(event.detail.elt, ""); });
  document.addEventListener("htmx:sendError", function (event) { say(event.detail.elt, document.body.getAttribute("data-offline")); });
  document.addEventListener("htmx:timeout", function (event) { say(event.detail.elt, document.body.getAttribute("data-offline")); });
  document.addEventListener("htmx:responseError", function (event) {
    var reply = event.detail.xhr;
    var plain = (reply.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    say(event.detail.elt, plain ? reply.responseText : document.body.getAttribute("data-failed"));
  });
  /* Without htmx a form is sent once, too: the button stays pressed until the answer comes. */
  document.addEventListener("submit", function (event) {
    var button = event.target.querySelector("button.btn");
    if (!button || event.target.hasAttribute("hx-post") || event.target.hasAttribute("hx-get")) return;
    setTimeout(function () { button.disabled = true; }, 0);
  });
  window.addEventListener("pageshow", function () {
    var pressed = document.querySelectorAll("button[disabled].btn");
    for (var i = 0; i < pressed.length; i++) pressed[i].disabled = false;
  });
})();
