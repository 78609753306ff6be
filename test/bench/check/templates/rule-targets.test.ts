import { ruleTargets } from '../../../../bench/check/templates/rule-targets.ts';
import { describeCheck } from './mutants.ts';

const AT = 'Resources.Rule.Properties.Targets';

describeCheck('rule targets', {
  check: ruleTargets,
  good: `
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [stocktake] }
      Targets:
        - Id: pager
          Arn: !GetAtt Pager.Arn
          RoleArn: !GetAtt Role.Arn
          DeadLetterConfig: { Arn: !GetAtt Untold.Arn }
        - Id: work
          Arn: !GetAtt Work.Arn
          SqsParameters: { MessageGroupId: $.account }
          DeadLetterConfig: { Arn: !GetAtt Dead.Arn }
`,
  mutations: [
    [
      'DeadLetterConfig: { Arn: !GetAtt Untold.Arn }',
      'RetryPolicy: { MaximumRetryAttempts: 185 }',
      `${AT}[0].DeadLetterConfig: what cannot be delivered would be lost; expected one`,
    ],
    [
      '$.account',
      'work',
      `${AT}[1].SqsParameters.MessageGroupId: all messages would be in one group; expected a path such as $.account`,
    ],
  ],
});
