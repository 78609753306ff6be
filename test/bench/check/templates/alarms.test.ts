import { alarms } from '../../../../bench/check/templates/alarms.ts';
import { describeCheck } from './mutants.ts';

const UNHEARD = 'expected AlarmActions, a composite alarm it is part of, or a rule that hears it';

describeCheck('alarms', {
  check: alarms,
  good: `
Resources:
  Age:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmDescription: Work is late, TreatMissingData: notBreaching } # age
  Named:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmName: stocktake-named, AlarmDescription: It has a name, TreatMissingData: ignore }
  Loud:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmActions: [!Ref Topic], AlarmDescription: Loud, TreatMissingData: breaching }
  Heard:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmDescription: A rule hears it, TreatMissingData: ignore }
  Rule:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { resources: [!GetAtt Heard.Arn] } }
  Sum:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties: { AlarmDescription: All in one, AlarmRule: !Sub 'ALARM("\${Loud}")' }
  Health:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmDescription: Something is wrong
      AlarmRule: !Sub 'ALARM("\${Age}") OR ALARM(stocktake-named)'
      AlarmActions: [!Ref Topic]
`,
  mutations: [
    [
      ', TreatMissingData: notBreaching',
      '',
      'Resources.Age.Properties.TreatMissingData: expected what a lack of data means',
    ],
    [
      'AlarmDescription: Loud,',
      '',
      'Resources.Loud.Properties.AlarmDescription: expected what to do when it goes off',
    ],
    [`ALARM("\${Age}") OR `, '', `Resources.Age.Properties: ${UNHEARD}`],
    [' OR ALARM(stocktake-named)', '', `Resources.Named.Properties: ${UNHEARD}`],
    ['{ AlarmActions: [!Ref Topic],', '{', `Resources.Sum.Properties: ${UNHEARD}`],
    [
      'AlarmActions: [!Ref Topic], Alarm',
      'AlarmActions: [!Ref Topic], ActionsEnabled: false, Alarm',
      `Resources.Sum.Properties: ${UNHEARD}`,
    ],
    [
      `AlarmRule: !Sub 'ALARM("\${Loud}")'`,
      `AlarmRule: !Sub 'ALARM("\${Heard}")'`,
      `Resources.Sum.Properties: ${UNHEARD}`,
    ],
    ['!GetAtt Heard.Arn', 'Heard', `Resources.Heard.Properties: ${UNHEARD}`],
    ['\n      AlarmActions: [!Ref Topic]', '', `Resources.Health.Properties: ${UNHEARD}`],
  ],
});
