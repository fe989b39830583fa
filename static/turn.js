/* Whoever comes back from WhatsApp has sent the message: it is noted without another tap. */
(function () {
  "use strict";
  var changed = 0, store = {};
  try { store = window.sessionStorage; } catch (error) { /* refused: then it is asked */ }
  function turn() { return document.querySelector("form[data-turn]"); }
  function came() {
    var form = turn(), whom = store.whatsapp;
    if (document.hidden || !whom) return;
    /* Kept until the next one is shown: without a signal it is sent when there is one. */
    if (!form || form.getAttribute("data-turn") !== whom) delete store.whatsapp;
    else form.querySelector("[value=sent]").click();
  }
  document.addEventListener("click", function (event) {
    var pressed = event.target.closest("#turn .btn");
    if (!pressed || !event.isTrusted) return;
    /* A thumb that was falling before the next person came meant another one. */
    if (Date.now() - changed < 700) event.preventDefault();
    else if (pressed.href && turn()) store.whatsapp = turn().getAttribute("data-turn");
  });
  document.addEventListener("visibilitychange", came);
  window.addEventListener("pageshow", came);
  window.addEventListener("online", came);
  document.addEventListener("htmx:afterSettle", function () {
    var form = turn();
    changed = Date.now();
    if (!form || form.getAttribute("data-turn") !== store.whatsapp) delete store.whatsapp;
  });
})();
