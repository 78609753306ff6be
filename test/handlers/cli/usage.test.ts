import { describe, expect, test } from '@jest/globals';
import { runIn } from './a-world.ts';

/** Every line is a command line, and what is said about it. */
const wrong: readonly (readonly [line: string, said: string])[] = [
  ['', 'stocktake: no command given; `stocktake --help` lists all'],
  ['pln', 'stocktake: unknown command pln; did you mean plan? `stocktake --help` lists all'],
  ['--jsn', 'stocktake: unknown flag --jsn; `stocktake --help` lists all'],
  ['help nothing', 'stocktake: unknown command nothing; `stocktake --help` lists all'],
  ['help plan status', 'stocktake: help explains one command; leave "status" out'],
  [
    'plan --acount 111111111111',
    'stocktake plan: unknown flag --acount; did you mean --account? `stocktake plan --help` lists all',
  ],
  ['plan -a', 'stocktake plan: unknown flag -a; `stocktake plan --help` lists all'],
  ['plan --toString', 'stocktake plan: unknown flag --toString; `stocktake plan --help` lists all'],
  [
    'plan --account 1111',
    'stocktake plan: --account "1111": expected 12 digits, like 111111111111',
  ],
  [
    'plan everything',
    'stocktake plan: unexpected "everything": the command takes flags only; `stocktake plan --help` has an example',
  ],
  ['plan --account', 'stocktake plan: --account needs a value: --account <account>'],
  ['plan --account --json', 'stocktake plan: --account needs a value: --account <account>'],
  ['plan --account=', 'stocktake plan: --account needs a value: --account <account>'],
  ['status --json=yes', 'stocktake status: --json takes no value; leave "=yes" out'],
  [
    'status --account 111111111111 --account 222222222222',
    'stocktake status: --account is given twice; once is enough',
  ],
  ['explain', 'stocktake explain: <bucket> is missing; `stocktake explain --help` has an example'],
  [
    'explain payments-raw --region eu-west-1',
    'stocktake explain: --account <account> is missing; `stocktake explain --help` has an example',
  ],
  [
    'explain one two',
    'stocktake explain: unexpected "two": the command takes one <bucket>; `stocktake explain --help` has an example',
  ],
  [
    'explain ../raw --account 111111111111 --region eu-west-1',
    'stocktake explain: bucket "../raw": expected a bucket name',
  ],
  [
    'enforce payments-raw --account 111111111111 --region Ireland',
    'stocktake enforce: --region "Ireland": expected a region code, like eu-west-1',
  ],
  [
    'local --port 70000',
    'stocktake local: --port "70000": expected a port from 0 (any free one) to 65535',
  ],
  [
    'local --port -1',
    'stocktake local: --port "-1": expected a port from 0 (any free one) to 65535',
  ],
  [
    'local --port 1e3',
    'stocktake local: --port "1e3": expected a port from 0 (any free one) to 65535',
  ],
  ['local --once', 'stocktake local: --once ends after the story: add --story'],
  [
    'local --story --outside out',
    'stocktake local: --outside runs no function, and without one there is no story; leave --story out',
  ],
  [
    'validate a.yaml --mandate b.yaml',
    'stocktake validate: the mandate is named twice; leave --mandate out',
  ],
  [
    'redrive --cause throtled',
    'stocktake redrive: --cause "throtled": expected a cause; did you mean throttled?',
  ],
  [
    'redrive --cause bad-luck',
    'stocktake redrive: --cause "bad-luck": expected a cause: throttled, unavailable, timeout, conflict, not-yet-visible, role-not-ready, region-disabled, denied-by-policy, denied, wrong-owner, too-many-configurations, rejected, destination-invalid, wrong-region, malformed-message, undelivered, unreadable, halted, unexpected',
  ],
  [
    'redrive --older-than yesterday',
    'stocktake redrive: --older-than "yesterday": expected a time, like 30m, 2h or 3d',
  ],
  [
    'redrive --older-than 2',
    'stocktake redrive: --older-than "2": expected a time, like 30m, 2h or 3d',
  ],
  [
    'redrive --discard',
    'stocktake redrive: --discard throws letters away for good: say which, with --cause, --account or --older-than',
  ],
];

describe('wrong usage', () => {
  test.each(wrong)('"%s" ends with 64 and one line', async (line, said) => {
    const words = line.split(' ').filter(Boolean);

    const ran = await runIn({}, ...words);

    expect(ran).toEqual({ code: 64, out: '', err: `${said}\n` });
  });

  test('a word with control characters cannot reach the terminal', async () => {
    const ran = await runIn({}, 'plan', '--\u001B[31mred\n');

    expect(ran.err).toBe(
      'stocktake plan: unknown flag -- [31mred ; `stocktake plan --help` lists all\n',
    );
  });
});
