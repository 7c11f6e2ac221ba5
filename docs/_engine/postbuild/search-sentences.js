// Search sentences, British spellings, typing errors, and names in any case. The theme
// takes every word of a query for the beginning of a word, stop words too: "to" finds
// "torch". Here stop words go. A word stands for its inflections, both spellings, and
// what readers call the same thing. A name in lower case is split into its words, and a
// typing error is mended from the words of the index.
(() => {
  const GREEK = {
    α: "alpha",
    β: "beta",
    γ: "gamma",
    η: "eta",
    λ: "lambda",
    σ: "sigma",
  };
  // What readers say, and what the pages say.
  const SYNONYMS = {
    adapter: "lora",
    batchnorm: "batch normalization",
    bayesian: "monte carlo",
    checkpoint: "save",
    cnn: "convolution",
    convnet: "convolution",
    deterministic: "seed reproducible",
    disable: "off",
    fp16: "float16",
    gpu: "cudnn",
    half: "float16",
    insert: "add",
    layernorm: "normalization",
    memorize: "overfit heart",
    neuron: "unit",
    node: "unit",
    resnet: "residual",
    rnn: "recurrent",
    skip: "drop",
    sklearn: "scikit",
    test: "inference validation",
    tikhonov: "ridge",
    transfer: "pretrained",
    transformer: "attention",
    wd: "decay",
  };
  // What a word counts that is only in the title or the beginning of the page.
  const AROUND = 0.25;
  const PAGE = 0.8;
  // Results with a smaller share of the best score are left out.
  const LEAST = 0.1;
  // What lunr has signs for: a word to leave out, a distance, a boost, a field.
  const SIGNS = /(^|\s)-|[~^:]/;

  let index;
  let boosts;
  let families;
  let synonyms;
  let spellings;
  let answer = {};
  const repairs = new Map();

  const american = (word) =>
    word
      .replace(/^[α-ω]$/, (letter) => GREEK[letter] ?? letter)
      .replace(/is(?=(e|e[drs]|ers|ing|able|ations?)$)/, "iz")
      .replace(/our(?=(s|ed|ing|ful)?$)/, "or");
  // Inflections of a word have the same stem, and so have both spellings of it.
  const stem = (word) => lunr.stemmer(new lunr.Token(american(word))).toString();
  const isKnown = (term) => Object.hasOwn(index.invertedIndex, term);

  function learn() {
    families = new Map();
    spellings = new Map();
    for (const term of Object.keys(index.invertedIndex)) {
      const family = stem(term);
      families.set(family, [...(families.get(family) ?? []), term]);
      spellings.set(term, american(term));
    }
    synonyms = new Map(
      Object.entries(SYNONYMS).map(([word, others]) => [stem(word), others.split(" ")]),
    );
  }

  // How many letters are left out, put in, replaced or swapped, up to a limit.
  function countErrors(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return Infinity;
    let before;
    let row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Infinity;
        if (Math.abs(i - j) > limit) continue;
        const change = row[j - 1] + (one[i - 1] !== other[j - 1]);
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, change);
        if (i > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (next.every((errors) => errors > limit)) return Infinity;
      [before, row] = [row, next];
    }
    return row.at(-1);
  }

  const frequency = (term) =>
    index.fields.reduce(
      (sum, field) => sum + Object.keys(index.invertedIndex[term][field]).length,
      0,
    );

  // The most frequent of the nearest words of the index.
  function mend(word) {
    const limit = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    const spelling = american(word);
    let [best, least] = [undefined, limit + 1];
    for (const [term, other] of spellings) {
      if (!limit || term.length < 3) continue;
      // Few get the first letter wrong.
      const errors =
        countErrors(spelling, other, Math.min(limit, least)) +
        (term[0] !== word[0]) / 2;
      const isBetter =
        errors < least ||
        (errors === least && best && frequency(term) > frequency(best));
      if (isBetter) [best, least] = [term, errors];
    }
    return best;
  }

  // A name in lower case into words of the index: "spatialdropout1d".
  function split(word) {
    for (let i = word.length - 2; i >= 2; i--) {
      const [head, tail] = [word.slice(0, i), word.slice(i)];
      if (!isKnown(head) || Math.max(i, word.length - i) < 4) continue;
      const rest = isKnown(tail) ? [tail] : split(tail);
      if (rest) return [head, ...rest];
    }
  }

  // By what the theme tells and marks a word: the beginning that all its forms have.
  function nameOf(word, terms) {
    let [name = word] = terms;
    for (const term of terms) while (!term.startsWith(name)) name = name.slice(0, -1);
    return name.length > 2 || !terms.length ? name : isKnown(word) ? word : terms[0];
  }

  // The terms of the index that a word stands for, each with its weight.
  function understand(word, isLast) {
    const weights = new Map();
    const add = (term, weight) =>
      weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    for (const term of families.get(stem(word)) ?? []) add(term, 0.8);
    if (isKnown(word)) add(word, 1);
    const name = nameOf(word, [...weights.keys()]);
    const others = synonyms.get(stem(word));
    if (isLast || !(weights.size || others))
      for (const term of spellings.keys())
        if (term.startsWith(word)) add(term, isKnown(word) ? 0.2 : 0.6);
    if (others)
      for (const other of others)
        for (const term of families.get(stem(other)) ?? []) add(term, 0.6);
    if (weights.size) return [{ name, weights }];
    const parts = split(word);
    if (parts) return parts.flatMap((part) => understand(part));
    if (!repairs.has(word)) repairs.set(word, mend(word));
    const right = repairs.get(word);
    return right ? understand(right) : [{ name: word, weights }];
  }

  // The words of a query, or nothing for one that is left to lunr as it is.
  function read(text) {
    if (answer.text === text) return answer.words;
    const tokens = text
      .split(lunr.tokenizer.separator)
      .map((token) => token.toLowerCase().replace(/[*+]/g, ""))
      .filter(Boolean);
    const names = new Map();
    for (const token of tokens)
      if (lunr.stopWordFilter(token))
        for (const word of understand(token, token === tokens.at(-1)))
          names.set(word.name, word);
    const isPlain = names.size && !SIGNS.test(text);
    answer = { text, words: isPlain ? [...names.values()] : undefined };
    return answer.words;
  }

  const rarity = (term) => lunr.idf(index.invertedIndex[term], boosts.size);

  // Where a word is: the score of its best term, and all places, for the marks. An
  // unusual form is worth no more than the usual one.
  function find({ weights }) {
    const hits = new Map();
    const least = Math.min(...[...weights.keys()].map(rarity));
    for (const [term, weight] of weights) {
      const posting = index.invertedIndex[term];
      const share = (weight * least) / rarity(term);
      for (const field of index.fields)
        for (const ref of Object.keys(posting[field])) {
          const vector = index.fieldVectors[`${field}/${ref}`];
          const at = vector.positionForIndex(posting._index) + 1;
          const hit = hits.get(ref) ?? { score: 0, places: {} };
          hit.score = Math.max(hit.score, share * vector.elements[at]);
          const { position } = (hit.places[field] ??= { position: [] });
          position.push(...posting[field][ref].position);
          hits.set(ref, hit);
        }
    }
    return hits;
  }

  // The boost of a page is in its vectors. It is for short queries: more words say more
  // themselves. A page that asks to stay behind stays there.
  function weigh(ref, count) {
    const boost = boosts.get(ref);
    return boost > 1 ? boost ** (Math.min(1, 2 / count ** 2) - 1) : 1;
  }

  const { build } = lunr.Builder.prototype;
  lunr.Builder.prototype.build = function () {
    index = build.call(this);
    boosts = new Map(
      Object.entries(this._documents).map(([ref, { boost = 1 }]) => [ref, boost]),
    );
    learn();
    return index;
  };

  // The theme reads a query by this, to tell which words a result lacks.
  const { parse } = lunr.QueryParser.prototype;
  lunr.QueryParser.prototype.parse = function () {
    const words = read(this.lexer.str);
    if (!words) return parse.call(this);
    for (const { name } of words) this.query.term(name);
    return this.query;
  };

  const { search } = lunr.Index.prototype;
  lunr.Index.prototype.search = function (text) {
    const words = read(text);
    if (!words) return search.call(this, text);
    const hits = new Map();
    words.forEach((word, i) => {
      for (const [ref, { score, places }] of find(word)) {
        const hit = hits.get(ref) ?? { scores: words.map(() => 0), metadata: {} };
        hit.scores[i] = score;
        hit.metadata[word.name] = places;
        hits.set(ref, hit);
      }
    });
    const results = [...hits].map(([ref, { scores, metadata }]) => {
      const [page, section] = ref.split("#");
      const around = section ? hits.get(page)?.scores : undefined;
      const sum = scores.reduce(
        (sum, score, i) => sum + Math.max(score, (around?.[i] ?? 0) * AROUND),
        0,
      );
      // The theme prefers pages to sections, by more than is good for a sentence.
      const score = (section ? sum : sum * PAGE) * weigh(ref, words.length);
      return { ref, score, matchData: { metadata } };
    });
    const least = LEAST * Math.max(...results.map(({ score }) => score));
    return results.filter(({ score }) => score >= least);
  };
})();
