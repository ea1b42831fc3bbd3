import assert from 'node:assert/strict';
import { Burst } from '../../src/editor/sources/burst.ts';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a burst of changes', () => {
  it('costs one update', async () => {
    let updates = 0;
    const burst = new Burst(async () => void updates++);
    for (let time = 0; time < 20; time++) {
      burst.ask();
      await wait(5);
    }
    assert.equal(updates, 0);
    await wait(300);
    assert.equal(updates, 1);
    burst.dispose();
  });

  it('that never ends is still followed every second', async () => {
    let updates = 0;
    const burst = new Burst(async () => void updates++);
    for (const end = Date.now() + 1400; Date.now() < end;) {
      burst.ask();
      await wait(20);
    }
    assert.equal(updates, 1);
    burst.dispose();
  });

  it('never has two updates at once', async () => {
    let running = 0;
    let most = 0;
    const burst = new Burst(async () => {
      most = Math.max(most, ++running);
      await wait(20);
      running--;
    });
    await Promise.all([burst.now(), burst.now(), burst.now()]);
    assert.equal(most, 1);
    burst.dispose();
  });
});
