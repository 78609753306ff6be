import { connectionSecrets } from '../../../../bench/check/templates/connection-secrets.ts';
import { describeCheck } from './mutants.ts';

const AUTH = 'Resources.Pager.Properties.AuthParameters';
const MORE = `${AUTH}.InvocationHttpParameters`;

describeCheck('connection secrets', {
  check: connectionSecrets,
  good: `
Parameters:
  RoutingKey: { Type: String, NoEcho: true, Description: Of the pager }
  WebhookUrl: { Type: String, NoEcho: true, Description: Of the chat }
Resources:
  Pager:
    Type: AWS::Events::Connection
    Properties:
      AuthorizationType: API_KEY
      AuthParameters:
        ApiKeyAuthParameters: { ApiKeyName: X-None, ApiKeyValue: none }
        InvocationHttpParameters:
          HeaderParameters: [{ Key: X-From, Value: stocktake }]
          BodyParameters: [{ Key: routing_key, Value: !Ref RoutingKey, IsValueSecret: true }]
  Desk:
    Type: AWS::Events::Connection
    Properties:
      AuthorizationType: API_KEY
      AuthParameters:
        ApiKeyAuthParameters:
          ApiKeyName: Authorization
          ApiKeyValue: '{{resolve:secretsmanager:desk}}'
  Chat:
    Type: AWS::Events::ApiDestination
    Properties: { InvocationEndpoint: !Ref WebhookUrl }
`,
  mutations: [
    [
      'ApiKeyValue: none',
      'ApiKeyValue: k3y',
      `${AUTH}.ApiKeyAuthParameters.ApiKeyValue: expected a parameter with NoEcho, a secret of Secrets Manager, or "none"`,
    ],
    [
      'RoutingKey: { Type: String, NoEcho: true,',
      'RoutingKey: { Type: String,',
      `${MORE}.BodyParameters[0].Value: expected a parameter with NoEcho, or a secret of Secrets Manager`,
    ],
    [
      ', IsValueSecret: true',
      '',
      `${MORE}.BodyParameters[0].IsValueSecret: expected true: the value is a secret`,
    ],
    [
      'Value: stocktake',
      'Value: !Ref RoutingKey',
      `${MORE}.HeaderParameters[0].IsValueSecret: expected true: the value is a secret`,
    ],
    [
      'WebhookUrl: { Type: String, NoEcho: true,',
      'WebhookUrl: { Type: String,',
      'Resources.Chat.Properties.InvocationEndpoint: WebhookUrl may be a secret; expected NoEcho: true',
    ],
  ],
});
