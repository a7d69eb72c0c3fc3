// Small comforts. Every page works without them.
(() => {
  const byId = (id) => document.getElementById(id);
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage is off */ } };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const say = (text) => { byId("status").textContent = text; };
  document.documentElement.classList.add("has-scripts");

  // Keys: / find, c copy the reference, ? help. They can be switched off (WCAG 2.1.4).
  const keys = byId("keys");
  const on = () => kept("keys") !== "off";
  const show = () => {
    keys.textContent = on() ? "快捷键：开" : "快捷键：关";
    keys.setAttribute("aria-pressed", String(on()));
  };
  keys.hidden = false;
  show();
  keys.addEventListener("click", () => { keep("keys", on() ? "off" : "on"); show(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!on() || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      byId("find").focus();
    } else if (event.key === "?") {
      document.querySelector('#nav a[href="/help/"]').click();
    } else if (event.key === "c" && byId("note") && navigator.clipboard) {
      navigator.clipboard.writeText(byId("note").textContent.trim()).then(() => say("已复制引文"));
    }
  });

  // After htmx has put a new page in place: focus its heading, say its title, or say what failed.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "main" || location.hash) return;
    const heading = document.querySelector("#main h1");
    const typing = document.activeElement && document.activeElement.closest("#main form");
    if (heading && !typing) heading.focus({ preventScroll: true });
    say(document.title);
  });
  const failed = () => {
    const alert = document.createElement("p");
    alert.className = "alert";
    alert.setAttribute("role", "alert");
    alert.textContent = "没有取到这一页，请检查网络后重试。";
    byId("main").prepend(alert);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  // A page that says it is not there, or went wrong, is shown as it is.
  document.addEventListener("htmx:beforeSwap", (event) => { event.detail.shouldSwap = true; event.detail.isError = false; });
})();
