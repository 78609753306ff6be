import { concurrency } from '../../../../bench/check/templates/concurrency.ts';
import { describeCheck } from './mutants.ts';

describeCheck('concurrency', {
  check: concurrency,
  good: `
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: 10
      Events:
        Work:
          Type: SQS
          Properties: { Queue: !GetAtt Work.Arn, ScalingConfig: { MaximumConcurrency: 10 } }
`,
  mutations: [
    [
      'Executions: 10',
      'Executions: 9',
      'Resources.Function.Properties.Events.Work.Properties.ScalingConfig.MaximumConcurrency: 10; expected at most the 9 executions reserved for Function',
    ],
    ['Executions: 10', 'Executions: !Ref Chosen'],
  ],
});
