/**
 * The class a CommonJS module exports as `default`. Node hands the module's whole exports object over as the
 * default import; a bundler may hand over the class itself.
 */
export function classOf<Class>(loaded: { default: { default: Class } }): Class {
  const exported: unknown = loaded.default;
  return typeof exported === 'function' ? (exported as Class) : loaded.default.default;
}
