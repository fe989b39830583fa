/* What is typed into a long form is sent to be kept for a day: a phone that is short of memory */
/* closes the page behind another app. Nothing waits for it, and nothing is said of it. */
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
  /* What was saved is gone; another form on the page may still hold something. */
  document.addEventListener("htmx:afterRequest", function (event) {
    var detail = event.detail;
    if (detail.elt === typed && detail.successful && detail.xhr.status < 300) typed = null;
  });
})();
