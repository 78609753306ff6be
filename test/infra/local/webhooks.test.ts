import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../../infra/local/policy.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { aHub, buried, roleFor, ruleFor, say } from './a-hub.ts';
import { HUB } from './an-organization.ts';
import { START } from './ground.ts';

const SECOND = 1_000;
const ENDPOINT = 'https://hooks.example.com/v2/enqueue';

const connection = `
  Connection:
    Type: AWS::Events::Connection
    Properties:
      Name: pager
      AuthorizationType: API_KEY
      AuthParameters:
        ApiKeyAuthParameters: { ApiKeyName: X-Key, ApiKeyValue: secret }
        InvocationHttpParameters:
          HeaderParameters: [{ Key: X-Team, Value: connection }]
          QueryStringParameters: [{ Key: v, Value: '2' }]
          BodyParameters: [{ Key: routing_key, Value: r0ut1ng, IsValueSecret: true }]
`;

const destination = `
  Destination:
    Type: AWS::Events::ApiDestination
    Properties:
      Name: pager
      ConnectionArn: !GetAtt Connection.Arn
      HttpMethod: POST
      InvocationEndpoint: ${ENDPOINT}
`;

const target = `
Arn: !GetAtt Destination.Arn
RoleArn: !GetAtt Role.Arn
RetryPolicy: { MaximumRetryAttempts: 2 }
InputTransformer:
  InputPathsMap: { what: $.detail.what }
  InputTemplate: '{"summary":"<what>","routing_key":"mine"}'
`;

const role = roleFor(
  'events.amazonaws.com',
  'events:InvokeApiDestination',
  '!GetAtt Destination.Arn',
);

const resources = [connection, destination, role, ruleFor(target)].join('');

/** What it is about, a piece of the resources, what stands there instead, and the trouble that it makes. */
type Swap = [about: string, piece: string, other: string, trouble: string];

/** The same with something else in it. */
function instead(piece: string, other: string): string {
  if (!resources.includes(piece)) throw new Error(`there is no ${piece}`);
  return resources.replace(piece, () => other);
}

describe('an API destination', () => {
  test('gets the event’s text, with what the connection has for body, headers and query', async () => {
    const hub = await aHub(resources);

    await say(hub, { what: 'fire' });

    const body = '{"summary":"fire","routing_key":"r0ut1ng"}';
    expect(hub.machines.webhooks.sent()).toEqual([
      {
        destination: 'pager',
        at: START,
        method: 'POST',
        url: `${ENDPOINT}?v=2`,
        headers: {
          'x-key': 'secret',
          'x-team': 'connection',
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Amazon/EventBridge/ApiDestinations',
          range: 'bytes=0-1048575',
          'accept-encoding': 'gzip,deflate',
          connection: 'close',
          host: 'hooks.example.com',
          'content-length': String(body.length),
        },
        body,
      },
    ]);
  });

  test('is looked up by name or URL', async () => {
    const hub = await aHub(resources);

    await say(hub, { what: 'fire' });

    const { sent } = hub.machines.webhooks;
    const names = ['pager', ENDPOINT, `${ENDPOINT}?v=2`, 'other'];
    expect(names.map((name) => sent(name).length)).toEqual([1, 1, 1, 0]);
  });

  test('takes the target’s own parameters where the connection has none of that name', async () => {
    const own = `${target}
HttpParameters:
  HeaderParameters: { x-team: target, X-Mine: target, User-Agent: curl, Content-Type: text/plain }
  QueryStringParameters: { v: '1', w: a b }
  PathParameterValues: [a/b]
`;
    const hub = await aHub(
      [connection, destination, role, ruleFor(own)].join('').replace(ENDPOINT, `${ENDPOINT}/*`),
    );

    await say(hub, { what: 'fire' });

    const [request] = hub.machines.webhooks.sent();
    expect(request?.url).toBe(`${ENDPOINT}/a%2Fb?v=2&w=a+b`);
    expect(request?.headers).toMatchObject({
      'x-team': 'connection',
      'x-mine': 'target',
      'user-agent': 'Amazon/EventBridge/ApiDestinations',
      'content-type': 'text/plain',
    });
  });

  test('gets no more in a second than it allows', async () => {
    const limit = '      InvocationRateLimitPerSecond: 2\n';
    const hub = await aHub(instead('      HttpMethod', `${limit}      HttpMethod`));
    const times = () => hub.machines.webhooks.sent().map(({ at }) => at - START);

    for (const what of 'abcde') await say(hub, { what });
    const atOnce = times();
    await hub.clock.advance(2 * SECOND);

    expect([atOnce, times()]).toEqual([
      [0, 0],
      [0, 0, SECOND, SECOND, 2 * SECOND],
    ]);
  });

  test('is tried again while it is out of order, and the event is buried at last', async () => {
    const disturb = () => new AwsError('SDK_CLIENT_ERROR', 'Too many', { status: 429 });
    const hub = await aHub(resources, { disturb });

    await say(hub, { what: 'fire' });
    await hub.clock.advance(10 * SECOND);

    expect(hub.machines.webhooks.sent()).toEqual([]);
    expect(buried(hub)[0]?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'SDK_CLIENT_ERROR' },
      RETRY_ATTEMPTS: { StringValue: '2' },
    });
  });

  test.each<Swap>([
    [
      'does not trust EventBridge',
      "Service: events.amazonaws.com }, Action: 'sts",
      "Service: lambda.amazonaws.com }, Action: 'sts",
      'cannot be assumed',
    ],
    [
      'may not invoke it',
      'events:InvokeApiDestination',
      'events:PutEvents',
      'not authorized to perform: events:InvokeApiDestination on resource',
    ],
    [
      'may invoke another one',
      'Resource: !GetAtt Destination.Arn',
      `Resource: 'arn:aws:events:eu-west-1:${HUB}:api-destination/other/*'`,
      'not authorized to perform: events:InvokeApiDestination on resource',
    ],
  ])('gets nothing by a role that %s', async (_case, ...[piece, other, reason]) => {
    const hub = await aHub(instead(piece, other));

    await say(hub, { what: 'fire' });

    expect(hub.machines.webhooks.sent()).toEqual([]);
    expect(buried(hub)[0]?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
      ERROR_MESSAGE: { StringValue: expect.stringContaining(reason) },
    });
  });

  test('gets nothing where a service control policy denies it', async () => {
    const denial = { Effect: 'Deny', Action: 'events:InvokeApiDestination', Resource: '*' };
    const policy = readPolicy({ Version: '2012-10-17', Statement: [denial] });
    const control = { name: 'no-webhooks', targets: [HUB], policy };
    const hub = await aHub(resources, {
      seed: { ...defaultSeed, serviceControlPolicies: [control] },
    });

    await say(hub, { what: 'fire' });

    expect(buried(hub)[0]?.attributes.ERROR_MESSAGE?.StringValue).toContain(
      'with an explicit deny in a service control policy',
    );
  });

  test('gets nothing that parameters cannot be put into', async () => {
    const hub = await aHub(instead(`'{"summary":"<what>","routing_key":"mine"}'`, `'"<what>"'`));

    await say(hub, { what: 'fire' });

    expect(buried(hub)[0]?.attributes.ERROR_CODE?.StringValue).toBe('INVALID_JSON');
  });

  test('that is not there cannot be reached', async () => {
    const gone = `'arn:aws:events:eu-west-1:${HUB}:api-destination/gone/1'`;
    const elsewhere = target.replace('!GetAtt Destination.Arn', gone);
    const hub = await aHub([connection, destination, role, ruleFor(elsewhere)].join(''));

    await say(hub, { what: 'fire' });

    expect(buried(hub)[0]?.attributes.ERROR_CODE?.StringValue).toBe('NO_RESOURCE');
  });
});

describe('a template', () => {
  test.each<Swap>([
    [
      'a connection with a password',
      'AuthorizationType: API_KEY',
      'AuthorizationType: BASIC',
      'only API_KEY is known here',
    ],
    ['a connection without a key', ', ApiKeyValue: secret', '', 'ApiKeyValue'],
    ['a connection with a stranger', 'Value: r0ut1ng', 'Secret: r0ut1ng', 'BodyParameters.0'],
    [
      'an endpoint in the clear',
      'https:',
      'http:',
      'InvocationEndpoint: expected a URL with https',
    ],
    ['an unknown method', 'HttpMethod: POST', 'HttpMethod: CONNECT', 'HttpMethod'],
    [
      'a destination without its connection',
      '!GetAtt Connection.Arn',
      'arn',
      'there is no connection arn',
    ],
    [
      'a target without a role',
      'RoleArn: !GetAtt Role.Arn',
      '',
      'RoleArn is required for an API destination',
    ],
    [
      'parameters from the event',
      'RoleArn: !GetAtt Role.Arn',
      'HttpParameters: { HeaderParameters: { a: $.detail.what } }',
      'HeaderParameters.a: values from the event are not known here',
    ],
    [
      'such parameters for another target',
      'Arn: !GetAtt Destination.Arn\n          RoleArn: !GetAtt Role.Arn',
      'Arn: !GetAtt Dead.Arn\n          HttpParameters: {}',
      'only an API destination has HttpParameters',
    ],
  ])('cannot have %s', async (_case, ...[piece, other, trouble]) => {
    const start = aHub(instead(piece, other));

    await expect(start).rejects.toThrow(trouble);
  });
});
