import { describe, expect, test } from '@jest/globals';
import { listen } from '../../../../handlers/cli/local/listen.ts';

/** Opens every port but those that are taken. */
function open(...taken: readonly number[]) {
  return async (port: number) => {
    if (!taken.includes(port)) return port;
    throw Object.assign(new Error(`listen EADDRINUSE ${port}`), { code: 'EADDRINUSE' });
  };
}

describe('the port of the local organization', () => {
  test('is 4577 when nobody wishes another', async () => {
    expect(await listen(undefined, open())).toBe(4577);
  });

  test('is a free one when 4577 is taken', async () => {
    expect(await listen(undefined, open(4577))).toBe(0);
  });

  test('is the wished one', async () => {
    expect(await listen(4600, open(4577))).toBe(4600);
  });

  test('is never another than the wished one', async () => {
    await expect(listen(4577, open(4577))).rejects.toThrow(
      'port 4577 is taken; choose another with --port, or leave it out for a free one',
    );
  });
});
