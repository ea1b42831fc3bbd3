/** Whether two values that were read from YAML say the same. Anchors may make them endless; each pair is compared once. */
export function isSameValue(a: unknown, b: unknown, compared = new Map<unknown, Set<unknown>>()): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const others = compared.get(a) ?? new Set();
  if (others.has(b)) return true;
  compared.set(a, others.add(b));
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [Object.entries(a), Object.entries(b)];
  return (
    first.length === second.length &&
    first.every(([name, value]) =>
      Object.hasOwn(b, name) ? isSameValue(value, (b as Record<string, unknown>)[name], compared) : false,
    )
  );
}
