import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import type { Gap } from '../../../rules/doctor/gap.ts';
import { clientOf, refusal } from '../../infra/local/an-organization.ts';
import { aHub } from './a-hub.ts';
import { edited } from './edited-templates.ts';

// That each permission of the doctor is needed, and refused without it, is proven in test/flow/permissions/.

describe('doctor, where it may not look', () => {
  test('says so where CloudFormation speaks of something else', async () => {
    const templates = edited('hub', 'OperatorRole', (text) =>
      text.replaceAll('"organizations:ListDelegatedAdministrators"', '"sts:Nothing"'),
    );
    const hub = await aHub(undefined, undefined, { templates });

    const ran = await hub.stocktake('doctor', '--json');

    const { gaps } = JSON.parse(ran.out) as { readonly gaps: readonly Gap[] };
    expect(gaps.map(({ check }) => check)).toEqual(Array(3).fill('could-not-look'));
    for (const { found } of gaps)
      expect(found).toContain('ValidationError: Account used is not a delegated');
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
