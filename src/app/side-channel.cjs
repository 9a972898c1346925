/** What qs asks of the package of this name, by a WeakMap, which every browser has: the package mends old engines. */
module.exports = function getSideChannel() {
  const kept = new WeakMap();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, value),
    has: (key) => kept.has(key),
    delete: (key) => kept.delete(key),
    assert: (key) => {
      if (!kept.has(key)) throw new TypeError('Side channel does not contain the given key');
    },
  };
};
