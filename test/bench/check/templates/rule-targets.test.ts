import { ruleTargets } from '../../../../bench/check/templates/rule-targets.ts';
import { describeCheck } from './mutants.ts';

const AT = 'Resources.Rule.Properties.Targets';

describeCheck('rule targets', {
  check: ruleTargets,
  good: `
Parameters:
  HubBusArn: { Type: String, Description: Elsewhere }
Resources:
  Pager: { Type: AWS::Events::ApiDestination }
  Work: { Type: AWS::SQS::Queue }
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
        - Id: ops
          Arn: !Sub 'arn:aws:ssm:\${AWS::Region}:\${AWS::AccountId}:opsitem'
          RoleArn: !GetAtt Role.Arn
          DeadLetterConfig: { Arn: !GetAtt Late.Arn }
        - Id: hub
          Arn: !Ref HubBusArn
`,
  mutations: [
    [
      'DeadLetterConfig: { Arn: !GetAtt Late.Arn }',
      '',
      `${AT}[2].DeadLetterConfig: what cannot be delivered would be lost; expected one`,
    ],
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
