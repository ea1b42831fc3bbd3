import type { Answer, Port, Question, Surroundings } from './protocol.ts';
import { serveLibrary } from './serve.ts';

declare const setTimeout: (run: () => void, milliseconds: number) => void;

/** So that a thread that does other things too is never busy for 10 ms but with collecting garbage: a step takes less than one. */
const here: Surroundings = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  later: (milliseconds, run) => setTimeout(run, milliseconds),
  slice: 4,
};

/**
 * Both ends in one thread; each message waits for its turn, as it would between threads, and of several jobs that go on
 * at a time each has a turn of its own, with the thread's other work between them.
 */
export function inThisThread(surroundings: Surroundings = here): Port<Question, Answer> {
  let before = Promise.resolve();
  const pause = () => (before = before.then(() => surroundings.pause()));
  let toLibrary: (question: Question) => void = () => {};
  let toClient: (answer: Answer) => void = () => {};
  serveLibrary(
    {
      post: (answer) => void Promise.resolve().then(() => toClient(answer)),
      onMessage: (listener) => (toLibrary = listener),
    },
    { ...surroundings, pause },
  );
  return {
    post: (question) => void Promise.resolve().then(() => toLibrary(question)),
    onMessage: (listener) => (toClient = listener),
  };
}
