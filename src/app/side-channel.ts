/** What qs asks of the package of this name, by a WeakMap, which every browser has: the package mends old engines. */
export default function getSideChannel() {
  const kept = new WeakMap<object, unknown>();
  return {
    get: (key: object) => kept.get(key),
    set: (key: object, value: unknown) => void kept.set(key, value),
    has: (key: object) => kept.has(key),
    delete: (key: object) => kept.delete(key),
    assert: (key: object) => {
      if (!kept.has(key)) throw new TypeError('Side channel does not contain the given key');
    },
  };
}
