import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CslDate, CslItem, CslName } from '../../src/core/entry/csl.ts';
import { dateVariables, nameVariables } from '../../src/core/formats/csl/variables.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';

/** Outputs by pandoc 2.17, made by `test/support/oracleFormats.mjs`. */
const files: readonly (readonly [name: string, format: FormatId])[] = [
  ['items.json', 'csl-json'],
  ['references.yaml', 'csl-yaml'],
  ['document.md', 'references'],
];

const read = (name: string) => readFileSync(path.join(process.cwd(), 'test', 'fixtures', 'csl', name), 'utf8');

/**
 * An item without what is known to differ: pandoc leaves a missing type empty, makes quotes curly, knows no seasons,
 * says nothing for words in place of a date, and drops data that is no variable.
 */
function comparable(item: CslItem): Record<string, unknown> {
  const { type, custom: _custom, ...rest } = item;
  const entries = Object.entries(rest).map(([name, value]) => {
    if (nameVariables.has(name)) return [name, (value as CslName[]).map(spoken)];
    if (dateVariables.has(name)) return [name, (value as CslDate)['date-parts'] ?? []];
    return [name, typeof value === 'string' ? straight(value) : value];
  });
  return { type: type || 'document', ...(Object.fromEntries(entries) as Record<string, unknown>) };
}

const spoken = ({ family, literal, ...rest }: CslName) => ({ ...rest, family: family ?? literal });

const straight = (text: string) =>
  text
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/<span class="nocase">([^<]*)<\/span>/g, '$1')
    .replace(/\s+/g, ' ');

describe('reading as pandoc reads', () => {
  for (const [name, format] of files) {
    it(`gives the same items for ${name}`, () => {
      const expected = JSON.parse(read(`${name}.pandoc.json`)) as CslItem[];
      const { entries, problems } = readAny(read(name), `file:///${name}`, format);
      assert.deepEqual(
        problems.filter(({ code }) => code !== 'overriddenReferences'),
        [],
      );
      const byId = new Map(entries.map(({ key, item }) => [key, item]));
      assert.deepEqual([...byId.keys()].sort(), expected.map(({ id }) => id).sort());
      for (const item of expected) {
        const ours = byId.get(item.id);
        assert.deepEqual(ours && comparable(ours), comparable(item));
      }
    });
  }
});
