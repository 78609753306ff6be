import { expect, test } from '@jest/globals';
import { requestBy, requestByService } from '../../../../infra/local/permissions/request.ts';
import { aMembership } from '../a-membership.ts';

const PRODUCTION = '111111111111';
const HUB = '100000000002';
const STRANGER = '999999999999';
const membership = aMembership();
const root = membership.pathOf('100000000001');

function byMember(resource: string) {
  const arn = `arn:aws:iam::${PRODUCTION}:role/stocktake/stocktake-forward`;
  const asker = { arn, account: PRODUCTION, region: 'eu-west-1' };
  return requestBy(asker, { action: 'events:PutEvents', resource }, membership);
}

test('a principal’s request says who asks, from where, and whose the resource is', () => {
  const { principal, context } = byMember(`arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`);

  const arn = `arn:aws:iam::${PRODUCTION}:role/stocktake/stocktake-forward`;
  expect(principal).toEqual({ kind: 'aws', arn, account: PRODUCTION });
  expect(context).toEqual({
    'aws:principalarn': arn,
    'aws:principalaccount': PRODUCTION,
    'aws:principalisawsservice': 'false',
    'aws:principalorgid': 'o-stocktake1',
    'aws:principalorgpaths': [membership.pathOf(PRODUCTION)],
    'aws:requestedregion': 'eu-west-1',
    'aws:resourceaccount': HUB,
    'aws:resourceorgid': 'o-stocktake1',
    'aws:resourceorgpaths': [membership.pathOf(HUB)],
    'aws:securetransport': 'true',
  });
});

test('the path of an account goes from the organization to its unit', () => {
  const path = membership.pathOf(PRODUCTION);

  expect(path?.startsWith(root ?? 'nothing')).toBe(true);
  expect(path).toMatch(/^o-stocktake1\/r-\w{4}\/ou-\w{4}-\w{8}\/ou-\w{4}-\w{8}\/$/);
});

test('a resource of nobody counts as the asker’s', () => {
  expect(byMember('*').context['aws:resourceaccount']).toBe(PRODUCTION);
});

test('a resource of a stranger is in no organization', () => {
  const { context } = byMember(`arn:aws:sqs:eu-west-1:${STRANGER}:q`);

  expect(context['aws:resourceaccount']).toBe(STRANGER);
  expect([context['aws:resourceorgid'], context['aws:resourceorgpaths']]).toEqual([
    undefined,
    undefined,
  ]);
});

test('a service’s request says what it works for', () => {
  const sourceArn = `arn:aws:events:eu-west-1:${PRODUCTION}:rule/stocktake-forward`;
  const place = { account: PRODUCTION, region: 'eu-west-1' };
  const servant = { service: 'events.amazonaws.com', sourceArn, ...place };
  const resource = `arn:aws:sqs:eu-west-1:${PRODUCTION}:stocktake-undelivered`;

  const { principal, context } = requestByService(
    servant,
    { action: 'sqs:SendMessage', resource },
    membership,
  );

  expect(principal).toEqual({ kind: 'service', name: 'events.amazonaws.com' });
  expect(context).toMatchObject({
    'aws:principalisawsservice': 'true',
    'aws:sourcearn': sourceArn,
    'aws:sourceaccount': PRODUCTION,
    'aws:sourceorgid': 'o-stocktake1',
    'aws:sourceorgpaths': [membership.pathOf(PRODUCTION)],
    'aws:securetransport': 'true',
  });
  expect(context['aws:principalarn']).toBeUndefined();
});
