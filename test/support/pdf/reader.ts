import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { PdfMark } from '../../../src/core/annotations/marks.ts';
import type { PdfAnswer } from '../../../src/pdf/protocol.ts';

/** What the reader of PDFs says of some bytes, as the package has it. */
export async function marksIn(bytes: Uint8Array): Promise<readonly PdfMark[] | string> {
  const worker = new Worker('./dist/pdf/main.js', { stdout: true, stderr: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (answer: PdfAnswer) => {
        if ('marks' in answer) resolve(answer.marks);
        if ('failure' in answer) resolve(answer.failure);
      });
      worker.postMessage({ id: 1, bytes });
    });
  } finally {
    await worker.terminate();
  }
}

/** A file of the fixtures. */
export async function pdfFixture(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(`test/fixtures/workspace/files/papers/${name}`));
}
