import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LibraryClient } from '../../src/worker/client.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { readFromDisk, readNow } from '../../src/worker/nodeFiles.ts';
import type { CitingInput } from '../../src/worker/protocol.ts';

function start(): LibraryClient {
  const surroundings = {
    now: () => performance.now(),
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    later: () => {},
    slice: 1,
    read: readFromDisk,
    readNow,
  };
  return new LibraryClient(inThisThread(surroundings), () => {});
}

const markdown = (name: string, text: string, more: Partial<CitingInput> = {}): CitingInput => ({
  uri: `file:///w/${name}`,
  syntax: 'markdown',
  text,
  ...more,
});

describe('notes in the worker', () => {
  it('are told of with what they say of themselves, of files with the time they were made', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'notes-'));
    try {
      const file = path.join(folder, '@gu2023.md');
      await writeFile(file, 'Text.');
      const uri = pathToFileURL(file).href;
      const client = start();
      const { notes } = await client.ask('citing', {
        read: [
          { uri, syntax: 'markdown' },
          markdown('a.md', '---\ncitekey: dao2024\nstatus: read\n---\n', { made: 5 }),
          markdown('b.md', 'No note, but [[@gu2023]].'),
          markdown('c.md', 'Text', { guessed: 'c' }),
          markdown('.literature/templates/t.md', '---\ncitekey: {{ citekey }}\n---\n'),
          { uri: 'file:///w/@gu2023.tex', syntax: 'latex', text: '\\cite{gu2023}' },
        ],
        removed: [],
      });
      assert.deepEqual(
        notes.map(({ uri: where, claims, status, made }) => [
          where.split('/').at(-1),
          claims,
          status,
          made !== undefined,
        ]),
        [
          ['@gu2023.md', { named: 'gu2023' }, undefined, true],
          ['a.md', { key: 'dao2024' }, 'read', true],
          ['c.md', { guessed: 'c' }, undefined, false],
        ],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are read at once where they are small files, and with patience where they are not', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'notes-'));
    try {
      const at = (name: string) => pathToFileURL(path.join(folder, name)).href;
      await writeFile(path.join(folder, 'a ü.md'), 'Text');
      await writeFile(path.join(folder, 'large.md'), Buffer.alloc(300_000));
      await writeFile(path.join(folder, 'empty.md'), '');
      const textOf = (name: string) => {
        const file = readNow(at(name));
        return file && new TextDecoder().decode(file.bytes);
      };
      assert.equal(textOf('a ü.md'), 'Text');
      assert.equal(textOf('empty.md'), '');
      for (const name of ['large.md', 'gone.md', '']) assert.equal(textOf(name), undefined, name);
      assert.equal(readNow('vscode-vfs://host/a.md'), undefined);
      assert.equal((await readFromDisk(at('large.md'))).bytes.length, 300_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are known by who links to them, and lead to what they link to and cite', async () => {
    const client = start();
    await client.ask('citing', {
      read: [
        markdown('notes/%40gu2023.md', 'As @dao2024 and [[other]] say, and @dao2024 again.'),
        markdown('a.md', 'See [[@gu2023]] and [it](notes/@gu2023.md).'),
        markdown('other.md', ''),
      ],
      removed: [],
    });
    const note = 'file:///w/notes/%40gu2023.md';
    const mentions = async () =>
      (await client.ask('mentions', { key: 'gu2023', notes: [note] })).map(({ uri, form, range }) => [
        uri,
        form,
        range.start.character,
      ]);
    assert.deepEqual(await mentions(), [
      ['file:///w/a.md', 'wiki', 6],
      ['file:///w/a.md', 'link', 25],
    ]);
    const { keys, links } = await client.ask('outgoing', { uri: note });
    assert.deepEqual([keys, links.map(({ leadsTo }) => leadsTo)], [['dao2024'], ['file:///w/other.md']]);
    await client.ask('citing', { read: [], removed: ['file:///w/a.md', note] });
    assert.deepEqual(await mentions(), []);
    assert.deepEqual(await client.ask('outgoing', { uri: note }), { keys: [], links: [] });
  });

  it('belong to papers that only the library can tell', async () => {
    const client = start();
    const bib = `@article{gu2023,
  title = {Mamba}, doi = {10.1000/GU}, eprint = {2312.00752}, archiveprefix = {arXiv},
}
@article{dao2024,
  title = {Other}, note = {zotero://select/library/items/ABCD2345},
}`;
    const csl = JSON.stringify([
      { id: 'http://zotero.org/users/1/items/WXYZ6789', 'citation-key': 'lee2020', type: 'book', title: 'A book' },
    ]);
    await client.ask('update', {
      sources: [
        { uri: 'file:///w/a.bib', rank: 1, text: bib },
        { uri: 'file:///w/b.json', rank: 2, text: csl },
      ],
    });
    const owners = await client.ask('noteOwners', {
      claims: [
        { key: 'gu2022', identities: ['doi 10.1000/gu'] },
        { identities: ['arxiv 2312.00752'] },
        { identities: ['zotero ABCD2345'] },
        { identities: ['zotero WXYZ6789'], named: 'x' },
        { identities: ['zotero QQQQ2345'] },
        { guessed: 'dao2024' },
        { key: 'dao2024', identities: ['doi 10.1000/gu'] },
        { key: 'nobody' },
      ],
    });
    assert.deepEqual(
      owners.map((owner) => owner && `${owner.key} ${owner.by}`),
      [
        'gu2023 identity',
        'gu2023 identity',
        'dao2024 identity',
        'lee2020 identity',
        null,
        'dao2024 name',
        'dao2024 key',
        'nobody key',
      ],
    );
  });
});
