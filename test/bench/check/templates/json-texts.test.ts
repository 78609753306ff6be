import { jsonTexts } from '../../../../bench/check/templates/json-texts.ts';
import { describeCheck } from './mutants.ts';

describeCheck('JSON in texts', {
  check: jsonTexts,
  good: `
Parameters:
  Size: { Type: Number }
Resources:
  Settings:
    Type: AWS::SSM::Parameter
    Properties:
      Value: !Sub '{"queue":"\${Queue}","size":\${Size},"literal":"\${!x}"}'
  Secret:
    Type: AWS::SSM::Parameter
    Properties: { Value: '{{resolve:secretsmanager:key}}' }
  Queue: { Type: AWS::SQS::Queue }
  Task:
    Type: AWS::Scheduler::Schedule
    Properties:
      Target: { Input: '{"mode":"sweep"}' }
      Other: { InputTemplate: '{"x":<x>}' }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { Items: '{% $states.input.items %}' } }
`,
  mutations: [
    ['"size":', 'size:', 'Resources.Settings.Properties.Value: expected JSON: …'],
    ['{Size}', '{Queue}', 'Resources.Settings.Properties.Value: expected JSON: …'],
    ['"sweep"}', '"sweep",}', 'Resources.Task.Properties.Target.Input: expected JSON: …'],
  ],
});
