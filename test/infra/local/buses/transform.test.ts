import { describe, expect, test } from '@jest/globals';
import { compileInput } from '../../../../infra/local/buses/transform.ts';
import type { BusEvent } from '../../../../infra/local/service.ts';
import { START } from '../ground.ts';

const event: BusEvent = {
  version: '0',
  id: 'id',
  'detail-type': 'Bucket Inventory Outcome',
  source: 'stocktake',
  account: '100000000002',
  time: '2026-11-24T00:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    bucket: 'acme',
    rules: ['weekly', 'daily'],
    count: 3,
    saying: 'a "b"',
    owner: { a: 1 },
  },
};

const circumstances = {
  ruleName: 'failures',
  ruleArn: 'arn:aws:events:eu-west-1:100000000002:rule/stocktake/failures',
  at: START,
};

const paths = {
  type: '$.detail-type',
  bucket: '$.detail.bucket',
  count: '$.detail.count',
  rules: '$.detail.rules',
  owner: '$.detail.owner',
  missing: '$.detail.nothing.at.all',
  saying: '$.detail.saying',
  all: '$',
};

function transformed(template: string): string | undefined {
  return compileInput({ paths, template })(event, circumstances);
}

describe('compileInput', () => {
  test('gives a constant as it is', () => {
    expect(compileInput({ constant: '{"a": 1}' })(event, circumstances)).toBe('{"a": 1}');
  });

  test.each([
    ['a line with its quotes', '"<type> of <bucket>"', '"Bucket Inventory Outcome of acme"'],
    ['several lines', '"<bucket>"\n"<count>"', '"acme"\n"3"'],
    ['nothing for what is missing', '"<bucket><missing>."', '"acme."'],
    ['an object without quotes in quotes', '"<owner> <rules>"', '"{a:1} [weekly,daily]"'],
    ['quotes of a text as they are', '"<saying>"', '"a "b""'],
    ['JSON with text in quotes', '{"b": "in <bucket>"}', '{"b": "in acme"}'],
    ['JSON with a text', '{"b": <bucket>}', '{"b": "acme"}'],
    ['JSON with a number', '{"b": <count>}', '{"b": 3}'],
    ['JSON with an object', '{"b": <owner>}', '{"b": {"a":1}}'],
    ['JSON with nothing as an empty text', '{"b": <missing>}', '{"b": ""}'],
    ['a quote behind a backslash', '{"b": "\\"<bucket>\\" <count>"}', '{"b": "\\"acme\\" 3"}'],
    ['a value alone', '<owner>', '{"a":1}'],
    ['the whole event', '<all>', JSON.stringify(event)],
    ['the rule’s name', '"<aws.events.rule-name>"', '"failures"'],
    ['the rule’s ARN', '"<aws.events.rule-arn>"', `"${circumstances.ruleArn}"`],
    ['the time of arrival', '"<aws.events.event.ingestion-time>"', '"2026-11-24T00:00:00.000Z"'],
  ])('fills in %s', (_case, template, expected) => {
    expect(transformed(template)).toBe(expected);
  });

  test('gives nothing where a value breaks the JSON', () => {
    expect(transformed('{"b": "<saying>"}')).toBeUndefined();
  });

  test.each([
    ['a constant that is no JSON', { constant: 'hello' }, 'no JSON'],
    ['an unknown placeholder', { paths, template: '"<nobody>"' }, '<nobody> is not in the map'],
    [
      'a reserved one that is not known here',
      { paths, template: '<aws.events.event.json>' },
      '<aws.events.event.json> is not in the map',
    ],
    ['a name of every object', { paths, template: '"<toString>"' }, '<toString> is not in the map'],
    [
      'text without quotes',
      { paths, template: 'The <bucket>' },
      'neither JSON nor lines in quotes',
    ],
    [
      'a path with brackets',
      { paths: { a: '$.detail[0]' }, template: '"<a>"' },
      'the path $.detail',
    ],
    [
      'too many paths',
      {
        paths: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, '$.id'])),
        template: '"x"',
      },
      'more than 100 paths',
    ],
    ['too long a template', { paths, template: `"${'x'.repeat(8_191)}"` }, 'longer than 8,192'],
  ])('refuses %s', (_case, input, message) => {
    expect(() => compileInput(input)).toThrow(message);
  });
});
