import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LibraryClient } from '../../src/worker/client.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { readFromDisk } from '../../src/worker/nodeFiles.ts';
import type { CitingInput } from '../../src/worker/protocol.ts';
import { ReadFailure } from '../../src/worker/protocol.ts';
import { assertDoubled, workOfJob } from '../support/countWork.ts';

function start(read = readFromDisk): LibraryClient {
  const surroundings = {
    now: () => performance.now(),
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    later: () => {},
    slice: 1,
    read,
  };
  return new LibraryClient(inThisThread(surroundings), () => {});
}

const uri = 'file:///library.bib';
const bib = '@book{a, title = {A}}\n\n@book{b,\n  crossref = {a}\n}\n';
const source = (text: string, more: { readonly uri?: string } = {}) => ({ uri, rank: 1, text, ...more });
const markdown = (name: string, text?: string): CitingInput => ({
  uri: `file:///${name}`,
  syntax: 'markdown',
  ...(text === undefined ? {} : { text }),
});

describe('citations in the worker', () => {
  it('are known of texts that are sent, of bytes, and of files', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'citations-'));
    try {
      const file = path.join(folder, 'file.tex');
      await writeFile(file, 'See \\cite{a}.');
      const client = start();
      const left = await client.ask('citing', {
        read: [
          markdown('text.md', '@a'),
          { uri: 'file:///bytes.md', syntax: 'markdown', bytes: new TextEncoder().encode('\ufeff@a @b') },
          { uri: pathToFileURL(file).href, syntax: 'latex' },
          { uri: pathToFileURL(path.join(folder, 'gone.md')).href, syntax: 'markdown' },
        ],
        removed: [],
      });
      assert.deepEqual(left, { tooLarge: [], unread: [], notes: [] });
      const found = await client.ask('citations', { keys: ['a'] });
      assert.deepEqual(found.map(({ uri: where, range }) => [where, range.start.character]).sort(), [
        ['file:///bytes.md', 1],
        ['file:///text.md', 1],
        [pathToFileURL(file).href, 10],
      ]);
      await client.ask('citing', { read: [], removed: ['file:///bytes.md'] });
      assert.deepEqual(await client.ask('citedKeys', null), ['a']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('leave out what cannot be read, and say so', async () => {
    const client = start((name) =>
      Promise.reject(new ReadFailure(name.endsWith('large.md') ? 'tooLarge' : 'notPermitted')),
    );
    const read = ['large.md', 'secret.md'].map((name) => markdown(name));
    assert.deepEqual(await client.ask('citing', { read, removed: [] }), {
      tooLarge: ['file:///large.md'],
      unread: ['file:///secret.md'],
      notes: [],
    });
  });

  it('stand beside the places of the key in the library', async () => {
    const client = start();
    const json = 'file:///more.json';
    await client.ask('update', {
      sources: [source(bib), source('[{"id": "a", "type": "book", "title": "Another"}]', { uri: json })],
    });
    await client.ask('citing', { read: [markdown('text.md', '@a')], removed: [] });
    const { places, citations } = await client.ask('keyUses', { key: 'a' });
    assert.deepEqual(
      places.map(({ uri: where, range, field, paper }) => [
        where,
        range.start.line,
        range.start.character,
        field,
        paper,
      ]),
      [
        [uri, 0, 6, undefined, 'a'],
        [uri, 3, 14, 'crossref', undefined],
        [json, 0, 9, undefined, 'a\n2'],
      ],
    );
    assert.equal(citations.length, 1);
    assert.equal((await client.ask('keyAt', { uri: json, position: { line: 0, character: 10 } }))?.paper, 'a\n2');
    assert.equal(await client.ask('keyAt', { uri: json, position: { line: 0, character: 30 } }), null);
    const inField = await client.ask('keyAt', { uri, position: { line: 3, character: 15 } });
    assert.deepEqual([inField?.key, inField?.field], ['a', 'crossref']);
  });

  it('get another key in all files at once, read as they are now', async () => {
    let text = '@a';
    const client = start(() => Promise.resolve({ bytes: new TextEncoder().encode(text) }));
    await client.ask('update', { sources: [source(bib)] });
    await client.ask('citing', { read: [markdown('text.md')], removed: [] });
    text = 'Later.\r\nAs @a';
    const { files, refused } = await client.ask('renameKey', {
      key: 'a',
      to: 'x//y',
      documents: [markdown('text.md')],
      libraries: [uri],
    });
    const gone = start(() => Promise.reject(new ReadFailure('notFound')));
    const none = await gone.ask('renameKey', { key: 'a', to: 'b', documents: [markdown('text.md')], libraries: [] });
    assert.deepEqual(none, { files: [] });
    assert.equal(refused, undefined);
    assert.deepEqual(
      files.map(({ uri: where, changes }) => [
        where,
        changes.map(({ range, old, text: now }) => [range.start.line, old, now]),
      ]),
      [
        ['file:///text.md', [[1, 'a', '{x//y}']]],
        [
          uri,
          [
            [0, 'a', 'x//y'],
            [3, 'a', 'x//y'],
          ],
        ],
      ],
    );
  });

  it('are left as they are where one file cannot hold the key', async () => {
    const client = start();
    const documents: CitingInput[] = [
      markdown('text.md', '@a'),
      { uri: 'file:///paper.tex', syntax: 'latex', text: '\\cite{a}' },
    ];
    const answer = await client.ask('renameKey', { key: 'a', to: 'x%y', documents, libraries: [] });
    assert.deepEqual(answer, { files: [], refused: { uri: 'file:///paper.tex', syntax: 'latex' } });
  });

  it('are counted and renamed by the thousand in proportion to their number', async () => {
    const text = '@a says.\n'.repeat(10);
    const work = (size: number) => {
      const documents = Array.from({ length: size }, (_, at) => markdown(`${at}.md`, text));
      return workOfJob(async () => {
        const client = start();
        await client.ask('citing', { read: documents, removed: [] });
        assert.equal((await client.ask('citations', { keys: ['a'] })).length, 10 * size);
        const { files } = await client.ask('renameKey', { key: 'a', to: 'b', documents, libraries: [] });
        assert.equal(files.length, size);
      });
    };
    assertDoubled(await work(100), await work(200));
  });
});
