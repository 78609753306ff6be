import { hardCodedPlaces } from '../../../../bench/check/templates/hard-coded-places.ts';
import { describeCheck } from './mutants.ts';

const AT = 'Resources.Role.Properties';

describeCheck('hard-coded places', {
  check: hardCodedPlaces,
  asWritten: true,
  good: `
Parameters:
  BusArn: { Type: String, AllowedPattern: '^arn:aws[a-z-]*:events:.+$', Description: arn:aws:… in us-east-1 }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Description: For 111111111111
      Name: stock-take-12
      Arn: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/x'
      Region: !If [IsHere, !Ref AWS::Region, !Ref Other]
      Retention: 1209600
`,
  mutations: [
    [
      `\${AWS::Partition}`,
      'aws',
      `${AT}.Arn.Fn::Sub: hard-coded partition arn:aws:; expected AWS::Partition`,
    ],
    [
      `\${AWS::Partition}`,
      'aws-cn',
      `${AT}.Arn.Fn::Sub: hard-coded partition arn:aws-cn:; expected AWS::Partition`,
    ],
    [
      `\${AWS::AccountId}`,
      '111111111111',
      `${AT}.Arn.Fn::Sub: hard-coded account 111111111111; expected AWS::AccountId or a parameter`,
    ],
    [
      '!Ref Other',
      'us-gov-west-1',
      `${AT}.Region.Fn::If[2]: hard-coded region us-gov-west-1; expected AWS::Region or a parameter`,
    ],
    [
      'Retention: 1209600',
      'Account: 111111111111',
      `${AT}.Account: hard-coded account 111111111111; expected AWS::AccountId or a parameter`,
    ],
  ],
});
