import { describe, expect, test } from '@jest/globals';
import { judgeAlerts, type TopicFacts } from '../../../rules/doctor/alerts.ts';

const arn = 'arn:aws:sns:eu-west-1:100000000002:stocktake-alerts';

function policy(more: object = {}): string {
  const who = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } };
  return JSON.stringify({
    Statement: [{ ...who, Action: 'sns:Publish', Resource: arn, ...more }],
  });
}

const well: TopicFacts = { policy: policy(), confirmed: 1, pending: 0 };
const source = { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*' } } };
const odd = { Condition: { StringEquals: { 'aws:x': 'y' } } };

describe('the topic for alerts', () => {
  test.each<[string, TopicFacts | undefined, readonly string[]]>([
    ['well', well, []],
    ['well with one who hesitates', { ...well, pending: 1 }, []],
    ['not there', undefined, [`there is no topic ${arn}`]],
    ['for nobody', { ...well, confirmed: 0 }, ['nobody has confirmed to be told']],
    ['not confirmed', { ...well, confirmed: 0, pending: 1 }, ['has not confirmed yet']],
    ['without a policy', { ...well, policy: undefined }, ['does not let EventBridge publish']],
    [
      'closed to whoever says no source',
      { ...well, policy: policy(source) },
      ['without a condition on the source'],
    ],
    ['unclear', { ...well, policy: policy(odd) }, ['could not be understood']],
  ])('is %s', (_, seen, found) => {
    const { gaps } = judgeAlerts(arn, { seen });

    expect(gaps.map((gap) => gap.found)).toEqual(
      found.map((text) => expect.stringContaining(text)),
    );
  });
});
