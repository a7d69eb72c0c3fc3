// Keys, the styles of pages that htmx brings, the focus and messages after them. Every page works without it.
(() => {
  const byId = (id) => document.getElementById(id);
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage is off */ } };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const say = (text) => { byId("status").textContent = text; };
  document.documentElement.classList.add("has-scripts");

  // Keys: / find, c copy the reference, ? help. They can be switched off (WCAG 2.1.4).
  const on = () => kept("keys") !== "off";
  const show = () => {
    const keys = byId("keys");
    keys.hidden = false;
    keys.textContent = on() ? "快捷键：开" : "快捷键：关";
    keys.setAttribute("aria-pressed", String(on()));
  };
  show();
  document.addEventListener("htmx:historyRestore", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#keys")) return;
    keep("keys", on() ? "off" : "on");
    show();
  });
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

  // Each family of pages has its own style sheets and scripts. What htmx brings is held back until those of its page
  // are loaded; then those of the page alone apply, as if it had been loaded by its address.
  const address = (asset) => asset.getAttribute(asset.localName === "link" ? "href" : "src");
  const assetsOf = (head) => [...head.querySelectorAll('link[rel="stylesheet"], script[src]')];
  const stylesOf = (head) => [...head.querySelectorAll('link[rel="stylesheet"]:not([media="print"])')];
  const headOf = (page) => new DOMParser().parseFromString(page.split("</head>", 1)[0], "text/html").head;
  const pending = new Set();
  const load = (asset) => {
    const copy = document.createElement(asset.localName);
    for (const { name, value } of asset.attributes) copy.setAttribute(name, value);
    if (copy.localName === "link") copy.media = "not all";
    const loaded = new Promise((resolve) => {
      copy.addEventListener("load", resolve);
      copy.addEventListener("error", () => { copy.remove(); resolve(); });
    });
    pending.add(loaded);
    loaded.then(() => pending.delete(loaded));
    document.querySelector('head link[media="print"]').before(copy);
  };
  let applied = stylesOf(document.head).map(address);
  const apply = (addresses) => {
    applied = addresses;
    stylesOf(document.head).forEach((link) => { link.media = addresses.includes(address(link)) ? "all" : "not all"; });
  };
  const hold = (event) => {
    const { xhr } = event.detail;
    const proceed = xhr.onload;
    xhr.onload = async () => {
      const head = headOf(xhr.responseText);
      const present = assetsOf(document.head).map(address);
      assetsOf(head).filter((asset) => !present.includes(address(asset))).forEach(load);
      if (pending.size) await Promise.all(pending);
      proceed.call(xhr);
      const styles = stylesOf(head).map(address);
      if (styles.length) apply(styles);
    };
  };
  document.addEventListener("htmx:beforeRequest", hold);
  document.addEventListener("htmx:historyCacheMiss", hold);
  // A page that htmx kept is shown with its own styles; where this document has not loaded them, it is loaded whole.
  document.addEventListener("htmx:historyItemCreated", (event) => { event.detail.item.styles = applied; });
  document.addEventListener("htmx:historyCacheHit", (event) => {
    const present = stylesOf(document.head).map(address);
    const needed = event.detail.item.styles;
    if (needed && needed.every((style) => present.includes(style))) return;
    event.preventDefault();
    location.reload();
  });
  document.addEventListener("htmx:historyRestore", (event) => {
    if (event.detail.item) apply(event.detail.item.styles);
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
