// How a run of tests ends: with the sums on the screen, for `npm test` where it started us, and as the exit code.

export const sum = (results) =>
  results.reduce(
    (all, { passed, failed, pending = 0 }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      pending: all.pending + pending,
    }),
    { passed: 0, failed: 0, pending: 0 },
  );

export function report(results) {
  const { passed, failed, pending } = sum(results);
  console.log(`\n${passed} passed, ${failed} failed${pending ? `, ${pending} skipped` : ''}`);
  process.send?.(results);
  process.exitCode = failed ? 1 : 0;
}

/** Whatever ends this process, its exit handlers run and take the servers along. */
export function exitProperly() {
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(event, () => process.exit(1));
  process.channel?.unref(); // listening to it must not keep us alive
}
