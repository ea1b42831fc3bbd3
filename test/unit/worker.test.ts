import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LibraryClient } from '../../src/worker/client.ts';
import { hashOf, hashOfBytes } from '../../src/worker/hash.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { cacheOnDisk, readFromDisk } from '../../src/worker/nodeFiles.ts';
import type { CacheFiles, LibraryEvent, SourceInput, Surroundings } from '../../src/worker/protocol.ts';
import { bibLibrary } from '../bench/generate.ts';

/** A library in this thread, with a clock that says it is time for a pause after every step. */
function start(more: Partial<Surroundings> = {}) {
  let now = 0;
  const timers: { at: number; run: () => void }[] = [];
  const surroundings: Surroundings = {
    now: () => (now += 1),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    later: (milliseconds, run) => timers.push({ at: now + milliseconds, run }),
    slice: 1,
    ...more,
  };
  const events: LibraryEvent[] = [];
  let pauses = 0;
  const pause = () => {
    pauses++;
    return surroundings.pause();
  };
  const client = new LibraryClient(inThisThread({ ...surroundings, pause }), (event) => events.push(event));
  const papers = () => {
    const ids = new Set<string>();
    for (const event of events) {
      if (event.event !== 'changed') continue;
      for (const { id } of event.papers) ids.add(id);
      for (const id of event.removed) ids.delete(id);
    }
    return [...ids].sort();
  };
  const stateOf = (uri: string) => events.findLast((event) => event.event === 'state' && event.uri === uri);
  /** Waits until the library has nothing to do any more. */
  const calm = async () => {
    for (let before = -1; before !== pauses;) {
      before = pauses;
      await settled();
    }
  };
  return { client, events, papers, stateOf, calm, elapse: () => timers.splice(0).forEach(({ run }) => run()) };
}

const uri = 'file:///library.bib';
const bib = (...keys: readonly string[]) =>
  keys.map((key) => `@article{${key},\n  title = {About ${key}},\n  year = 2001\n}\n`).join('\n');
const many = (count: number, prefix = 'key') => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const source = (text: string, more: Partial<SourceInput> = {}): SourceInput => ({ uri, rank: 1, text, ...more });
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('worker', () => {
  it('has told all papers, problems and the state of a file when its update is answered', async () => {
    const { client, papers, events, stateOf } = start();
    await client.ask('update', { sources: [source(`${bib(...many(1200))}\n@article{broken,\n  title = {No end`)] });
    assert.equal(papers().length, 1201);
    const told = events.find((event) => event.event === 'problems');
    assert.deepEqual(
      told?.event === 'problems' && told.problems.map(({ code, range }) => [code, range.start]),
      // 1200 entries of four lines with a line between, and one that is empty
      [['unclosedBraces', { line: 6001, character: 10 }]],
    );
    assert.deepEqual(stateOf(uri), { event: 'state', uri, state: { kind: 'read', entries: 1201, problems: 1 } });
  });

  it('gives entries in the words of their files', async () => {
    const { client } = start();
    const text = '% mine\n@Book{one , title="X"}\n';
    await client.ask('update', { sources: [source(text)] });
    assert.deepEqual(await client.ask('written', { ids: ['one', 'nobody'] }), [
      { format: 'bibtex', text: '@Book{one , title="X"}' },
      null,
    ]);
  });

  it('answers a question that goes wrong with a sentence, and tells the log where it went wrong', async () => {
    const { client, events } = start();
    for (const [name, params] of [
      ['groups', {}],
      ['topicEdits', {}],
    ] as const) {
      const error: unknown = await client.ask(name, params as never).catch((reason: unknown) => reason);
      assert.match((error as Error).message, /^Cannot [^\n]*$/);
      const logged = events.findLast((event) => event.event === 'log');
      assert.match(logged?.text ?? '', new RegExp(`^${name} failed: TypeError: Cannot [^\\n]*\\n +at `));
    }
  });

  it('tells where the entries of a key are written, those of the files that are named first', async () => {
    const { client } = start();
    const far = {
      ...source(`% ⏰ kept by hand\r\n\r\n@article{ twice ,\r\n  title = {Twice}\r\n}\r\n`),
      uri: 'file:///far.bib',
    };
    const json = {
      ...source('[\n  { "id": "twice", "type": "book", "title": "Twice" }\n]'),
      uri: 'file:///own.json',
      rank: 2,
    };
    await client.ask('update', { sources: [far, json] });
    const at = (line: number, character: number) => ({ line, character });
    const inBib = {
      uri: far.uri,
      range: { start: at(2, 0), end: at(4, 1) },
      keyRange: { start: at(2, 10), end: at(2, 15) },
    };
    const inJson = {
      uri: json.uri,
      range: { start: at(1, 2), end: at(1, 53) },
      keyRange: { start: at(1, 11), end: at(1, 16) },
    };
    assert.deepEqual(await client.ask('places', { key: 'twice', uris: [] }), [inBib, inJson]);
    assert.deepEqual(await client.ask('places', { key: 'twice', uris: [json.uri] }), [inJson, inBib]);
    assert.deepEqual(await client.ask('places', { key: 'nobody', uris: [json.uri] }), []);
  });

  it('tells papers of one key apart in one file: where they are written, and which files they name', async () => {
    const { client } = start();
    const two = {
      ...source('@book{twin, title = {Tides}, file = {a.pdf}}\n@book{twin, title = {Parrots}, file = {b.pdf}}\n'),
      uri: 'file:///two.bib',
    };
    await client.ask('update', { sources: [two] });
    const linesOf = async (paper: string) =>
      (await client.ask('places', { key: 'twin', uris: [two.uri], paper })).map(({ range }) => range.start.line);
    assert.deepEqual(await linesOf('twin'), [0]);
    assert.deepEqual(await linesOf('twin\n2'), [1]);
    const { files } = await client.ask('namedFiles', { uri: two.uri, from: 0 });
    assert.deepEqual(
      files.map(({ paper, path }) => [paper, path]),
      [
        ['twin', 'a.pdf'],
        ['twin\n2', 'b.pdf'],
      ],
    );
  });

  it('answers a search while a file is being read, with what there is by then', async () => {
    const { client } = start();
    await client.ask('update', { sources: [source(bib('first'), { uri: 'file:///first.bib' })] });
    let isDone = false;
    const update = client.ask('update', { sources: [source(bib(...many(2000)))] }).then(() => (isDone = true));
    const hits = await client.ask('find', { query: 'about first', limit: 5 });
    assert.equal(hits?.[0]?.key, 'first');
    assert.ok(!isDone);
    await update;
  });

  it('gives up reading a file when the file has changed again, and ends with what it says now', async () => {
    const { client, papers, events } = start();
    const older = client.ask('update', { sources: [source(bib(...many(3000, 'old')))] });
    for (let pause = 0; pause < 700; pause++) await new Promise((resolve) => setImmediate(resolve));
    const newer = client.ask('update', { sources: [source(bib('new'))] });
    await Promise.all([older, newer]);
    assert.deepEqual(papers(), ['new']);
    const read = events.filter((event) => event.event === 'state' && event.state.kind === 'read');
    assert.equal(read.length, 1);
    assert.equal(
      (await client.ask('find', { query: 'about old5', limit: 5 }))?.some(({ key }) => key === 'old5'),
      false,
    );
  });

  it('takes a file away that is removed while it is read', async () => {
    const { client, papers } = start();
    const update = client.ask('update', { sources: [source(bib(...many(2000)))] });
    for (let pause = 0; pause < 300; pause++) await new Promise((resolve) => setImmediate(resolve));
    await client.ask('remove', { uris: [uri] });
    await update;
    assert.deepEqual(papers(), []);
  });

  it('answers an older search of the same asker with nothing', async () => {
    const { client } = start();
    await client.ask('update', { sources: [source(bib('alpha', 'beta'))] });
    const ask = (query: string, asker: string) => client.ask('find', { query, limit: 5, asker });
    const [older, other, newer] = await Promise.all([ask('alpha', 'box'), ask('alpha', 'list'), ask('beta', 'box')]);
    assert.equal(older, null);
    assert.equal(other?.[0]?.key, 'alpha');
    assert.equal(newer?.[0]?.key, 'beta');
  });

  it('does not go on with a search when the same asker wants to know something else', async () => {
    let pauses = 0;
    const { client } = start({ pause: () => new Promise((resolve) => setImmediate(resolve, void pauses++)) });
    await client.ask('update', { sources: [source(bib(...many(2000)))] });
    const ask = (query: string) => client.ask('find', { query, limit: 5, asker: 'box' });
    pauses = 0;
    await ask('"about key" key1');
    const whole = pauses;
    pauses = 0;
    const older = ask('"about key" key1');
    while (pauses < whole / 2) await new Promise((resolve) => setImmediate(resolve));
    const newer = ask('key7');
    assert.equal(await older, null);
    assert.ok(pauses < whole, `${pauses} of ${whole} pauses`);
    assert.equal((await newer)?.[0]?.key, 'key7');
  });

  it('gives whole entries and what a key stands for in the files of a document', async () => {
    const { client } = start();
    const far = 'file:///far.bib';
    await client.ask('update', {
      sources: [
        source(bib('same')),
        source(bib('same').replace('2001', '1901').replace('About', 'Before'), { uri: far, rank: 2 }),
      ],
    });
    const [entry] = await client.ask('entries', { ids: ['same'] });
    assert.equal(entry?.item.title, 'About same');
    assert.equal(structuredClone(entry)?.cslJson?.title, 'About same');
    const resolved = await client.ask('resolve', { key: 'same', uris: [far] });
    assert.equal(resolved?.entry.item.title, 'Before same');
    assert.ok(resolved?.isPreferred);
    assert.equal(await client.ask('resolve', { key: 'nobody', uris: [] }), null);
  });

  describe('index of the last start', () => {
    const path_ = '/cache';
    const text = bibLibrary({ entries: 600, abstracts: false });

    function cacheIn(files: Map<string, Uint8Array>, place = (bytes: Uint8Array) => bytes): CacheFiles {
      return {
        read: (name) => {
          const bytes = files.get(name);
          return Promise.resolve(bytes && place(bytes));
        },
        write: (name, content) => {
          if (content.length) files.set(name, content);
          else files.delete(name);
          return Promise.resolve();
        },
      };
    }

    /** Starts with what is in the cache, reads, and waits until it is calm; gives the log. */
    async function session(
      files: Map<string, Uint8Array>,
      content = text,
      place?: (bytes: Uint8Array) => Uint8Array,
    ): Promise<{ log: string[]; keys: string[] }> {
      const { client, events, calm, elapse } = start({ cache: cacheIn(files, place) });
      void client.ask('open', { cache: path_ });
      await client.ask('update', { sources: [source(content)] });
      await calm();
      elapse();
      const hits = await client.ask('find', { query: 'learning', limit: 5 });
      await calm();
      elapse();
      await calm();
      const log = events.flatMap((event) => (event.event === 'log' ? [event.text.replace(/,? in \d+ ms/, '')] : []));
      return { log, keys: hits?.map(({ key }) => key) ?? [] };
    }

    it('is taken over when nothing has changed, and finds the same', async () => {
      const files = new Map<string, Uint8Array>();
      const first = await session(files);
      assert.deepEqual(first.log, ['search index saved for the next start']);
      const second = await session(files);
      assert.deepEqual(second.log, ['search index restored']);
      assert.ok(first.keys.length);
      assert.deepEqual(second.keys, first.keys);
    });

    it('answers what is asked at the start when it is taken over, out of the whole library, topics and all', async () => {
      const files = new Map<string, Uint8Array>();
      await session(files);
      const content = text.replaceAll('year = ', 'keywords = {sparse matrices},\n  year = ');
      await session(files, content);
      const { client, events } = start({ cache: cacheIn(files) });
      void client.ask('open', { cache: path_ });
      const update = client.ask('update', { sources: [source(content)] });
      const queries = ['learning', 'topic:sparse learning', 'sparse matrices'];
      const ask = (query: string) => client.ask('find', { query, limit: 50 });
      const early = await Promise.all(queries.map(ask));
      const told = events.filter((event) => event.event === 'changed').length;
      await update;
      assert.ok(events.filter((event) => event.event === 'changed').length > told, 'the papers were told first');
      assert.ok(early.every((hits) => hits?.length));
      assert.deepEqual(early, await Promise.all(queries.map(ask)));
    });

    for (const offset of [0, 1, 2, 3]) {
      it(`is taken over from a buffer of Node's that starts ${offset} bytes into its memory`, async () => {
        const files = new Map<string, Uint8Array>();
        await session(files);
        const { log } = await session(files, text, (bytes) => {
          const memory = Buffer.alloc(bytes.length + 8);
          memory.set(bytes, offset);
          return memory.subarray(offset, offset + bytes.length);
        });
        assert.deepEqual(log, ['search index restored']);
      });
    }

    it('is made anew when a file has changed', async () => {
      const files = new Map<string, Uint8Array>();
      await session(files);
      const { log, keys } = await session(files, text.replace('title = {', 'title = {Learning '));
      assert.deepEqual(log, [
        'search index made, because the library has changed',
        'search index saved for the next start',
      ]);
      assert.equal(keys.length, 5);
    });

    const bytesOf = (words: string) => new TextEncoder().encode(words);
    for (const [what, damage] of [
      ['cut short', (saved: Uint8Array) => saved.slice(0, saved.length / 2)],
      [
        'changed in one byte',
        (saved: Uint8Array) => saved.map((byte, at) => (at === saved.length - 40 ? byte ^ 1 : byte)),
      ],
      [
        'of another version',
        (saved: Uint8Array) => saved.map((byte, at) => (at === '{"version":'.length ? byte - 1 : byte)),
      ],
      ['nothing of ours', () => bytesOf('x\ny\nz')],
    ] as const) {
      it(`is made anew when it is ${what}`, async () => {
        const files = new Map<string, Uint8Array>();
        const { keys } = await session(files);
        files.set(path_, damage(files.get(path_) ?? new Uint8Array()));
        const damaged = await session(files);
        assert.ok(!damaged.log.includes('search index restored'), damaged.log.join('; '));
        assert.deepEqual(damaged.keys, keys);
        assert.deepEqual((await session(files)).log, ['search index restored']);
      });
    }
  });

  describe('files on disk', () => {
    let folder: string;
    beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-'))));
    afterEach(() => rm(folder, { recursive: true, force: true }));
    const codeOf = (name: string) =>
      readFromDisk(pathToFileURL(path.join(folder, name)).href).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );

    it('fail with a plain reason: a folder, a loop of links, no permission, nothing there', async () => {
      await mkdir(path.join(folder, 'folder.bib'));
      await symlink(path.join(folder, 'loop.bib'), path.join(folder, 'loop.bib'));
      await writeFile(path.join(folder, 'secret.bib'), 'x');
      await chmod(path.join(folder, 'secret.bib'), 0);
      assert.equal(await codeOf('folder.bib'), 'notAFile');
      assert.equal(await codeOf('loop.bib'), 'linkLoop');
      assert.equal(await codeOf('gone.bib'), 'notFound');
      // root may read everything
      if (process.getuid?.() !== 0) assert.equal(await codeOf('secret.bib'), 'notPermitted');
    });

    it('are waited for while another program replaces them', async () => {
      setTimeout(() => void writeFile(path.join(folder, 'late.bib'), bib('late')), 50);
      assert.equal(await codeOf('late.bib'), 'read');
    });

    it('take their papers along when they are gone, and keep them when they cannot be read just now', async () => {
      const file = path.join(folder, 'library.bib');
      const address = pathToFileURL(file).href;
      const { client, papers, stateOf } = start({ read: readFromDisk });
      const update = () => client.ask('update', { sources: [{ uri: address, rank: 1 }] });
      const failure = () => {
        const event = stateOf(address);
        return event?.event === 'state' && event.state.kind === 'failed' ? event.state.code : undefined;
      };
      await writeFile(file, bib('one', 'two'));
      await update();
      assert.deepEqual(papers(), ['one', 'two']);
      await rm(file);
      await mkdir(file);
      await update();
      assert.equal(failure(), 'notAFile');
      assert.deepEqual(papers(), ['one', 'two']);
      await rm(file, { recursive: true });
      await update();
      assert.equal(failure(), 'notFound');
      assert.deepEqual(papers(), []);
    });

    it('keep a cache in a folder that is made for it, and forget it', async () => {
      const name = path.join(folder, 'deep/er/cache');
      await cacheOnDisk.write(name, new TextEncoder().encode('text'));
      assert.equal(new TextDecoder().decode(await cacheOnDisk.read(name)), 'text');
      await cacheOnDisk.write(name, new Uint8Array());
      await assert.rejects(() => cacheOnDisk.read(name));
    });
  });

  it('notices every change of a text', () => {
    const text = bib(...many(50));
    assert.equal(hashOf(text), hashOf(`${text}`));
    for (let at = 0; at < text.length; at += 37) {
      assert.notEqual(hashOf(`${text.slice(0, at)}~${text.slice(at + 1)}`), hashOf(text));
    }
    assert.notEqual(hashOf(`${text} `), hashOf(text));
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += 37) {
      for (const bit of [1, 128]) {
        const other = bytes.map((byte, place) => (place === at ? byte ^ bit : byte));
        assert.notEqual(hashOfBytes(other), hashOfBytes(bytes));
      }
    }
    assert.equal(hashOfBytes(new Uint8Array([0, ...bytes]).subarray(1)), hashOfBytes(bytes));
  });
});
