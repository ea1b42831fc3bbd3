import { parentPort } from 'node:worker_threads';
import type { Answer, Question } from './protocol.ts';
import { serveLibrary } from './serve.ts';

/** The library on a thread of its own. */
serveLibrary({
  post: (message: Answer) => parentPort?.postMessage(message),
  onMessage: (listener) => parentPort?.on('message', (message: Question) => listener(message)),
});
