import { describe, expect, test } from '@jest/globals';
import { createOpsItems } from '../../../infra/local/ops-items.ts';
import { aHub, buried, roleFor, ruleFor, say } from './a-hub.ts';
import { HUB } from './an-organization.ts';
import { aGround, START } from './ground.ts';

const place = { account: HUB, region: 'eu-west-1' };

function anItem(more: object = {}): string {
  return JSON.stringify({
    title: 'Denied in 111111111111',
    description: 'The role may not write.',
    category: 'Security',
    severity: '2',
    source: 'stocktake',
    resources: ['arn:aws:s3:::orders'],
    operationalData: { '/aws/dedup': dedup('incident-1') },
    ...more,
  });
}

function dedup(dedupString: string) {
  return { type: 'SearchableString', value: JSON.stringify({ dedupString }) };
}

describe('createOpsItems', () => {
  test('keeps what the text says', () => {
    const { create, all } = createOpsItems(aGround());

    create(place, anItem());

    expect(all()).toEqual([
      {
        ...(JSON.parse(anItem()) as object),
        ...place,
        dedup: 'incident-1',
        id: expect.stringMatching(/^oi-[0-9a-f]{12}$/),
        createdAt: START,
        status: 'Open',
      },
    ]);
  });

  test.each([
    ['as it is', {}, 1],
    ['with another string', { operationalData: { '/aws/dedup': dedup('incident-2') } }, 2],
    ['of another resource', { resources: ['arn:aws:s3:::invoices'] }, 2],
    ['without a string', { operationalData: {} }, 2],
  ])('has for a second one %s so many items: %#', (_case, more, count) => {
    const { create, all } = createOpsItems(aGround());
    create(place, anItem());

    const trouble = create(place, anItem(more));

    expect([trouble, all().length]).toEqual([undefined, count]);
  });

  test.each([
    ['Open', 1],
    ['InProgress', 1],
    ['Resolved', 2],
  ] as const)('opens another one after one that is %s: %i', (status, count) => {
    const { create, turn, all } = createOpsItems(aGround());
    create(place, anItem());
    turn(all()[0]?.id ?? '', status);

    create(place, anItem());

    expect(all()).toHaveLength(count);
  });

  test('always opens one that has no string', () => {
    const { create, all } = createOpsItems(aGround());
    const text = anItem({ operationalData: {} });

    for (const one of [text, text]) create(place, one);

    expect(all()).toHaveLength(2);
  });

  test.each([
    ['no JSON', '"text', /object/],
    ['a title that is too long', anItem({ title: 'x'.repeat(1_025) }), /^title: /],
    [
      'a description that is too long',
      anItem({ description: 'x'.repeat(2_049) }),
      /^description: /,
    ],
    ['no category', anItem({ category: undefined }), /^category: /],
    ['another severity', anItem({ severity: 'high' }), /^severity: expected 1 to 4/],
    ['AWS’s own source', anItem({ source: 'aws.s3' }), /^source: .*reserved/],
    ['one resource', anItem({ resources: 'arn:aws:s3:::orders' }), /^resources: /],
    ['something else', anItem({ colour: 'red' }), /colour/],
    [
      'more data than there may be',
      anItem({ operationalData: { log: { value: 'x'.repeat(20_481) } } }),
      /^operationalData.log.value: more than 20 KB/,
    ],
    [
      'a string that is none',
      anItem({ operationalData: { '/aws/dedup': { value: 'incident-1' } } }),
      /^operationalData.\/aws\/dedup.value: /,
    ],
  ])('makes nothing of %s', (_case, text, reason) => {
    const { create, all } = createOpsItems(aGround());

    const trouble = create(place, text);

    expect(trouble).toMatch(reason);
    expect(all()).toEqual([]);
  });

  test('cannot turn what is not there', () => {
    const { turn } = createOpsItems(aGround());

    expect(() => turn('oi-1', 'Resolved')).toThrow('there is no OpsItem oi-1');
  });
});

describe('an OpsItem as the target of a rule', () => {
  const template = anItem({ title: '<what>' });
  const target = `
Arn: !Sub 'arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:opsitem'
RoleArn: !GetAtt Role.Arn
InputTransformer:
  InputPathsMap: { what: $.detail.what }
  InputTemplate: '${template}'
`;
  const role = roleFor('events.amazonaws.com', 'ssm:CreateOpsItem', "'*'");

  test('is opened in the rule’s own account and region', async () => {
    const hub = await aHub(role + ruleFor(target));

    await say(hub, { what: 'fire' });

    expect(hub.machines.opsItems.all()).toMatchObject([{ ...place, title: 'fire' }]);
  });

  test.each([
    ['may do something else', 'ssm:CreateOpsItem', 'ssm:GetOpsItem', 'NO_PERMISSIONS'],
    ['may do it elsewhere', "'*'", "'arn:aws:ssm:*:*:opsitem/*'", 'NO_PERMISSIONS'],
  ])('is not opened by a role that %s', async (...[, piece, other, code]) => {
    const hub = await aHub(role.replace(piece, other) + ruleFor(target));

    await say(hub, { what: 'fire' });

    expect(hub.machines.opsItems.all()).toEqual([]);
    expect(buried(hub)[0]?.attributes.ERROR_CODE?.StringValue).toBe(code);
  });

  test('is not opened by a text that makes none', async () => {
    const hub = await aHub(role + ruleFor(target));

    await say(hub, { what: 'x'.repeat(1_025) });

    expect(buried(hub)[0]?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'INVALID_PARAMETER' },
      ERROR_MESSAGE: { StringValue: expect.stringMatching(/^title: /) },
    });
  });

  test.each([
    ['a role', 'RoleArn: !GetAtt Role.Arn', '', 'RoleArn is required for an OpsItem'],
    ['its own account', '§{AWS::AccountId}', '111111111111', 'must be in the account of the rule'],
    ['its own region', '§{AWS::Region}', 'us-east-1', 'must be in the region of the rule'],
  ])('needs %s', async (...[, piece, other, trouble]) => {
    const changed = target.replace(piece.replace('§', '$'), other);

    const start = aHub(role + ruleFor(changed));

    await expect(start).rejects.toThrow(trouble);
  });
});
