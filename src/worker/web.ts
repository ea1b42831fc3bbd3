import type { Answer, Question } from './protocol.ts';
import { serveLibrary } from './serve.ts';

declare const self: {
  postMessage(message: Answer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Question }) => void): void;
};
declare const setTimeout: (run: () => void, milliseconds: number) => void;

/** The library in a Web Worker. */
serveLibrary(
  {
    post: (message) => self.postMessage(message),
    onMessage: (listener) => self.addEventListener('message', ({ data }) => listener(data)),
  },
  {
    now: () => performance.now(),
    // a timer comes after the messages that have come in; browsers have it wait for up to 4 ms
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
    slice: 20,
  },
);

// whoever started this waits for a first word, which never comes where a page's rules forbid workers
self.postMessage({ event: 'log', text: 'the library has a worker of its own' });
