import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CacheFiles, FailureCode, FileRead } from './protocol.ts';
import { ReadFailure } from './protocol.ts';

/** The longest text that the engine holds is 536 million characters. */
const largestFile = 500_000_000;
const largestCache = 64_000_000;
/** A file that is replaced by another may be missing for a moment. */
const patience = 150;

const codes: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'notFound',
  ENOTDIR: 'notFound',
  EISDIR: 'notAFile',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  ELOOP: 'linkLoop',
};

/** Reads a file of any size and kind without waiting for what is none, such as a pipe. */
export async function readFromDisk(uri: string, largest = largestFile): Promise<FileRead> {
  try {
    return await read(uri, largest);
  } catch (error) {
    if (!(error instanceof ReadFailure) || error.code !== 'notFound') throw error;
    await new Promise((resolve) => setTimeout(resolve, patience));
    return read(uri, largest);
  }
}

/** A pipe without a writer would never open where this is not said; Windows has no such pipes, and no such flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK || 0);

async function read(uri: string, largest: number): Promise<FileRead> {
  try {
    const file = await open(fileURLToPath(uri), readOnly);
    try {
      const { birthtimeMs: made } = wanted(await file.stat(), largest);
      return { bytes: await file.readFile(), ...(made ? { made } : {}) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new ReadFailure(codes[code] ?? 'unreadable', message);
  }
}

/** A larger file is not read at once, in bytes. */
const largestNow = 256 * 1024;
/** Where one file took so many milliseconds, such as over a network, others are waited for instead, for a while. */
const slow = 100;
const slowFor = 60_000;
let patientUntil = 0;

/** Reads a small file without waiting for anything else; nothing where that is slow, or where anything is wrong with it. */
export function readNow(uri: string): FileRead | undefined {
  const started = performance.now();
  if (started < patientUntil) return undefined;
  let file: number | undefined;
  try {
    file = openSync(fileURLToPath(uri), readOnly);
    const { birthtimeMs: made, size } = wanted(fstatSync(file), largestNow);
    const bytes = new Uint8Array(size);
    // a file that is being written may be shorter by now
    const length = readSync(file, bytes, 0, size, 0);
    return length === size ? { bytes, ...(made ? { made } : {}) } : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
    const ended = performance.now();
    if (ended - started > slow) patientUntil = ended + slowFor;
  }
}

function wanted<Stats extends { isFile(): boolean; readonly size: number }>(stats: Stats, largest: number): Stats {
  if (!stats.isFile()) throw new ReadFailure('notAFile');
  if (stats.size > largest) throw new ReadFailure('tooLarge', String(stats.size));
  return stats;
}

/** The cache is written beside and renamed, so that a reader never sees half of it. */
export const cacheOnDisk: CacheFiles = {
  async read(name) {
    const { size } = await stat(name);
    return size > largestCache ? undefined : readFile(name);
  },
  async write(name, bytes) {
    if (!bytes.length || bytes.length > largestCache) return rm(name, { force: true });
    const beside = `${name}.${process.pid}`;
    await mkdir(path.dirname(name), { recursive: true });
    await writeFile(beside, bytes);
    await rename(beside, name);
  },
};
