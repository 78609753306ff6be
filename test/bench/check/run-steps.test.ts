import { describe, expect, jest, test } from '@jest/globals';
import { unjudged } from '../../../bench/check/judges/judgement.ts';
import { conclusion, runSteps } from '../../../bench/check/run-steps.ts';

async function printed(run: Parameters<typeof runSteps>[0][number]['run']): Promise<string> {
  const log = jest.spyOn(console, 'log').mockReturnValue();
  await runSteps([{ name: 'a step', run }]);
  return log.mock.calls.flat().join('\n');
}

describe('a step', () => {
  test('that passes for want of a judge is marked so, and says what nobody checked', async () => {
    const judge = { name: 'cfn-lint', install: 'pip install cfn-lint', notices: 'schemas' };

    expect(await printed(async () => unjudged(judge))).toMatch(
      /^[^✓]*–.* a step.*\n {4}- cfn-lint: not installed, so not checked: schemas \(pip install cfn-lint\)$/,
    );
  });

  test('that passes keeps its output to itself', async () => {
    expect(await printed(async () => ({ ok: true, output: 'chatter' }))).not.toContain('chatter');
  });

  test('that fails shows its output', async () => {
    expect(await printed(async () => ({ ok: false, output: 'a fault' }))).toContain('    a fault');
  });

  test('that throws has failed', async () => {
    expect(await printed(() => Promise.reject(new Error('a bug')))).toContain('    Error: a bug');
  });
});

describe('the last line', () => {
  const judge = { name: 'cfn-lint', install: 'pip install cfn-lint', notices: 'schemas' };
  const good = { name: 'good', run: async () => ({ ok: true, output: '' }) };
  const bad = { name: 'bad', run: async () => ({ ok: false, output: 'a fault' }) };
  const unseen = { name: 'unseen', run: async () => unjudged(judge) };

  test.each([
    ['all is well', [good]],
    ['all is well, but not looked at: cfn-lint', [good, unseen]],
    ['failed: bad', [good, unseen, bad]],
  ])('%s', async (line, steps) => {
    jest.spyOn(console, 'log').mockReturnValue();

    expect(conclusion(await runSteps(steps))).toBe(line);
  });
});
