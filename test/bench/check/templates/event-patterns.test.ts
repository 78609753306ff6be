import { eventPatterns } from '../../../../bench/check/templates/event-patterns.ts';
import { describeCheck } from './mutants.ts';

const RULE = 'Resources.Rule.Properties.EventPattern';
const INVALID = 'Event pattern is not valid. Reason:';

describeCheck('event patterns', {
  check: eventPatterns,
  good: `
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.s3, prefix: stock]
        account: [!Ref AWS::AccountId]
        detail-type: [AWS API Call via CloudTrail]
        detail:
          errorCode: [exists: false]
          requestParameters: { bucketName: [wildcard: 'a*b'] }
          $or:
            - eventName: [CreateBucket]
            - userIdentity: { sessionContext: { sessionIssuer: { arn: [anything-but: { suffix: !Sub 'x\${AWS::Region}' }] } } }
  Archive:
    Type: AWS::Events::Archive
    Properties:
      EventPattern: { source: [stocktake], detail: { anything: [numeric: ['>', 3]] } }
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        News:
          Type: EventBridgeRule
          Properties:
            Pattern: { source: [stocktake] }
`,
  mutations: [
    [
      '[aws.s3, prefix: stock]',
      'aws.s3',
      `${RULE}: ${INVALID} "source" must be an object or an array`,
    ],
    ['[CreateBucket]', '[]', `${RULE}: ${INVALID} Empty arrays are not allowed`],
    ['prefix: stock', 'praefix: stock', `${RULE}: ${INVALID} Unrecognized match type praefix`],
    ["wildcard: 'a*b'", "wildcard: 'a**b'", `${RULE}: ${INVALID} …`],
    ['detail-type', 'detailtype', `${RULE}.detailtype: no event has such a field`],
    ['errorCode', 'errorcode', `${RULE}.detail.errorcode: no CloudTrail record has such a field`],
    [
      'sessionIssuer',
      'sessionIsuer',
      `${RULE}.detail.$or.userIdentity.sessionContext.sessionIsuer: no CloudTrail record has such a field`,
    ],
    [
      '- eventName: [CreateBucket]',
      '- errorCode: [x]',
      `${RULE}: ${INVALID} "detail.errorCode" stands both beside and inside "$or"`,
    ],
    [
      '[numeric:',
      '[praefix: a, numeric:',
      `Resources.Archive.Properties.EventPattern: ${INVALID} Unrecognized match type praefix`,
    ],
    [
      "detail: { anything: [numeric: ['>', 3]] }",
      '$or: [{ account: [a] }]',
      `Resources.Archive.Properties.EventPattern: ${INVALID} …`,
    ],
    [
      "numeric: ['>', 3]",
      "numeric: ['>', x]",
      `Resources.Archive.Properties.EventPattern: ${INVALID} Value of > must be numeric`,
    ],
    [
      'Pattern: { source: [stocktake] }',
      'Pattern: { source: stocktake }',
      `Resources.Function.Properties.Events.News.Properties.Pattern: ${INVALID} "source" must be an object or an array`,
    ],
  ],
});
