/** Stands in for `Object.hasOwn`, which Chromium has from version 93 on, where a dependency of `siban.js` calls it. */
export function hasOwn(object: object, key: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(object, key);
}
