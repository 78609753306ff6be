import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildFunction } from '../../bench/build/build-function.ts';
import { repository } from '../../bench/repository.ts';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import { parseMandate } from '../../rules/mandate.ts';
import {
  aBucket,
  createBucket,
  inventoryIds,
  requestCheck,
  requestHeartbeat,
  tagBucket,
} from './actors.ts';
import { type BuiltHouse, openBuiltHouse } from './lambda/built-house.ts';
import { startSandbox } from './lambda/sandbox.ts';
import { dailyForPersonal, weekly } from './mandates.ts';
import { buriedFor, ending, news, post } from './traces.ts';

// Invariant 7: the same handlers run on a laptop and in Lambda. Here runs the bundle itself, as `npm run build` makes it,
// in a process of its own behind the Lambda Runtime API, with the local organization on the other end of the wire.
describe('the built function', () => {
  let folder: string;
  let house: BuiltHouse;

  beforeAll(async () => {
    await mkdir(join(repository, '.cache'), { recursive: true });
    folder = await mkdtemp(join(repository, '.cache', 'built-'));
    const reading = parseMandate(weekly, 'mandate.yaml');
    if (reading.errors) throw new Error('the mandate of these tests is wrong');
    await buildFunction({ name: 'bucket-changed', folder }, reading.mandate);
  });
  afterAll(() => rm(folder, { recursive: true }));

  describe('in a house', () => {
    afterEach(() => house.close());

    test('enforces the mandate that lies beside it', async () => {
      house = await openBuiltHouse(folder);

      await createBucket(house, aBucket);
      const answer = await house.workOff();

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
      expect(await ending(house, aBucket)).toBe('corrected');
      expect(news(house)).toEqual(['payments-orders compliant']);
    });

    test('enforces a mandate in YAML that replaces it', async () => {
      const MANDATE_FILE = join(folder, 'other.yaml');
      await writeFile(MANDATE_FILE, dailyForPersonal);
      house = await openBuiltHouse(folder, { MANDATE_FILE });

      await createBucket(house, aBucket);
      await house.workOff();
      await tagBucket(house, aBucket, { data: 'personal' });
      await house.workOff();

      expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-daily', 'stocktake-weekly']);
    });

    test('tells the refusals of AWS apart', async () => {
      house = await openBuiltHouse(folder);
      const newcomer = { ...aBucket, account: '666666666666', name: 'newcomer-first' };
      const nowhere = { ...aBucket, name: 'never-was' };

      await createBucket(house, newcomer);
      await house.workOff();
      await requestCheck(house, nowhere);
      await house.workOff();

      expect(await ending(house, newcomer)).toBe('deferred: role-not-ready');
      expect(await ending(house, nowhere)).toBe('gone');
    });

    test('buries what it cannot read', async () => {
      house = await openBuiltHouse(folder);

      post(house, 'no event at all');
      const answer = await house.workOff();

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(buriedFor(house)).toEqual(['malformed-message']);
    });

    test('counts a heartbeat while it can read all that it needs', async () => {
      house = await openBuiltHouse(folder);

      await requestHeartbeat(house);
      await house.workOff();
      await house.sandbox.close();

      expect(house.sandbox.log()).toContain('"Heartbeat":1');
    });

    test.each(['report', 'off', 'halted'] as const)('counts a heartbeat while %s', async (text) => {
      house = await openBuiltHouse(folder);
      await setEnforcement(house.operator, text);

      await requestHeartbeat(house);
      await house.workOff();
      await house.sandbox.close();

      expect(house.sandbox.log()).toContain('"Heartbeat":1');
    });

    test('says in its log that it drops an event in mode off', async () => {
      house = await openBuiltHouse(folder);
      await setEnforcement(house.operator, 'off');

      await createBucket(house, aBucket);
      const answer = await house.workOff();
      await house.sandbox.close();

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(house.sandbox.log()).toMatch(/"message":"event dropped".*"why":"the mode is off"/);
    });

    test('counts no heartbeat, and says why, while it cannot', async () => {
      house = await openBuiltHouse(folder);
      house.organization.machines.parameters.put(
        house.organization.seed.hub,
        '/stocktake/enforcement',
        'perhaps',
      );

      await requestHeartbeat(house);
      const answer = await house.workOff();
      await house.sandbox.close();

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(house.sandbox.log()).not.toContain('"Heartbeat":');
      expect(house.sandbox.log()).toContain(
        'holds \\"perhaps\\", expected correct, report, off or halted',
      );
    });

    test('counts no heartbeat on the strength of what it remembers', async () => {
      house = await openBuiltHouse(folder);
      await requestHeartbeat(house);
      await house.workOff();
      house.organization.machines.parameters.put(
        house.organization.seed.hub,
        '/stocktake/enforcement',
        'perhaps',
      );

      await requestHeartbeat(house);
      await house.workOff();
      await house.sandbox.close();

      expect(house.sandbox.log().split('"Heartbeat":1')).toHaveLength(2);
      expect(house.sandbox.log()).toContain('no heartbeat');
    });

    test('writes what it did into its log, and no secret', async () => {
      house = await openBuiltHouse(folder);
      const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = house.environment;

      await createBucket(house, aBucket);
      await house.workOff();
      await house.sandbox.close();

      const log = house.sandbox.log();
      expect(log).toContain('"message":"bucket enforced"');
      expect(log).not.toContain(AWS_SECRET_ACCESS_KEY);
      expect(log).not.toContain(AWS_SESSION_TOKEN);
    });
  });

  test('does not start without its settings, and says which are missing', async () => {
    const sandbox = await startSandbox({ folder, environment: { AWS_REGION: 'eu-west-1' } });

    const { error } = await sandbox.invoke({ Records: [] });
    await sandbox.close();

    expect(error?.errorMessage).toContain('LEDGER_TABLE is not set; HUB_BUS is not set');
  });
});
