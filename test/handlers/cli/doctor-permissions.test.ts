import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { siteOf } from '../../../infra/local/assembly/site-of.ts';
import { readDeployment } from '../../../infra/local/deployment.ts';
import type { Templates } from '../../../infra/local/house-templates.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import type { Gap } from '../../../rules/doctor/gap.ts';
import { clientOf, refusal } from '../../infra/local/an-organization.ts';
import { aHub, weekly } from './a-hub.ts';
import { edited, withDefault } from './edited-templates.ts';

// What the doctor may not look at it says, in AWS's words. That each permission is needed is proven in test/flow/permissions/.

const encrypting = withDefault('ReportEncryption', 'SSE-KMS');
const key =
  readDeployment(encrypting, siteOf(defaultSeed, 'https://sqs.eu-west-1.amazonaws.com')).keys.find(
    ({ account, region }) => account === '222222222222' && region === 'eu-west-1',
  )?.arn ?? '';
const mandate = weekly
  .replace('where: {}', 'where: { regions: [eu-west-1] }')
  .replace(' }\nrules', `, encryption: { kmsKey: "${key}" } }\nrules`);

async function unseen(templates: Templates): Promise<string[]> {
  const hub = await aHub(mandate, undefined, { templates });
  const ran = await hub.stocktake('doctor', '--json');
  const { gaps } = JSON.parse(ran.out) as { readonly gaps: readonly Gap[] };
  return gaps.filter(({ check }) => check === 'could-not-look').map(({ found }) => found);
}

function lackingOf(role: 'OperatorRole' | 'DoctorRole', action: string): Templates {
  const of = role === 'OperatorRole' ? 'hub' : 'member-roles';
  const lacking = edited(of, role, (text) => text.replaceAll(`"${action}"`, '"sts:Nothing"'));
  const { parameters } = encrypting.hub;
  return { ...lacking, hub: { ...lacking.hub, parameters } };
}

describe('doctor, where it may not look', () => {
  test.each([
    ['DoctorRole', 'stocktake-doctor', 'cloudtrail:GetTrailStatus'],
    ['OperatorRole', 'stocktake-operator', 'sqs:GetQueueAttributes'],
  ] as const)('says so as a gap: %s', async (role, session, action) => {
    const found = await unseen(lackingOf(role, action));

    expect(found.length).toBeGreaterThan(0);
    for (const text of found) {
      expect(text).toContain(`assumed-role/${session}`);
      expect(text).toContain(`not authorized to perform: ${action} on resource`);
    }
  });

  test('says so where AWS does not tell why: a HEAD request', async () => {
    const found = await unseen(lackingOf('DoctorRole', 's3:ListBucket'));

    expect(found).toEqual([expect.stringContaining('the bucket acme-inventory-eu-west-1')]);
  });

  test('says so where CloudFormation speaks of something else', async () => {
    const action = 'organizations:ListDelegatedAdministrators';

    const found = await unseen(lackingOf('OperatorRole', action));

    expect(found).toHaveLength(3);
    for (const text of found)
      expect(text).toContain('ValidationError: Account used is not a delegated');
  });

  test('is not helped by a function: none may become the role that looks', async () => {
    const { organization } = await aHub();
    const credentials = organization.credentialsOf(
      'arn:aws:iam::100000000002:role/stocktake/stocktake-bucket-changed',
    );
    const sts = new STSClient(clientOf(organization, credentials));
    const RoleArn = 'arn:aws:iam::111111111111:role/stocktake/stocktake-doctor';

    const refused = await refusal(
      sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'function' })),
    );

    expect(refused.name).toBe('AccessDenied');
  });
});
