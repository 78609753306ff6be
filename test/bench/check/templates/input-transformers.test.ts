import { inputTransformers } from '../../../../bench/check/templates/input-transformers.ts';
import { describeCheck } from './mutants.ts';

const OURS = 'Resources.Ours.Properties.Targets[0].InputTransformer';
const THEIRS = 'Resources.Theirs.Properties.Targets[0].InputTransformer';
const ALARM = 'Resources.Alarm.Properties.Targets[0].InputTransformer';
const LINES = 'Resources.Theirs.Properties.Targets[1].InputTransformer';

describeCheck('input transformers', {
  check: inputTransformers,
  good: `
Resources:
  Ours:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [stocktake] }
      Targets:
        - Id: chat
          InputTransformer:
            InputPathsMap: { bucket: $.detail.bucket, account: $.account, all: $.detail }
            InputTemplate: '{"text":"say \\"<bucket>\\" of <account>","all":<all>,"rule":<aws.events.rule-name>}'
  Theirs:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [aws.s3] }
      Targets:
        - Id: mail
          InputTransformer:
            InputPathsMap: { name: $.detail.name, account: $.account }
            InputTemplate: '{"account":"<account>","name":<name>}'
        - Id: desk
          InputTransformer:
            InputPathsMap: { account: $.account }
            InputTemplate: |
              "A bucket"
              "of <account>"
  Alarm:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [aws.cloudwatch], detail: { state: { value: [ALARM, OK] } } }
      Targets:
        - Id: chat
          InputTransformer:
            InputPathsMap: { state: $.detail.state.value }
            InputTemplate: '{"text":"now <state>"}'
`,
  mutations: [
    [
      'of <account>"',
      'of <acount>"',
      `${OURS}: <acount> is not in the map`,
      `${OURS}: InputPathsMap.account is not used in InputTemplate`,
    ],
    [
      '{ source: [stocktake] }',
      '{ source: [stocktake, aws.s3] }',
      `${OURS}: <bucket> inside quotes: $.detail.bucket may break them`,
    ],
    [
      '<aws.events.rule-name>',
      '<aws.events.event>',
      `${OURS}: <aws.events.event> is not in the map`,
    ],
    ['<aws.events.rule-name>', '"<aws.events.rule-name>"'],
    ['"text":"say', `"text":"${'x'.repeat(8_192)}`, `${OURS}: longer than 8,192 characters`],
    ['"all":<all>', '"all":"<all>"', `${OURS}: <all> inside quotes: $.detail may break them`],
    [
      '"all":<all>',
      '"all":[<all>,"<all>"]',
      `${OURS}: <all> inside quotes: $.detail may break them`,
    ],
    ['<all>,', '<all>', `${OURS}: neither JSON nor lines in quotes`],
    ['<name>', '"<name>"', `${THEIRS}: <name> inside quotes: $.detail.name may break them`],
    [
      'value: [ALARM, OK]',
      'value: [{ prefix: A }]',
      `${ALARM}: <state> inside quotes: $.detail.state.value may break them`,
    ],
    [
      'value: [ALARM, OK]',
      `value: ['say "no"']`,
      `${ALARM}: <state> inside quotes: $.detail.state.value may break them`,
    ],
    [
      '$.detail.state.value',
      '$.detail.state.reason',
      `${ALARM}: <state> inside quotes: $.detail.state.reason may break them`,
    ],
    ['"of <account>"', 'of <account>', `${LINES}: neither JSON nor lines in quotes`],
  ],
});
