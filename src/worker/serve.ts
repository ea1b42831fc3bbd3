import { Library } from '../core/library/library.ts';
import type { Answer, Params, Port, Question, RequestName, Result } from './protocol.ts';

type Handlers = { readonly [N in RequestName]: (params: Params<N>) => Result<N> };

/** The library behind a port: it answers each question, one after the other. */
export function serveLibrary(port: Port<Answer, Question>): void {
  const library = new Library();
  const handlers: Handlers = {
    topics: ({ topics }) => {
      library.setTopics(topics);
      return null;
    },
    add: ({ sources }) => {
      const readings = sources.map((source) => library.add(source));
      return {
        papers: readings.flatMap(({ papers }) => papers),
        problems: readings.flatMap(({ problems }) => problems),
      };
    },
    entries: ({ keys }) => keys.map((key) => library.get(key)).filter((entry) => entry !== undefined),
    filter: ({ query }) => library.filter(query),
    find: ({ query, limit }) => library.find(query, limit),
  };
  port.onMessage(({ id, name, params }) => {
    try {
      const handle = handlers[name] as (params: unknown) => unknown;
      port.post({ id, result: handle(params) });
    } catch (error) {
      port.post({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
