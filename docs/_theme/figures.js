// Makes a figure follow its controls. The library is loaded on first use, and how the
// figure is drawn: a script that puts it into window.figures.
(() => {
  const here = document.currentScript.src;
  const loading = {};

  function load(address) {
    loading[address] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`../${address}`, here);
      script.onload = resolve;
      script.onerror = () => {
        delete loading[address];
        reject(new Error("the figure could not be made live"));
      };
      document.head.append(script);
    });
    return loading[address];
  }

  function value(field) {
    if (field.tagName === "SELECT") return field.value;
    return JSON.parse(field.dataset.values)[field.value];
  }

  // Where a drawing has its origin, and how large it is.
  function frameOf(svg) {
    const { e, f } = svg.querySelector("g").transform.baseVal.consolidate().matrix;
    return { x: e, y: f, width: svg.getAttribute("width"), height: svg.getAttribute("height") };
  }

  // Lets a live drawing take the place of the still one, to the pixel: the library may
  // measure texts with another font, and labels get longer and shorter.
  function fit(svg, { x, y, width, height }) {
    const frame = frameOf(svg);
    svg.setAttribute("viewBox", `${frame.x - x} ${frame.y - y} ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
  }

  // The panels of a figure, drawn by the library in the place of the still ones.
  async function redraw(figure) {
    const { figure: name, script } = figure.dataset;
    // A font that a page does not use yet is not there to measure texts with.
    const font = document.fonts.load('13px "Guide Text"').catch(() => {});
    await Promise.all([load("vega.js"), load(`figures/${script}`), font]);
    const specs = window.figures[name];
    const panels = [...figure.querySelectorAll(".panel")];
    return Promise.all(
      panels.map(async (panel, number) => {
        const place = document.createElement("div");
        // The site's policy allows neither code from strings, which "ast" does
        // without, nor style elements from scripts.
        const options = {
          actions: false,
          ast: true,
          defaultStyle: false,
          renderer: "svg",
          tooltip: false,
        };
        const { view } = await vegaEmbed(place, specs[number], options);
        const frame = frameOf(panel.querySelector("svg"));
        panel.replaceChildren(...place.childNodes);
        const update = async (fields) => {
          for (const field of fields) view.signal(field.name, value(field));
          await view.runAsync();
          fit(panel.querySelector("svg"), frame);
        };
        return update;
      }),
    );
  }

  function enliven(figure) {
    const controls = figure.querySelector(".controls");
    const fields = [...controls.querySelectorAll("input, select")];
    let live;
    controls.addEventListener("input", async ({ target }) => {
      if (target.tagName === "INPUT") {
        target.nextElementSibling.value = value(target);
        target.setAttribute("aria-valuetext", value(target));
      }
      try {
        live ??= redraw(figure);
        for (const update of await live) await update(fields);
        delete figure.dataset.problem;
        const { dataset } = figure.querySelector(".panels");
        dataset.drawn = 1 + Number(dataset.drawn ?? 0);
      } catch (error) {
        live = undefined;
        figure.dataset.problem = error.message;
      }
    });
  }

  document.querySelectorAll("figure[data-figure]").forEach(enliven);
})();
