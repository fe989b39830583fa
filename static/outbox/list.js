/* The list of what has not got through: what waits, and what was refused with its reason, what */
/* was typed, and what to do about it. */
function guyubList(box, words) {
  "use strict";
  function element(name, text, more) {
    var made = document.createElement(name);
    made.textContent = text || "";
    for (var attribute in more || {}) made.setAttribute(attribute, more[attribute]);
    return made;
  }
  function clock(moment) {
    var at = new Date(moment), day = at.toDateString() !== new Date().toDateString();
    var how = { hour: "2-digit", minute: "2-digit", hour12: false };
    return at.toLocaleString("id-ID", day ? Object.assign({ day: "numeric", month: "short" }, how)
      : how).replace(/:/g, ".");
  }
  function line(mark) {
    var state = mark.why ? "refused" : "waiting", what = element("span");
    var made = element("li", "", { "class": "row", "data-state": state }), id = mark.fields.member;
    what.appendChild(element("b", mark.name || "#" + id));
    what.appendChild(element("small", mark.why || words.wait, mark.why ? { "class": "err" } : {}));
    what.appendChild(element("small", [mark.what, clock(mark.at)].filter(Boolean).join(" · ")));
    made.appendChild(what);
    return made;
  }
  function choices(mark, queue) {
    var made = element("li", "", { "class": "in two" });
    function button(text, act) {
      var one = element("button", text, { "class": "btn alt", type: "button" });
      one.addEventListener("click", act);
      made.appendChild(one);
    }
    (mark.choices || []).forEach(function (one) {
      button([one.name, one.stall].join(" "), function () {
        queue.resend(mark, { same: one.member });
      });
    });
    if (mark.why) {
      button(mark.choices ? words.other : words.retry, function () {
        queue.resend(mark, mark.choices ? { other: "1" } : {});
      });
    }
    button(words.drop, function () {
      if (!mark.why && !window.confirm(words.sure)) return;
      queue.forget(mark.key).then(queue.flush);
    });
    return made;
  }
  /* Where the thumb is, above the menu. */
  function signIn(out) {
    var old = document.getElementById("again"), main = document.querySelector("main");
    if (old && !out) old.parentNode.removeChild(old);
    if (old || !out || !main) return;
    var bar = element("p", "", { "class": "foot", id: "again" });
    var to = location.pathname + location.search;
    bar.appendChild(element("a", words.again, {
      "class": "btn full", href: "/masuk?next=" + encodeURIComponent(to),
    }));
    main.appendChild(bar);
  }
  /* On a page without the list one line leads to it, while something waits. */
  function lead(text) {
    var old = document.getElementById("waits"), main = document.querySelector("main");
    if (old) old.parentNode.removeChild(old);
    if (!text || !main) return;
    var made = element("p", "", { id: "waits" });
    made.appendChild(element("a", words.line.replace("#", text), {
      "class": "btn alt full", href: "/antrean",
    }));
    main.insertBefore(made, main.firstChild);
  }
  /* What waits is read out when it changes. */
  var heard = "";
  function show(all, how, queue) {
    var waiting = all.filter(function (mark) { return !mark.why; }).length;
    var counts = [[words.count, waiting], [words.refused, all.length - waiting]];
    var text = counts.filter(function (one) { return one[1]; }).map(function (one) {
      return one[0].replace("#", one[1]);
    }).join(", ");
    var live = document.getElementById("live");
    if (live && text !== heard) live.textContent = text;
    heard = text;
    signIn(how === "signed out" && all.length);
    if (!box) return lead(all.length && text);
    var list = box.querySelector("ul"), whole = box.hasAttribute("data-whole");
    if (how === "settled") box.setAttribute("data-settled", "");
    box.hidden = !all.length;
    if (whole) document.getElementById("none").hidden = all.length > 0;
    box.querySelector("b").textContent = text;
    box.setAttribute("data-waiting", waiting);
    box.querySelector("p").textContent = words.out;
    box.querySelector("p").hidden = how !== "signed out";
    list.textContent = "";
    all.forEach(function (mark) {
      list.appendChild(line(mark));
      if (mark.why || whole) list.appendChild(choices(mark, queue));
    });
  }
  return { show: show, clock: clock, element: element };
}
