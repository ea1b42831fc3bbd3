import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keyInFields } from '../../src/core/notes/identity.ts';
import type { PlacedNote } from '../../src/core/notes/noteFile.ts';
import { NoteIndex } from '../../src/core/notes/noteIndex.ts';
import type { CitingInput } from '../../src/worker/protocol.ts';
import { LibraryThread } from './libraryThread.ts';

/*
 * How soon all notes of a vault of 10,000 are found, in a library thread that was just started, with their citations
 * and links; beside that, the front matter alone as extensions for notes read it, with gray-matter on the thread of the
 * editor's extensions. The files were just written, so that the disk itself costs neither of them much.
 */

const count = 10_000;
/** So many files are told together, as the extension host tells them. */
const toldAtOnce = 500;
const most = 2000;

const paragraph =
  'What the paper shows, in a few words of somebody who read it twice, with *stress* and `code` as people write it. ';

function noteText(number: number): string {
  const other = (number * 7919) % count;
  return `---
citekey: author${number}title
title: "The title of paper ${number}: and a colon"
authors:
  - "Author ${number}, Given"
  - Second, Name
year: ${1980 + (number % 45)}
doi: 10.1000/paper.${number}
topics: [topic-${number % 40}, methods]
status: ${['to-read', 'reading', 'read'][number % 3]}
created: 2026-01-${String((number % 28) + 1).padStart(2, '0')}
---

# The title of paper ${number}

${paragraph.repeat(9)}

## Notes

- First, as [@author${other}title, p. ${number % 300}] has it, and [[@author${other}title]].
- See also [the other note](@author${(other + 1) % count}title.md).

${paragraph.repeat(9)}
`;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  return [await work(), performance.now() - started];
}

async function inThread(files: readonly string[]): Promise<{ notes: number; host: number }> {
  const thread = new LibraryThread();
  const index = new NoteIndex();
  let host = 0;
  for (let at = 0; at < files.length; at += toldAtOnce) {
    const read = files
      .slice(at, at + toldAtOnce)
      .map((file): CitingInput => ({ uri: pathToFileURL(file).href, syntax: 'markdown' }));
    const { notes } = await thread.client.ask('citing', { read, removed: [] });
    const started = performance.now();
    for (const note of notes) put(index, note);
    host += performance.now() - started;
  }
  const key = 'author7919title';
  const mentions = await thread.client.ask('mentions', { key, notes: [index.of(key)?.uri ?? ''] });
  if (!mentions.length) throw new Error('no link was found');
  await thread.end();
  return { notes: index.size, host };
}

function put(index: NoteIndex, { uri, claims, made = 0 }: PlacedNote): void {
  if (claims.key !== undefined) index.put({ key: claims.key, uri, created: made });
}

/** One after the other, as a loop over the files of a vault does it. */
async function withGrayMatter(files: readonly string[]): Promise<number> {
  const matter = createRequire(import.meta.url)('gray-matter') as (
    text: string,
    options: object,
  ) => {
    readonly data: Record<string, unknown>;
  };
  const found = new Map<string, string>();
  for (const file of files) {
    const key = keyInFields(matter(await readFile(file, 'utf8'), {}).data);
    if (key !== undefined) found.set(key, file);
  }
  return found.size;
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-bench-'));
let isGood = false;
try {
  for (let n = 0; n < count; n++) {
    const below = path.join(folder, String(n % 50));
    if (n < 50) await mkdir(below);
    await writeFile(path.join(below, `@author${n}title.md`), noteText(n));
  }
  const files = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
  const [ours, took] = await timed(() => inThread(files));
  const [theirs, rival] = await timed(() => withGrayMatter(files));
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.table({
    'all notes, their citations and links, in the thread': { time: ms(took), found: ours.notes },
    'of that, on the thread of the extensions': { time: ms(ours.host) },
    'front matter alone with gray-matter, on the thread of the extensions': { time: ms(rival), found: theirs },
  });
  console.log(`${count} notes of ${(noteText(1).length / 1000).toFixed(1)} kB`);
  isGood = took < most && ours.notes === count;
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = isGood ? 0 : 1;
