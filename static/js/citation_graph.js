// The citation figure: arrow keys go to the nearest document, + and - zoom.
(() => {
  const glyph = (node) => node.querySelector(":scope > .glyph");
  const middle = (node) => {
    const box = glyph(node).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The nearest document in that direction; the distance across it counts twice.
  const nearest = (from, [right, down]) => {
    const [x, y] = middle(from);
    let [best, least] = [from, Infinity];
    for (const node of from.closest(".graph").querySelectorAll(".node")) {
      const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y];
      const ahead = dx * right + dy * down;
      const far = ahead + 2 * Math.abs(dx * down + dy * right);
      if (ahead > 1 && far < least) [best, least] = [node, far];
    }
    return best;
  };

  const zoom = (graph, node, factor) => {
    graph.dataset.whole ||= graph.getAttribute("viewBox");
    const [, , width, height] = graph.dataset.whole.split(" ");
    const wide = Math.min(width, Math.max(width / 6, graph.viewBox.baseVal.width / factor));
    const high = (wide * height) / width;
    const [x, y] = glyph(node).getAttribute("transform").match(/\d+/g);
    const left = Math.min(Math.max(x - wide / 2, 0), width - wide);
    const top = Math.min(Math.max(y - high / 2, 0), height - high);
    graph.setAttribute("viewBox", [left, top, wide, high].join(" "));
  };

  document.addEventListener("keydown", (event) => {
    const node = event.target.closest(".graph .node");
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const graph = node.closest(".graph");
    if (directions[event.key]) {
      const next = nearest(node, directions[event.key]);
      next.focus();
      if (graph.dataset.whole) zoom(graph, next, 1);
    } else if ("+=-".includes(event.key)) {
      zoom(graph, node, event.key === "-" ? 1 / 1.5 : 1.5);
    } else {
      return;
    }
    event.preventDefault();
  });
})();
