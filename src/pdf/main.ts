import { askForMapsBy, takeMap } from './characterMaps.ts';
import type { CharacterMap, PdfAnswer, PdfQuestion } from './protocol.ts';
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
  on(event: 'message', listener: (message: PdfQuestion | CharacterMap) => void): void;
}
declare const self: Port & {
  addEventListener(type: 'message', listener: (event: { readonly data: PdfQuestion | CharacterMap }) => void): void;
};

const parent = typeof process === 'object' ? process.getBuiltinModule?.('node:worker_threads').parentPort : undefined;
if (parent) parent.on('message', (message) => take(message, parent));
else self.addEventListener('message', ({ data }) => take(data, self));

function take(message: PdfQuestion | CharacterMap, port: Port): void {
  if ('name' in message) takeMap(message.name, message.map);
  // pdf.js talks to itself here, too
  else if (message.bytes instanceof Uint8Array) void answer(message, port);
}

async function answer({ id, bytes }: PdfQuestion, port: Port): Promise<void> {
  askForMapsBy((needs) => port.postMessage({ id, needs }));
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
