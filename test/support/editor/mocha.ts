// Runs mocha inside an extension host and tells the runner what happens.
import type Mocha from 'mocha';
import { ask } from './page.ts';

/** The runner does the printing. */
class Silent {}

/**
 * Runs the tests that `register` describes; resolves when the runner knows the result.
 * Mocha is handed in, because each kind of extension host has its own build of it.
 */
export async function runTests(MochaClass: typeof Mocha, register: () => void): Promise<void> {
  await runAll(MochaClass, register).catch((error: Error) => ask('event', { kind: 'broken', stack: error.stack }));
}

async function runAll(MochaClass: typeof Mocha, register: () => void): Promise<void> {
  const { grep } = (await ask('options')) as { grep?: string };
  const mocha = new MochaClass({
    ui: 'bdd',
    timeout: 60_000,
    reporter: Silent as unknown as Mocha.ReporterConstructor,
    ...(grep && { grep }),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  register();

  const told: Promise<unknown>[] = [];
  const tell = (event: object) => told.push(ask('event', event).catch(() => {}));
  // no test starts before the runner has photographed the failure of the one before
  mocha.suite.afterEach('(picture of a failure)', () => Promise.all(told).then(() => {}));

  const counts = { passed: 0, failed: 0, pending: 0 };
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('suite', (suite) => tell({ kind: 'suite', title: suite.title, depth: depthOf(suite) }));
    runner.on('pass', (test) => {
      counts.passed++;
      tell({ kind: 'pass', title: test.title, depth: depthOf(test), duration: test.duration });
    });
    runner.on('pending', (test) => {
      counts.pending++;
      tell({ kind: 'pending', title: test.title, depth: depthOf(test) });
    });
    runner.on('fail', (test, error) => {
      counts.failed++;
      const stack = (error as Error).stack ?? String(error);
      tell({ kind: 'fail', title: test.title, fullTitle: test.fullTitle(), depth: depthOf(test), stack });
    });
  });
  await Promise.all(told);
  await ask('event', { kind: 'done', ...counts });
}

function depthOf(item: { parent?: Mocha.Suite | undefined }): number {
  return item.parent ? 1 + depthOf(item.parent) : 0;
}
