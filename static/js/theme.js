// Light and dark. Runs before the first paint, so that a chosen theme never flashes.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("theme");
    if (theme) root.dataset.theme = theme;
  } catch { /* storage is off: the system's theme holds */ }
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const show = () => {
    const button = document.getElementById("theme");
    button.hidden = false;
    button.textContent = dark() ? "浅色" : "深色";
  };
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("htmx:historyRestore", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#theme")) return;
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it holds for this page */ }
    show();
  });
})();
