/* Back and the arrow find a list as it was: its address says from which row on, and the store of */
/* this tab where on the screen the row stood that one came from. */
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
  /* A number goes beside the address, in which others might read it. */
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
