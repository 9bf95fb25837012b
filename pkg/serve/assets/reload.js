// Loads the page again when it has changed, and shows what is wrong. The
// mark of the page that is shown stands in this script's own address.
(function () {
  "use strict";
  var mark = document.currentScript.src.split("?")[1];
  var key = "course-place";
  var host, dismissed, last;

  // The place is kept as the last heading above the edge of the window and
  // the distance to it, so that it holds when text before it changes.
  function place() {
    var found = null;
    document.querySelectorAll("main [id]").forEach(function (el) {
      if (/^H[1-6]$/.test(el.tagName) && el.getBoundingClientRect().top <= 0) found = el;
    });
    return {
      path: location.pathname,
      id: found && found.id,
      by: found ? found.getBoundingClientRect().top : 0,
      y: scrollY
    };
  }

  function restore() {
    var kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch (e) { /* storage may be switched off */ }
    if (!kept || kept.path !== location.pathname) return;
    var el = kept.id && document.getElementById(kept.id);
    var y = el ? scrollY + el.getBoundingClientRect().top - kept.by : kept.y;
    scrollTo({ top: y, behavior: "instant" });
  }

  function again() {
    try {
      sessionStorage.setItem(key, JSON.stringify(place()));
      history.scrollRestoration = "manual";
    } catch (e) { /* then the browser's own way has to do */ }
    location.reload();
  }

  function compare() {
    fetch(location.href, { method: "HEAD", cache: "no-store" }).then(function (r) {
      var now = (r.headers.get("ETag") || "").replace(/"/g, "");
      if (now && now !== mark) again();
    }, function () { /* the server is away; it will be back */ });
  }

  function node(name, className, text) {
    var el = document.createElement(name);
    if (className) el.className = className;
    if (text) el.textContent = text;
    return el;
  }

  function item(f) {
    var li = node("li");
    if (f.file) li.append(node("p", "file", f.line ? f.file + ":" + f.line + ":" + f.column : f.file));
    li.append(node("p", "message", f.message + (f.code ? " [" + f.code + "]" : "")));
    if (f.line) {
      var pre = node("pre");
      pre.append(node("span", "n", f.line + " | "), f.before || "", node("mark", "", f.marked), f.after || "");
      li.append(pre);
    }
    if (f.hint) li.append(node("p", "hint", f.hint));
    return li;
  }

  function hide() {
    if (host) host.remove();
    host = null;
  }

  function show(state, text) {
    hide();
    if (text === dismissed) return;
    host = node("div");
    host.id = "course-findings";
    var root = host.attachShadow({ mode: "open" });
    var sheet = node("link");
    sheet.rel = "stylesheet";
    sheet.href = "/.course/overlay.css";
    var box = node("section", "box");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Errors");
    var count = state.errors.length + state.more;
    var head = node("header");
    head.append(node("h2", "", state.failure ? "The site cannot be built" : count === 1 ? "1 error" : count + " errors"));
    var close = node("button", "", "Hide");
    close.type = "button";
    close.addEventListener("click", function () { dismissed = text; hide(); });
    head.append(close);
    box.append(head);
    if (state.failure) box.append(node("p", "message", state.failure));
    var list = node("ol");
    state.errors.forEach(function (f) { list.append(item(f)); });
    box.append(list);
    if (state.more) box.append(node("p", "more", "and " + state.more + " more"));
    root.append(sheet, box);
    document.body.append(host);
  }

  function update(event) {
    var state = JSON.parse(event.data);
    compare();
    if (event.data === last || state.pending) return;
    last = event.data;
    if (state.failure || (state.errors && state.errors.length)) show(state, event.data);
    else { dismissed = undefined; hide(); }
  }

  addEventListener("keydown", function (e) {
    if (e.key === "Escape" && host) { dismissed = last; hide(); }
  });
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
  var stream = new EventSource("/.course/events");
  stream.onmessage = update;
  addEventListener("pagehide", function () { stream.close(); });
  addEventListener("pageshow", function (e) { if (e.persisted) location.reload(); });
})();
