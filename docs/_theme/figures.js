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

  // The panels of a figure, drawn by the library in the place of the still ones.
  async function views(figure) {
    const { figure: name, script } = figure.dataset;
    await Promise.all([load("vega.js"), load(`figures/${script}`)]);
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
        panel.replaceChildren(...place.childNodes);
        return view;
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
        live ??= views(figure);
        for (const view of await live) {
          for (const field of fields) view.signal(field.name, value(field));
          await view.runAsync();
        }
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
