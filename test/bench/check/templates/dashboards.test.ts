import { dashboards } from '../../../../bench/check/templates/dashboards.ts';
import { describeCheck } from './mutants.ts';

const BODY = 'Resources.Board.Properties.DashboardBody';

describeCheck('dashboards', {
  check: dashboards,
  good: `
Resources:
  Alarm: { Type: AWS::CloudWatch::Alarm }
  Board:
    Type: AWS::CloudWatch::Dashboard
    Properties:
      DashboardBody: !Sub |
        {"widgets":[
          {"type":"text","x":0,"y":0,"width":24,"height":1,"properties":{"markdown":"# Buckets"}},
          {"type":"metric","x":12,"y":1,"width":12,"height":6,"properties":{"region":"\${AWS::Region}"}},
          {"type":"alarm","x":0,"y":1,"width":12,"height":3,"properties":{"alarms":["\${Alarm.Arn}"]}}
        ]}
`,
  mutations: [
    [
      '"type":"text"',
      '"type":"note"',
      `${BODY}.widgets[0]: type note: expected one that CloudWatch knows`,
    ],
    ['"x":12', '"x":13', `${BODY}.widgets[1]: beyond the 24 columns of the grid`],
    ['"x":12', '"x":1.5', `${BODY}.widgets[1]: expected whole numbers as x, y, width and height`],
    ['"region"', '"place"', `${BODY}.widgets[1]: expected the region of what it shows`],
    ['"height":3', '"height":0', `${BODY}.widgets[2]: expected a width and a height`],
    ['{Alarm.Arn}', '{Alram.Arn}', `${BODY}: \${Alram}: there is no such resource`],
    ['"widgets"', '"widget"', `${BODY}: expected a list of widgets`],
  ],
});
