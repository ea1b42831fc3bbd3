import { parentPort } from 'node:worker_threads';
import { getHeapStatistics } from 'node:v8';
import { cacheOnDisk, readFromDisk, readNow } from './nodeFiles.ts';
import type { Answer, Question } from './protocol.ts';
import { serveLibrary } from './serve.ts';

/** The library on a thread of its own. */
serveLibrary(
  {
    post: (message: Answer) => parentPort?.postMessage(message),
    onMessage: (listener) => parentPort?.on('message', (message: Question) => listener(message)),
  },
  {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
    slice: 10,
    read: readFromDisk,
    readNow,
    cache: cacheOnDisk,
    memory: () => {
      const { used_heap_size, external_memory, heap_size_limit } = getHeapStatistics();
      return { used: used_heap_size + external_memory, limit: heap_size_limit };
    },
  },
);
