import { conditions } from '../../../../bench/check/templates/conditions.ts';
import { describeCheck } from './mutants.ts';

describeCheck('conditions', {
  check: conditions,
  asWritten: true,
  good: `
Conditions:
  ByAttribute: !Equals [a, a]
  ByIf: !Equals [a, a]
  ByOther: !Equals [a, a]
  Both: !And [!Condition ByOther, !Condition ByIf]
Resources:
  Topic: { Type: AWS::SNS::Topic, Condition: ByAttribute, Properties: { Name: !If [ByIf, a, b] } }
Outputs:
  Name: { Condition: Both, Value: x }
`,
  mutations: [
    ['Condition: ByAttribute, ', '', 'Conditions.ByAttribute: nothing uses it'],
    ['!Condition ByOther', '!Condition ByIf', 'Conditions.ByOther: nothing uses it'],
    ['Condition: Both, ', '', 'Conditions.Both: nothing uses it'],
  ],
});
