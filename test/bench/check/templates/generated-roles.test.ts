import { generatedRoles } from '../../../../bench/check/templates/generated-roles.ts';
import { describeCheck } from './mutants.ts';

const OURS = 'SAM would make a role; expected one of our own';
const FUNCTION = 'Resources.Function.Properties';
const MACHINE = 'Resources.Machine.Properties';

describeCheck('generated roles', {
  check: generatedRoles,
  good: `
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt FunctionRole.Arn
      DeploymentPreference: { Type: AllAtOnce, Role: !GetAtt DeployRole.Arn }
      Events:
        Nightly: { Type: ScheduleV2, Properties: { RoleArn: !GetAtt NightRole.Arn } }
        Work: { Type: SQS }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Role: !GetAtt MachineRole.Arn
      Events:
        Daily: { Type: ScheduleV2, Properties: { RoleArn: !GetAtt DayRole.Arn } }
`,
  mutations: [
    ['Role: !GetAtt FunctionRole.Arn', 'Timeout: 3', `${FUNCTION}.Role: ${OURS}`],
    [', Role: !GetAtt DeployRole.Arn', '', `${FUNCTION}.DeploymentPreference.Role: ${OURS}`],
    [', Role: !GetAtt DeployRole.Arn', ', Enabled: false'],
    [
      'RoleArn: !GetAtt NightRole.Arn',
      '',
      `${FUNCTION}.Events.Nightly.Properties.RoleArn: ${OURS}`,
    ],
    ['Role: !GetAtt MachineRole.Arn', 'Type: STANDARD', `${MACHINE}.Role: ${OURS}`],
    ['RoleArn: !GetAtt DayRole.Arn', '', `${MACHINE}.Events.Daily.Properties.RoleArn: ${OURS}`],
    [
      'Daily: { Type: ScheduleV2',
      'Daily: { Type: EventBridgeRule',
      `${MACHINE}.Events.Daily.Properties: SAM would make a role; expected a rule and a role of our own`,
    ],
  ],
});
