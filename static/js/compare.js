// 对照: keys, the counter, folding, copying one side. Every step is a link that works without this.
(() => {
  const byId = (id) => document.getElementById(id);
  const table = () => document.querySelector(".comparison");
  const keysOn = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
  const rows = () => [...document.querySelectorAll(".comparison tr[data-n]")];
  const edge = () => {
    const bar = document.querySelector(".bar");
    return (bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + 44;
  };

  // The change that the reader is at is the last whose row begins above the edge of the window; at the
  // end of the page, where no row comes up to the edge any more, it is the one that was stepped to.
  let stepped = null;
  const at = () => {
    const root = document.documentElement;
    const ended = scrollY + innerHeight >= root.scrollHeight - 2;
    if (ended && stepped && stepped.isConnected && stepped.getBoundingClientRect().bottom > edge()) return stepped;
    return rows().filter((row) => row.checkVisibility() && row.getBoundingClientRect().top <= edge()).pop() || null;
  };
  const anchor = (row) => row.querySelector(".relation > a").getAttribute("href");
  const update = () => {
    showWindow();
    if (!byId("at")) return;
    const all = rows();
    const here = at();
    const place = here ? all.indexOf(here) : -1;
    byId("at").innerHTML = "";
    byId("at").append(...(place < 0 ? ["共 ", bold(all.length), " 段"] : ["第 ", bold(place + 1), ` / ${all.length} 段`]));
    byId("previous").setAttribute("href", anchor(all[Math.max(place - 1, 0)]));
    byId("next").setAttribute("href", anchor(all[Math.min(place + 1, all.length - 1)]));
  };
  const bold = (number) => Object.assign(document.createElement("b"), { textContent: number });

  // The part of the map whose rows are in the window.
  const showWindow = () => {
    const map = document.querySelector(".map");
    if (!map) return;
    const pieces = [...map.querySelectorAll("a")].filter((link) => {
      const row = byId(link.getAttribute("href").slice(1)).closest("tr");
      const box = row.getBoundingClientRect();
      return row.checkVisibility() && box.bottom > edge() - 44 && box.top < innerHeight;
    }).map((link) => link.firstElementChild);
    const start = pieces.length ? pieces[0].x.baseVal.value : 0;
    const last = pieces.length ? pieces.at(-1) : null;
    const end = last ? last.x.baseVal.value + last.width.baseVal.value : 0;
    const mark = map.lastElementChild;
    mark.setAttribute("x", start);
    mark.setAttribute("width", end - start);
  };

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; update(); });
  }, { passive: true });

  // Steps from change to change leave no trail in the history.
  const step = (link) => {
    update();
    const hash = link.getAttribute("href");
    stepped = byId(hash.slice(1)).closest("tr");
    location.replace(hash);
    update();
  };
  const open = (body) => { body.removeAttribute("hidden"); };
  // The rest of a long run is folded with its first rows.
  const fold = (body) => {
    body.setAttribute("hidden", "until-found");
    const rest = body.nextElementSibling;
    if (rest && rest.classList.contains("rest")) fold(rest.nextElementSibling);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#previous, #next");
    if (link) {
      event.preventDefault();
      step(link);
    }
    const toggle = event.target.closest(".toggle");
    if (toggle) {
      event.preventDefault();
      const body = toggle.closest("tbody").nextElementSibling;
      if (body.hasAttribute("hidden")) open(body);
      else fold(body);
      update();
    }
  });
  // Browsers that do not look into folded runs by themselves.
  const reveal = () => {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    const body = target && target.closest(".comparison tbody[hidden]");
    if (!body) return;
    open(body);
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Keys: j and k next and previous change, v view, x swap, y permanent link.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!table() || !keysOn() || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") {
      const link = byId(event.key === "j" ? "next" : "previous");
      if (link) step(link);
    } else if (event.key === "v") {
      const views = [...document.querySelectorAll("#views a")];
      const now = views.findIndex((view) => view.hasAttribute("aria-current"));
      views[(now + 1) % views.length].click();
    } else if (event.key === "x") {
      byId("swap").click();
    } else if (event.key === "y") {
      location.assign(byId("pinned").href + location.hash);
    }
  });

  // A selection that begins in one column takes the text of that column alone.
  document.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest(".comparison.side td");
    if (table()) table().dataset.copying = cell ? (cell.classList.contains("side-a") ? "a" : "b") : "";
  });

  // Another view keeps what was opened, and the place: the row nearest the edge stays where it is.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id !== "cmp") return;
    const row = at();
    kept = {
      runs: [...document.querySelectorAll(".run:has(+ tbody:not([hidden]))")].map((run) => run.id),
      row: row && anchor(row).slice(1),
      top: row && row.getBoundingClientRect().top,
    };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "cmp" && kept) {
      kept.runs.map(byId).filter(Boolean).forEach((run) => open(run.nextElementSibling));
      const row = kept.row && byId(kept.row);
      if (row) scrollBy({ top: row.closest("tr").getBoundingClientRect().top - kept.top, behavior: "instant" });
    } else if (event.target.id === "main") {
      reveal();
    }
    update();
  });
  reveal();
  update();
})();
