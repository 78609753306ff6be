import { describe, expect, test } from '@jest/globals';
import { importFinding } from '../../../infra/aws/findings.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { type Finding, findingOf } from '../../../rules/finding.ts';
import { aBucket } from '../../flow/actors.ts';
import { type House, openHouse } from '../../flow/house.ts';

const SecurityHubFindings = 'true';
const since = '2026-11-24T09:00:00.000Z';

const finding = findingOf({ ...aBucket, bucket: aBucket.name, state: 'failed', since });

/** What comes of importing it, as a person of the hub's account could; the clock runs on for the SDK's own retries. */
async function ending(house: House, one: Finding = finding): Promise<string> {
  const imported = importFinding(house.operator, aBucket, one);
  const [end] = await Promise.all([
    imported.catch(({ name, message }: Error) => `${name}: ${message}`),
    house.clock.advance(60_000),
  ]);
  return end;
}

function open(): Promise<House> {
  return openHouse({ parameters: { SecurityHubFindings } });
}

describe('importing a finding', () => {
  test('brings it to the account and region of its bucket', async () => {
    const house = await open();

    const end = await ending(house);

    expect(end).toBe('imported');
    expect(house.organization.machines.findings.in(aBucket)).toEqual([finding]);
  });

  test('fails with the words of Security Hub when it is not taken', async () => {
    const house = await open();

    const end = await ending(house, { ...finding, Title: '' });

    expect(end).toMatch(/^KnownFailure: Security Hub refused the finding: InvalidInput .*Title/);
  });

  test('does not fail where Security Hub is not enabled', async () => {
    const house = await open();
    house.organization.machines.findings.disable(aBucket);

    expect(await ending(house)).toBe('not-enabled');
  });

  test('fails where Security Hub refuses for another reason', async () => {
    const house = await open();
    const denied = new AwsError('InvalidAccessException', 'It is closed.', { status: 401 });
    house.organization.faults.next(9, { service: 'securityhub' }, denied);

    expect(await ending(house)).toBe('InvalidAccessException: It is closed.');
  });

  test('fails where the member role may not', async () => {
    const house = await openHouse();

    expect(await ending(house)).toMatch(
      /^AccessDeniedException: .* not authorized to perform: securityhub:BatchImportFindings on /,
    );
  });

  test('asks for new credentials after an answer that calls them dead', async () => {
    const house = await open();
    const stale = new AwsError('ExpiredTokenException', 'It expired.', { status: 403 });
    house.organization.faults.next(1, { service: 'securityhub' }, stale);
    await ending(house);

    await ending(house);

    const assumed = house.organization.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed).toHaveLength(2);
  });
});
