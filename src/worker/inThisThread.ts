import type { Answer, Port, Question, Surroundings } from './protocol.ts';
import { serveLibrary } from './serve.ts';

declare const setTimeout: (run: () => void, milliseconds: number) => void;

/** So that a thread that does other things too is hardly ever busy for 10 ms; a step takes about one, garbage collection more. */
const here: Surroundings = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  later: (milliseconds, run) => setTimeout(run, milliseconds),
  slice: 4,
};

/** Both ends in one thread; each message waits for its turn, as it would between threads. */
export function inThisThread(surroundings: Surroundings = here): Port<Question, Answer> {
  let toLibrary: (question: Question) => void = () => {};
  let toClient: (answer: Answer) => void = () => {};
  serveLibrary(
    {
      post: (answer) => void Promise.resolve().then(() => toClient(answer)),
      onMessage: (listener) => (toLibrary = listener),
    },
    surroundings,
  );
  return {
    post: (question) => void Promise.resolve().then(() => toLibrary(question)),
    onMessage: (listener) => (toClient = listener),
  };
}
