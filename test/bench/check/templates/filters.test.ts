import { filters } from '../../../../bench/check/templates/filters.ts';
import { describeCheck } from './mutants.ts';

const SOURCE =
  'Resources.Function.Properties.Events.Work.Properties.FilterCriteria.Filters[0].Pattern';
const POLICY = 'Resources.Mail.Properties.FilterPolicy';
const INVALID = 'Event pattern is not valid. Reason:';

describeCheck('filters', {
  check: filters,
  good: `
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Work:
          Type: SQS
          Properties:
            FilterCriteria: { Filters: [{ Pattern: '{"body":{"detail":{"kind":["a"]}}}' }] }
  Mail:
    Type: AWS::SNS::Subscription
    Properties:
      FilterPolicyScope: MessageBody
      FilterPolicy: { detail: { severity: [HIGH] } }
`,
  mutations: [
    ['["a"]', '"a"', `${SOURCE}: ${INVALID} "kind" must be an object or an array`],
    ['"body"', '"bdoy"', `${SOURCE}: no record has a field bdoy`],
    [`'{"body":{"detail":{"kind":["a"]}}}'`, '{ body: [a] }', `${SOURCE}: expected a text of JSON`],
    ['[HIGH]', 'HIGH', `${POLICY}: ${INVALID} "severity" must be an object or an array`],
    [
      'FilterPolicyScope: MessageBody',
      'Protocol: email',
      `${POLICY}.detail: an attribute has nothing below it; expected FilterPolicyScope: MessageBody`,
    ],
  ],
});
