import { Arranger } from '../core/library/arrange.ts';
import { atOnce, Library, together } from '../core/library/library.ts';
import { completeQuery } from '../core/library/query/complete.ts';
import type { LibraryChange, LibrarySteps } from '../core/library/library.ts';
import type { Answer, Params, Port, Question, RequestName, Result } from './protocol.ts';

type Handlers = { readonly [N in RequestName]: (params: Params<N>) => Result<N> | Promise<Result<N>> };

/** The library behind a port: it answers each question, one after the other. */
export function serveLibrary(port: Port<Answer, Question>): void {
  const library = new Library();
  const arranger = new Arranger(library);
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
    filter: ({ query }) => library.filter(query, arranger.noteOf),
    find: ({ query, limit }) => library.find(query, limit, arranger.noteOf),
    groups: (spec) => finish(arranger.groups(spec)),
    members: ({ spec, group, offset, limit }) => finish(arranger.members(spec, group, offset, limit)),
    locate: ({ spec, id }) => finish(arranger.locate(spec, id)) ?? null,
    below: ({ spec, groups }) => finish(arranger.below(spec, groups)),
    notes: ({ notes }) => {
      arranger.setNotes(notes);
      return null;
    },
    complete: ({ query, offset }) => completeQuery(query, offset, (field) => finish(arranger.values(field))),
    topicOrigins: ({ origins }) => atOnce(library.setTopicOrigins(origins)),
    topicEdits: ({ edits }) => atOnce(library.setTopicEdits(edits)),
    proposeTopics: ({ isWanted }) => inSlices(isWanted ? library.proposeTopics() : library.dropProposedTopics()),
  };
  const refuse = (id: number, error: unknown) =>
    port.post({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  port.onMessage(({ id, name, params }) => {
    try {
      const handle = handlers[name] as (params: unknown) => unknown;
      const result = handle(params);
      if (!(result instanceof Promise)) port.post({ id, result });
      else
        result.then(
          (later: unknown) => port.post({ id, result: later }),
          (error: unknown) => refuse(id, error),
        );
    } catch (error) {
      refuse(id, error);
    }
  });
}

/** Runs all steps at once. */
function finish<T>(steps: Generator<void, T>): T {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

const slice = 8; // milliseconds

/** What takes long lets other questions in between. */
async function inSlices(steps: LibrarySteps): Promise<LibraryChange> {
  const parts: LibraryChange[] = [];
  for (let end = performance.now() + slice; ;) {
    const next = steps.next();
    if (next.done) return together([...parts, next.value]);
    if (next.value) parts.push(next.value);
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    end = performance.now() + slice;
  }
}
