// What is taken away on paper or as a picture. Without this file each link leads to its file.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-print],[data-share]");
    if (!link) return;
    if (link.hasAttribute("data-share")) share(event, link);
    else if (window.print) {
      event.preventDefault();
      window.print();
    }
  });
  // A button that can do nothing without this file shows itself now.
  document.querySelectorAll("button[data-print]").forEach(function (button) {
    button.hidden = false;
  });

  function share(event, link) {
    var name = link.getAttribute("download");
    var type = link.getAttribute("data-share");
    var file = new File(["x"], name, { type: type });
    if (!navigator.canShare || !navigator.canShare({ files: [file] })) return;
    event.preventDefault();
    fetch(link.href, { credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.blob();
      })
      .then(function (picture) {
        return navigator.share({ files: [new File([picture], name, { type: type })] });
      })
      .catch(function (error) {
        if (error.name !== "AbortError") window.location.href = link.href; // nobody chose to stop
      });
  }
})();
