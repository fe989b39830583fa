// A photo of a paper is made small on the phone before it is sent, and loses its place with all
// else that the file says. Without this file the server does the same.
(function () {
  "use strict";
  var MOST = 200000, SIDES = [1600, 1280, 1000, 800], QUALITIES = [0.8, 0.65, 0.5];
  // How a canvas is laid for each way to hold the phone (EXIF, 2 to 8): w and h are of the picture.
  var LAID = {
    2: [-1, 0, 0, 1, "w", 0], 3: [-1, 0, 0, -1, "w", "h"], 4: [1, 0, 0, -1, 0, "h"],
    5: [0, 1, 1, 0, 0, 0], 6: [0, 1, -1, 0, "h", 0], 7: [0, -1, -1, 0, "h", "w"],
    8: [0, -1, 1, 0, 0, "w"],
  };
  document.addEventListener("change", function (event) {
    var field = event.target, file = field.files && field.files[0];
    if (!file || !field.hasAttribute("data-photo-wait")) return;
    var button = field.form.querySelector("button");
    button.disabled = true;
    say(field.getAttribute("data-photo-wait"));
    Promise.all([read(file, "DataURL").then(shown), turn(file)])
      .then(function (both) { return written(both[0], both[1], 0); })
      .then(function (small) {
        var held = new DataTransfer();
        held.items.add(new File([small], "foto.jpg", { type: "image/jpeg" }));
        field.files = held.files;
        say(field.getAttribute("data-photo-done").replace("#", Math.ceil(small.size / 1000)));
      })
      .catch(function () { say(""); }) // sent as it is: the server says what is wrong with it
      .then(function () { button.disabled = false; });
  });

  function say(text) { document.getElementById("photo_said").textContent = text; }

  function read(part, how) {
    return new Promise(function (done, fail) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = fail;
      reader["readAs" + how](part);
    });
  }

  function shown(address) {
    return new Promise(function (done, fail) {
      var image = new Image();
      image.onload = function () { done(image); };
      image.onerror = fail;
      image.src = address;
    });
  }

  // A browser that knows image-orientation (Chrome 81) turns the picture itself.
  function turn(file) {
    if (window.CSS && CSS.supports("image-orientation", "from-image")) return 1;
    return read(file.slice(0, 131072), "ArrayBuffer").then(function (bytes) {
      try { return turnIn(new DataView(bytes)); } catch (error) { return 1; } // cut off, or no JPEG
    });
  }

  function turnIn(view) {
    for (var at = 2; view.getUint16(at) > 0xff00; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint16(at) !== 0xffe1 || view.getUint32(at + 4) !== 0x45786966) continue;
      var start = at + 10, small = view.getUint16(start) === 0x4949;
      var first = start + view.getUint32(start + 4, small);
      for (var n = view.getUint16(first, small), tag = first + 2; n--; tag += 12) {
        if (view.getUint16(tag, small) === 0x0112) return view.getUint16(tag + 8, small);
      }
    }
    return 1;
  }

  function written(image, turned, tried) {
    var canvas = drawn(image, turned, SIDES[Math.floor(tried / QUALITIES.length)]);
    return new Promise(function (done) {
      canvas.toBlob(done, "image/jpeg", QUALITIES[tried % QUALITIES.length]);
    }).then(function (small) {
      var last = tried + 1 === SIDES.length * QUALITIES.length;
      return small.size > MOST && !last ? written(image, turned, tried + 1) : small;
    });
  }

  function drawn(image, turned, side) {
    var canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    var scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
    var size = {
      w: Math.round(image.naturalWidth * scale), h: Math.round(image.naturalHeight * scale),
    };
    canvas.width = turned > 4 ? size.h : size.w;
    canvas.height = turned > 4 ? size.w : size.h;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    var laid = LAID[turned];
    if (laid) {
      pen.setTransform.apply(pen, laid.map(function (one) {
        return one in size ? size[one] : one;
      }));
    }
    pen.drawImage(image, 0, 0, size.w, size.h);
    return canvas;
  }
})();
