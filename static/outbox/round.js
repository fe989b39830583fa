/* Forms that htmx sends, kept before they go: what gets no answer of ours waits with the rest. */
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
