import { inputTransformers } from '../../../../bench/check/templates/input-transformers.ts';
import { describeCheck } from './mutants.ts';

const OURS = 'Resources.Ours.Properties.Targets[0].InputTransformer';
const THEIRS = 'Resources.Theirs.Properties.Targets[0].InputTransformer';

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
            InputTemplate: |
              "A bucket of <account>: "
              <name>
`,
  mutations: [
    [
      'of <account>"',
      'of <acount>"',
      `${OURS}: <acount> is not in InputPathsMap`,
      `${OURS}: InputPathsMap.account is not used in InputTemplate`,
    ],
    [
      '{ source: [stocktake] }',
      '{ source: [stocktake, aws.s3] }',
      `${OURS}: <bucket> inside quotes: $.detail.bucket may break them`,
    ],
    [
      '<aws.events.rule-name>',
      '"<aws.events.event>"',
      `${OURS}: <aws.events.event> inside quotes: aws.events.event may break them`,
    ],
    ['<aws.events.rule-name>', '"<aws.events.rule-name>"'],
    ['"text":"say', `"text":"${'x'.repeat(8_192)}`, `${OURS}: a template of …`],
    ['"all":<all>', '"all":"<all>"', `${OURS}: <all> inside quotes: $.detail may break them`],
    ['<all>,', '<all>', `${OURS}: makes no JSON: …`],
    ['<name>', '"<name>"', `${THEIRS}: <name> inside quotes: $.detail.name may break them`],
    [
      '"A bucket of <account>: "',
      'A bucket of <account>',
      `${THEIRS}: expected a line in quotes: A bucket of <account>`,
    ],
  ],
});
