// lunr 2.3.9 tells the nodes of its index by labels and numbers that it joins without a
// mark between. With labels that are digits two nodes can get the same name, and a search
// for "3" finds words that are not there, and fails.
lunr.TokenSet.prototype.toString = function () {
  this._str ??= Object.keys(this.edges)
    .sort()
    .reduce((name, label) => `${name},${label}${this.edges[label].id}`, this.final);
  return this._str;
};
