// Suggestions below a search box: the combobox of the ARIA Authoring Practices. The box searches without it too.
(() => {
  const WAIT = 250; // ms after the last key

  const combine = (input) => {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `${input.id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "建议");
    list.hidden = true;
    input.closest(".combo").append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);

    let timer, asking, composing = false;
    const options = () => [...list.children];
    const chosen = () => options().findIndex((one) => one.getAttribute("aria-selected") === "true");
    const choose = (at) => {
      options().forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      clearTimeout(timer);
      if (asking) asking.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const go = (option) => { close(); location.assign(option.dataset.url); };
    const ask = async () => {
      if (asking) asking.abort();
      const text = input.value.trim();
      if (!text) return close();
      asking = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal: asking.signal });
        if (!answer.ok) return close();
        list.innerHTML = await answer.text();
      } catch { return; }
      options().forEach((one) => { one.id = `${input.id}-${one.id}`; });
      list.hidden = !list.children.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
      if (!list.hidden) document.getElementById("status").textContent = `${list.children.length} 条建议`;
    };

    input.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
    input.addEventListener("compositionend", () => { composing = false; timer = setTimeout(ask, WAIT); });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || composing) return;
      const count = list.hidden ? 0 : list.children.length;
      if (event.key === "Escape" && count) { event.preventDefault(); close(); }
      else if (event.key === "Enter" && count && chosen() >= 0) { event.preventDefault(); go(options()[chosen()]); }
      else if (event.key === "Enter" || event.key === "Tab") close();
      else if (event.key === "ArrowDown" && !count) ask();
      else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        const at = chosen(), step = event.key === "ArrowDown" ? 1 : -1;
        choose(at < 0 && step < 0 ? count - 1 : at + step >= count ? -1 : at + step);
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { const one = event.target.closest("li"); if (one) go(one); });
    input.addEventListener("blur", close);
  };

  const all = () => document.querySelectorAll("input[data-suggest]:not([role])").forEach(combine);
  all();
  document.addEventListener("htmx:afterSettle", all);
  // A page from the history has its boxes and lists again, without their listeners.
  document.addEventListener("htmx:historyRestore", () => {
    document.querySelectorAll(".suggestions").forEach((list) => list.remove());
    document.querySelectorAll("input[data-suggest]").forEach(combine);
  });
})();
