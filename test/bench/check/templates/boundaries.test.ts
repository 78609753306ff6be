import { boundaries } from '../../../../bench/check/templates/boundaries.ts';
import { describeCheck } from './mutants.ts';

const FAULT =
  'Resources.Role.Properties.PermissionsBoundary: expected !If on a condition of a parameter, with a boundary and with AWS::NoValue';

describeCheck('boundaries', {
  check: boundaries,
  asWritten: true,
  good: `
Parameters:
  Boundary: { Type: String, Default: '' }
Conditions:
  HasBoundary: !Not [!Equals [!Ref Boundary, '']]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: !If [HasBoundary, !Ref Boundary, !Ref AWS::NoValue]
`,
  mutations: [
    ['PermissionsBoundary: !If [HasBoundary, !Ref Boundary, !Ref AWS::NoValue]', 'Path: /', FAULT],
    ['!If [HasBoundary, !Ref Boundary, !Ref AWS::NoValue]', '!Ref Boundary', FAULT],
    ['!Ref AWS::NoValue', '!Ref Other', FAULT],
    ['!Equals [!Ref Boundary,', '!Equals [a,', FAULT],
  ],
});
