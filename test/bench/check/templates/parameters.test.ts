import { parameters } from '../../../../bench/check/templates/parameters.ts';
import { describeCheck } from './mutants.ts';

const GROUPS = 'Metadata.AWS::CloudFormation::Interface.ParameterGroups';

describeCheck('parameters', {
  check: parameters,
  asWritten: true,
  good: `
Transform: AWS::Serverless-2016-10-31
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - { Label: { default: All }, Parameters: [Name, Days] }
Parameters:
  Name: { Type: String, Description: Its name }
  Days: { Type: Number, Description: How long }
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { Name: !Sub '\${Name}-x', Days: !Ref Days } }
`,
  mutations: [
    [`\${Name}`, `\${!Name}`, 'Parameters.Name: nothing uses it'],
    ['!Ref Days', '3', 'Parameters.Days: nothing uses it'],
    [', Description: How long', '', 'Parameters.Days.Description: expected one'],
    ['[Name, Days]', '[Name]', `${GROUPS}: Days is in no group`],
    ['[Name, Days]', '[Name, Days, Size]', `${GROUPS}: there is no parameter Size`],
  ],
});
