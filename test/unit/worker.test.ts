import assert from 'node:assert/strict';
import type { Answer, Port, Question } from '../../src/worker/protocol.ts';
import { LibraryClient } from '../../src/worker/client.ts';
import { serveLibrary } from '../../src/worker/serve.ts';

/** Both ends of a worker's port; messages are copied and arrive later, as between threads. */
function ports(): { readonly host: Port<Question, Answer>; readonly library: Port<Answer, Question> } {
  const toHost: ((answer: Answer) => void)[] = [];
  const toLibrary: ((question: Question) => void)[] = [];
  const send = <T>(message: T, listeners: readonly ((message: T) => void)[]) => {
    const copy = structuredClone(message);
    queueMicrotask(() => listeners.forEach((listener) => listener(copy)));
  };
  return {
    host: { post: (question) => send(question, toLibrary), onMessage: (listener) => toHost.push(listener) },
    library: { post: (answer) => send(answer, toHost), onMessage: (listener) => toLibrary.push(listener) },
  };
}

function served(): LibraryClient {
  const { host, library } = ports();
  serveLibrary(library);
  return new LibraryClient(host);
}

const file = (key: string, title: string, more = '') => ({
  uri: `file:///seeds/${key}.md`,
  text: `---\ncitekey: ${key}\ntitle: "${title}"\ntopics: [ssm]\n${more}---\nAn abstract of ${title}.\n`,
});
const mamba = file('gu2023mamba', 'Mamba: Linear-Time Sequence Modeling');
const pointer = file('vinyals2015pointer', 'Pointer Networks');

describe('the library behind a port', () => {
  it('reads sources and gives their papers and problems', async () => {
    const client = served();
    await client.ask('topics', { topics: [{ id: 'ssm', title: 'State space models' }] });
    const broken = { uri: 'file:///seeds/broken.md', text: '---\ncitekey: b\ntitle: a: b: c\n---\n' };
    const { papers, problems } = await client.ask('add', { sources: [mamba, pointer, broken] });
    assert.deepEqual(papers.map(({ key }) => key).sort(), ['b', 'gu2023mamba', 'vinyals2015pointer']);
    assert.deepEqual(
      problems.map(({ code, uri }) => [code, uri]),
      [['frontMatterInvalid', broken.uri]],
    );
  });

  it('gives whole entries for keys, and passes over those it does not know', async () => {
    const client = served();
    await client.ask('add', { sources: [mamba, pointer] });
    const entries = await client.ask('entries', { keys: ['vinyals2015pointer', 'nobody2020', 'gu2023mamba'] });
    assert.deepEqual(
      entries.map(({ item }) => item.abstract),
      ['An abstract of Pointer Networks.', 'An abstract of Mamba: Linear-Time Sequence Modeling.'],
    );
  });

  it('finds by words, in spite of typos, also by the titles of topics', async () => {
    const client = served();
    await client.ask('topics', { topics: [{ id: 'ssm', title: 'State space models' }] });
    await client.ask('add', { sources: [mamba, file('other2020', 'Another', 'x: y\n'), pointer] });
    const keys = async (query: string) => (await client.ask('find', { query, limit: 2 })).map(({ key }) => key);
    assert.equal((await keys('linear mmaba'))[0], 'gu2023mamba');
    assert.equal((await keys('state space')).length, 2);
    assert.deepEqual(await keys('zzzzzz'), []);
  });

  it('answers each question with its own answer, in the order they came', async () => {
    const client = served();
    const answered: string[] = [];
    const note = (name: string) => () => void answered.push(name);
    await Promise.all([
      client.ask('add', { sources: [mamba] }).then(note('add')),
      client.ask('find', { query: 'mamba', limit: 5 }).then(({ length }) => answered.push(`find ${length}`)),
      client.ask('entries', { keys: [] }).then(note('entries')),
    ]);
    assert.deepEqual(answered, ['add', 'find 1', 'entries']);
  });

  it('tells an error to who asked, and goes on', async () => {
    const client = served();
    const wrong = { sources: [{ uri: 'file:///x.md', text: undefined as unknown as string }] };
    await assert.rejects(client.ask('add', wrong), Error);
    await assert.rejects(client.ask('nothing' as 'find', { query: '', limit: 1 }), /not a function/);
    assert.equal((await client.ask('add', { sources: [mamba] })).papers.length, 1);
  });
});

describe('a client of the library', () => {
  it('tells everyone who waits, now or later, that the library is gone', async () => {
    const { host } = ports();
    const client = new LibraryClient(host);
    const waiting = client.ask('find', { query: 'x', limit: 1 });
    const gone = new Error('The worker has ended');
    client.fail(gone);
    await assert.rejects(waiting, gone);
    await assert.rejects(client.ask('entries', { keys: [] }), gone);
  });

  it('passes over answers that nobody waits for', async () => {
    let answer: (message: Answer) => void = () => undefined;
    const questions: Question[] = [];
    const client = new LibraryClient({
      post: (question) => questions.push(question),
      onMessage: (listener) => (answer = listener),
    });
    answer({ id: 99, result: [] });
    answer({ id: 99, error: 'late' });
    const waiting = client.ask('entries', { keys: [] });
    const { id } = questions[0] ?? { id: 0 };
    answer({ id, result: ['one'] });
    answer({ id, result: ['two'] });
    assert.deepEqual(await waiting, ['one']);
  });

  it('rejects what cannot be sent', async () => {
    const client = served();
    await assert.rejects(client.ask('entries', { keys: [(() => '') as unknown as string] }), /clone/i);
  });
});
