import { queues } from '../../../../bench/check/templates/queues.ts';
import { describeCheck } from './mutants.ts';

const AT = 'Resources.Work.Properties';
const UNENCRYPTED = 'not encrypted; expected SqsManagedSseEnabled: true or KmsMasterKeyId';

describeCheck('queues', {
  check: queues,
  good: `
Parameters:
  UseKey: { Type: String, Default: 'no' }
  Window: { Type: Number, Default: 5, MaxValue: 10 }
Conditions:
  HasKey: !Equals [!Ref UseKey, 'yes']
Globals: { Function: { Timeout: 30 } }
Resources:
  Work:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: !If [HasKey, !Ref AWS::NoValue, true]
      KmsMasterKeyId: !If [HasKey, alias/ours, !Ref AWS::NoValue]
      VisibilityTimeout: 190
      MessageRetentionPeriod: 1209600
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
  Dead:
    Type: AWS::SQS::Queue
    Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600 } # dead
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Work:
          Type: SQS
          Properties: { Queue: !GetAtt Work.Arn, MaximumBatchingWindowInSeconds: !Ref Window }
  Plain: { Type: AWS::Lambda::Function }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Plain, EventSourceArn: !GetAtt Work.Arn }
`,
  mutations: [
    [
      'VisibilityTimeout: 190',
      'VisibilityTimeout: 189',
      `${AT}.VisibilityTimeout: 189 seconds; expected at least 190, six times the timeout of Function and its batching window`,
    ],
    [
      'Type: AWS::Lambda::Function }',
      'Type: AWS::Lambda::Function, Properties: { Timeout: 900 } }',
      `${AT}.VisibilityTimeout: 190 seconds; expected at least 5400, six times the timeout of Plain and its batching window`,
    ],
    [
      'maxReceiveCount: 5',
      'maxReceiveCount: 4',
      `${AT}.RedrivePolicy.maxReceiveCount: 4; expected at least 5`,
    ],
    [
      '!GetAtt Dead.Arn',
      '!Ref Elsewhere',
      `${AT}.RedrivePolicy: expected a dead-letter queue of this template`,
    ],
    ['alias/ours', '!Ref AWS::NoValue', `${AT}: ${UNENCRYPTED}`],
    ['{ SqsManagedSseEnabled: true,', '{', `Resources.Dead.Properties: ${UNENCRYPTED}`],
    [
      '1209600 } # dead',
      '345600 }',
      'Resources.Dead.Properties.MessageRetentionPeriod: shorter than that of Work, whose messages it is to keep',
    ],
  ],
});
