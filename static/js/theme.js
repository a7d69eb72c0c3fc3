// Light and dark. Runs before the first paint, so that a chosen theme never flashes.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("theme");
    if (theme) root.dataset.theme = theme;
  } catch { /* storage is off: the system's theme holds */ }
  document.addEventListener("DOMContentLoaded", () => {
    const theme = document.getElementById("theme");
    const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const label = () => { theme.textContent = dark() ? "浅色" : "深色"; };
    theme.hidden = false;
    label();
    theme.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it holds for this page */ }
      label();
    });
  });
})();
