import { functionLogs } from '../../../../bench/check/templates/function-logs.ts';
import { describeCheck } from './mutants.ts';

const AT = 'Resources.One.Properties.LoggingConfig';

describeCheck('logs of functions', {
  check: functionLogs,
  good: `
Globals: { Function: { LoggingConfig: { LogFormat: JSON } } }
Resources:
  OneLog: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 30 } }
  OtherLog: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: !Ref Days } }
  One: { Type: AWS::Serverless::Function, Properties: { LoggingConfig: { LogGroup: !Ref OneLog } } }
  Other:
    Type: AWS::Lambda::Function
    Properties: { LoggingConfig: { LogFormat: JSON, LogGroup: !Ref OtherLog } }
`,
  mutations: [
    [
      'RetentionInDays: 30',
      '',
      'Resources.OneLog.Properties.RetentionInDays: logs would be kept for ever',
    ],
    ['LogFormat: JSON }', 'LogFormat: Text }', `${AT}.LogFormat: expected JSON`],
    [
      'LogGroup: !Ref OneLog',
      '',
      `${AT}.LogGroup: expected a log group of this template; Lambda keeps its own for ever`,
    ],
    [
      '!Ref OneLog',
      '!Ref OtherLog',
      `${AT}.LogGroup: OtherLog is that of Other too; expected one of its own`,
      'Resources.Other.Properties.LoggingConfig.LogGroup: OtherLog is that of One too; expected one of its own',
    ],
  ],
});
