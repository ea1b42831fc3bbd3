import { defineMappingTag, defineScalarTag, defineSequenceTag, FAILSAFE_SCHEMA } from 'js-yaml';

type Fields = Record<string, unknown>;
const notDumped = { matchByTagPrefix: true, identify: () => false };

/**
 * The failsafe schema that takes no offence at tags: `!!int 3` and R Markdown's `!r Sys.Date()` are
 * what stands there. Local tags begin with `!`, global ones with `tag:` (YAML 1.2.2, 6.9.1 "Node Tags").
 */
export const anyTag = FAILSAFE_SCHEMA.withTags(
  ['!', 'tag:'].flatMap((prefix) => [
    defineScalarTag(prefix, { ...notDumped, resolve: (source) => source }),
    defineSequenceTag(prefix, {
      ...notDumped,
      create: (): unknown[] => [],
      addItem: (list, item) => void list.push(item),
    }),
    defineMappingTag(prefix, {
      ...notDumped,
      create: () => new Map<unknown, unknown>(),
      addPair: (map, key, value) => (typeof key === 'string' ? (map.set(key, value), '') : 'the key is not a text'),
      has: (map, key) => map.has(key),
      keys: (fields: Fields) => Object.keys(fields),
      get: (fields: Fields, key) => fields[String(key)],
      finalize: (map): Fields => Object.fromEntries(map) as Fields,
    }),
  ]),
);
