import { describe, expect, test } from '@jest/globals';
import { listen } from '../../../../handlers/cli/local/listen.ts';
import { aScreen } from '../a-world.ts';

/** Opens every port but those that are taken; 36939 is free. */
function open(...taken: readonly number[]) {
  return async (port: number) => {
    if (!taken.includes(port)) return { port: port || 36939 };
    throw Object.assign(new Error(`listen EADDRINUSE ${port}`), { code: 'EADDRINUSE' });
  };
}

describe('the port of the local organization', () => {
  test('is 4577 when nobody wishes another', async () => {
    const err = aScreen();

    expect(await listen(undefined, open(), err)).toEqual({ port: 4577 });
    expect(err.printed()).toBe('');
  });

  test('is a free one when 4577 is taken, and that is said', async () => {
    const err = aScreen();

    expect(await listen(undefined, open(4577), err)).toEqual({ port: 36939 });
    expect(err.printed()).toBe('4577 is taken: this one answers on 36939\n');
  });

  test('is the wished one', async () => {
    expect(await listen(4600, open(4577), aScreen())).toEqual({ port: 4600 });
  });

  test('is never another than the wished one', async () => {
    await expect(listen(4577, open(4577), aScreen())).rejects.toThrow(
      'port 4577 is taken; choose another with --port, or leave it out for a free one',
    );
  });
});
