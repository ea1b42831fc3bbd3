import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import type { PdfMark } from '../../../src/core/annotations/marks.ts';
import type { CharacterMap, PdfAnswer, PdfQuestion } from '../../../src/pdf/protocol.ts';

/** What the reader of PDFs says of some bytes, as the package has it. */
export async function marksIn(bytes: Uint8Array): Promise<readonly PdfMark[] | string> {
  const worker = new Worker('./dist/pdf/main.js', { stdout: true, stderr: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (answer: PdfAnswer) => {
        if ('marks' in answer) resolve(answer.marks);
        if ('failure' in answer) resolve(answer.failure);
        if ('needs' in answer) void characterMap(answer.needs).then((map) => worker.postMessage(map));
      });
      worker.postMessage({ id: 1, bytes });
    });
  } finally {
    await worker.terminate();
  }
}

/** What the reader gets when it needs a character map, as the package has it. */
async function characterMap(name: string): Promise<CharacterMap> {
  const map = await readFile(`dist/pdf/cmaps/${name}.bcmap`).catch(() => undefined);
  return { name, map: map && new Uint8Array(map) };
}

/** A file of the fixtures. */
export async function pdfFixture(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(`test/fixtures/workspace/files/papers/${name}`));
}

/** The same in surroundings that have what a Web Worker has, and nothing of Node. */
export async function marksWithoutNode(bytes: Uint8Array): Promise<readonly PdfMark[] | string> {
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  return new Promise((resolve, reject) => {
    const port = {
      addEventListener: (_: string, listener: (event: { readonly data: unknown }) => void) => listeners.push(listener),
      postMessage: (answer: PdfAnswer) => {
        if ('marks' in answer) resolve(answer.marks);
        if ('failure' in answer) resolve(answer.failure);
        if ('needs' in answer) void characterMap(answer.needs).then(tell);
      },
    };
    const names =
      'AbortController AbortSignal Blob DOMException Event EventTarget Headers MessageChannel ReadableStream Request Response TextDecoder TextEncoder URL WebAssembly atob btoa clearTimeout fetch performance queueMicrotask setTimeout structuredClone';
    const globals = Object.fromEntries(
      names.split(' ').map((name) => [name, (globalThis as unknown as Record<string, unknown>)[name]]),
    );
    const context = vm.createContext({
      ...globals,
      ...port,
      self: { ...port, onmessage: null },
      navigator: { language: 'en', platform: '', userAgent: '' },
      location: { href: 'blob:reader' },
      console: { log: () => {}, warn: () => {} },
    });
    const ownBytes = (given: Uint8Array): Uint8Array => {
      const make = vm.runInContext('(length) => new Uint8Array(length)', context) as (length: number) => Uint8Array;
      const own = make(given.length);
      own.set(given);
      return own;
    };
    const tell = (message: CharacterMap | PdfQuestion) => {
      const data =
        'bytes' in message
          ? { ...message, bytes: ownBytes(message.bytes) }
          : { ...message, map: message.map && ownBytes(message.map) };
      for (const listener of listeners) listener({ data });
    };
    readFile('dist/pdf/main.js', 'utf8')
      .then((code) => {
        vm.runInContext(code, context);
        tell({ id: 1, bytes });
      })
      .catch(reject);
  });
}
