import type { Answer, Question } from './protocol.ts';
import { serveLibrary } from './serve.ts';

declare const self: {
  postMessage(message: Answer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Question }) => void): void;
};

/** The library in a Web Worker. */
serveLibrary({
  post: (message) => self.postMessage(message),
  onMessage: (listener) => self.addEventListener('message', ({ data }) => listener(data)),
});
