import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Burst } from '../../src/editor/sources/burst.ts';

const aMoment = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a burst of changes', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  /** Lets the clock go on by so many milliseconds, and what it sets off run. */
  const pass = async (milliseconds: number) => {
    mock.timers.tick(milliseconds);
    await aMoment();
  };

  it('costs one update', async () => {
    let updates = 0;
    const burst = new Burst(async () => void updates++);
    for (let time = 0; time < 20; time++) {
      burst.ask();
      await pass(5);
    }
    assert.equal(updates, 0);
    await pass(300);
    assert.equal(updates, 1);
    burst.dispose();
  });

  it('that never ends is still followed every second', async () => {
    let updates = 0;
    const burst = new Burst(async () => void updates++);
    for (let time = 0; time < 1400; time += 20) {
      burst.ask();
      await pass(20);
    }
    assert.equal(updates, 1);
    burst.dispose();
  });

  it('never has two updates at once', async () => {
    let running = 0;
    let most = 0;
    const burst = new Burst(async () => {
      most = Math.max(most, ++running);
      await aMoment();
      running--;
    });
    await Promise.all([burst.now(), burst.now(), burst.now()]);
    assert.equal(most, 1);
    burst.dispose();
  });
});
