import type { PdfAnswer, PdfQuestion } from './protocol.ts';
import { readMarks, UnreadablePdf } from './read.ts';

/*
 * The reader of PDFs in a thread of its own: of Node, or of the browser. One file serves both, since pdf.js is most of
 * it; so Node's side is asked for at run time.
 */

interface Port {
  postMessage(message: PdfAnswer): void;
}
declare const process: { getBuiltinModule?(name: 'node:worker_threads'): { parentPort: NodePort | null } } | undefined;
interface NodePort extends Port {
  on(event: 'message', listener: (question: PdfQuestion) => void): void;
}
declare const self: Port & {
  addEventListener(type: 'message', listener: (event: { readonly data: PdfQuestion }) => void): void;
};

const parent = typeof process === 'object' ? process.getBuiltinModule?.('node:worker_threads').parentPort : undefined;
if (parent) parent.on('message', (question) => void answer(question, parent));
else self.addEventListener('message', ({ data }) => void answer(data, self));

async function answer({ id, bytes }: PdfQuestion, port: Port): Promise<void> {
  if (!(bytes instanceof Uint8Array)) return; // pdf.js talks to itself here, too
  try {
    const marks = await readMarks(bytes, (done, pages) => {
      if (done % 20 === 0 || done === pages) port.postMessage({ id, done, pages });
    });
    port.postMessage({ id, marks });
  } catch (error) {
    const failure = error instanceof UnreadablePdf ? error.failure : 'unreadable';
    port.postMessage({ id, failure, detail: error instanceof Error ? error.message : String(error) });
  }
}
