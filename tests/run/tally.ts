/** How many checks of a step passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

export const nothing: Tally = { passed: 0, failed: 0 };

/** The sum of tallies. */
export function sum(tallies: Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    nothing,
  );
}

/** One check, passed or failed; when failed, says why on a line of its own. */
export function check(passed: boolean, complaint: string): Tally {
  if (passed) return { passed: 1, failed: 0 };
  console.log(`FAILED: ${complaint}`);
  return { passed: 0, failed: 1 };
}

/**
 * The tally of a test runner that ended with an exit code. A runner that ran nothing has failed, and so has one that
 * reports no failed test yet did not exit with 0.
 */
export function judge(counted: Tally, exitCode: number, runner: string): Tally {
  if (counted.passed + counted.failed === 0) return sum([counted, check(false, `${runner} ran no test`)]);
  if (exitCode !== 0 && counted.failed === 0) {
    return sum([counted, check(false, `${runner} ended with code ${exitCode} although no test failed`)]);
  }
  return counted;
}
