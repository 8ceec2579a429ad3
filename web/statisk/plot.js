// Draws each <figure data-plot> from the table that it names. The table is the truth: the plot has no numbers of its own.
const { Plot } = globalThis;
const FARVER = ["#12455c", "#3a7d92", "#8bb3bd", "#c9983c", "#a3512f", "#6b5b7b", "#7c8a54", "#b8b5ad"];
const dansk = new Intl.NumberFormat("da-DK");

function laes(tabel) {
  // a column with data-kun-tabel in its head is not drawn
  const kolonner = [...tabel.tHead.rows[0].cells].slice(1).filter((c) => !("kunTabel" in c.dataset));
  return {
    navne: kolonner.map((c) => c.textContent.trim()),
    data: [...tabel.tBodies[0].rows].flatMap((r) =>
      kolonner.map((c) => ({
        x: r.cells[0].textContent.trim(),
        navn: c.textContent.trim(),
        y: r.cells[c.cellIndex].dataset.v === "" ? null : Number(r.cells[c.cellIndex].dataset.v),
      })),
    ),
  };
}

const MAERKER = {
  soejler: (data) => [
    Plot.barY(data, { x: "x", y: "y", fill: "navn", order: null, insetLeft: 1, insetRight: 1 }),
    Plot.ruleY([0]),
  ],
  linjer: (data) => [
    Plot.lineY(data, { x: "x", y: "y", stroke: "navn", strokeWidth: 2 }),
    Plot.dot(data, { x: "x", y: "y", fill: "navn", r: 3 }),
  ],
  liggende: (data) => [Plot.barX(data, { x: "y", y: "x", fill: "navn", sort: { y: "-x" } }), Plot.ruleX([0])],
};

function tegn(figur) {
  const { navne, data } = laes(document.getElementById(figur.dataset.tabel));
  // of nothing but zeros there is no height to draw, and the table says it
  if (!data.some((d) => d.y)) return figur.replaceChildren();
  const antal = new Set(data.map((d) => d.x)).size;
  const ligger = figur.dataset.plot === "liggende";
  const rum = figur.dataset.plot === "soejler" ? 100 + 110 * antal : Infinity; // a few years are no wall
  const bredde = Math.max(Math.min(figur.clientWidth, rum), 300);
  const vaerdi = { grid: true, label: figur.dataset.y ?? null, tickFormat: (v) => dansk.format(v), ticks: 5 };
  const art = {
    type: figur.dataset.plot === "linjer" ? "point" : "band",
    label: null,
    tickRotate: !ligger && antal * 38 > bredde ? -60 : 0,
  };
  const svg = Plot.plot({
    className: "plot-svg",
    width: bredde,
    height: ligger ? 40 + 26 * antal : Math.min(340, bredde * 0.62),
    marginLeft: ligger ? 170 : 48,
    marginBottom: art.tickRotate ? 48 : 30,
    color: { domain: navne, range: FARVER },
    x: ligger ? vaerdi : art,
    y: ligger ? art : vaerdi,
    marks: MAERKER[figur.dataset.plot](data),
  });
  // Plot puts its style sheet in the picture, which our CSP forbids; site.css has those rules
  svg.querySelectorAll("style").forEach((s) => s.remove());
  const nogle = document.createElement("ul");
  nogle.className = "noegle";
  navne.forEach((navn, i) => {
    const li = nogle.appendChild(document.createElement("li"));
    const proeve = li.appendChild(document.createElement("span"));
    proeve.className = `farve farve-${i}`;
    li.append(navn);
  });
  figur.replaceChildren(...(navne.length > 1 ? [nogle] : []), svg);
}

function alle() {
  document.querySelectorAll("figure[data-plot]").forEach(tegn);
}
alle();
let venter;
addEventListener("resize", () => {
  cancelAnimationFrame(venter);
  venter = requestAnimationFrame(alle);
});
