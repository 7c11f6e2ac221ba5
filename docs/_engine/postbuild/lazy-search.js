// The theme asks for its search worker and the index with every page, a quarter of a
// megabyte. Here both wait until a reader turns to the search.
(() => {
  const wanted = new Promise((resolve) => {
    const parameters = new URLSearchParams(location.search);
    // An address that searches, and one with words to mark.
    if (parameters.has("q") || parameters.has("h")) resolve();
    const search = "[data-md-component=search], [for=__search]";
    for (const event of ["focusin", "pointerover"])
      addEventListener(event, ({ target }) => target.closest?.(search) && resolve());
  });

  window.XMLHttpRequest = class extends XMLHttpRequest {
    open(method, address) {
      this.late = address.endsWith("/search/search_index.json");
      super.open(method, address);
    }
    send() {
      if (this.late) wanted.then(() => super.send());
      else super.send();
    }
  };

  const Worker = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.begun = wanted.then(() => {
        const worker = new Worker(address);
        worker.onmessage = ({ data }) =>
          this.dispatchEvent(new MessageEvent("message", { data }));
        return worker;
      });
    }
    postMessage(data) {
      this.begun.then((worker) => worker.postMessage(data));
    }
  };
})();
