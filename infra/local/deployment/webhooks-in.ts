import * as z from 'zod';
import { ofType, type Resource } from '../template/stack.ts';
import type { ApiDestination, Connection } from '../webhooks/api-destination.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

const Name = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/)
  .optional();

const Parameters = z
  .array(
    z.strictObject({
      Key: z.string().min(1).max(512),
      Value: z.string().max(512),
      // What is secret is only not shown again.
      IsValueSecret: z.boolean().optional(),
    }),
  )
  .max(100)
  .transform((list) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value])))
  .default({});

/** Source: AWS::Events::Connection in the CloudFormation reference. */
const ConnectionProperties = z.strictObject({
  Name,
  Description: z.string().max(512).optional(),
  AuthorizationType: z.literal('API_KEY', 'only API_KEY is known here'),
  AuthParameters: z.strictObject({
    ApiKeyAuthParameters: z.strictObject({
      ApiKeyName: z.string().min(1).max(512),
      ApiKeyValue: z.string().min(1).max(512),
    }),
    InvocationHttpParameters: z
      .strictObject({
        HeaderParameters: Parameters,
        QueryStringParameters: Parameters,
        BodyParameters: Parameters,
      })
      .prefault({}),
  }),
});

/** Source: AWS::Events::ApiDestination in the CloudFormation reference; 300 a second is the quota (AWS facts D.6). */
const ApiDestinationProperties = z.strictObject({
  Name,
  Description: z.string().max(512).optional(),
  ConnectionArn: z.string(),
  HttpMethod: z.enum(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']),
  InvocationEndpoint: z
    .string()
    .max(2_048)
    .regex(/^https:\/\/[^\s/?]+([/?]\S*)?$/, 'expected a URL with https'),
  InvocationRateLimitPerSecond: z.number().int().min(1).default(300),
});

/** The connections of a stack. */
export function connectionsIn(resources: readonly Resource[]): Connection[] {
  return ofType(resources, 'AWS::Events::Connection').map((resource) => {
    const { AuthParameters } = readProperties(resource, ConnectionProperties);
    const { ApiKeyAuthParameters: key, InvocationHttpParameters: more } = AuthParameters;
    const { account, region, name } = resource;
    return {
      account,
      region,
      name,
      arn: arnOfResource(resource),
      apiKey: { name: key.ApiKeyName, value: key.ApiKeyValue },
      headers: more.HeaderParameters,
      query: more.QueryStringParameters,
      body: more.BodyParameters,
    };
  });
}

/** The API destinations of a stack. */
export function apiDestinationsIn(resources: readonly Resource[]): ApiDestination[] {
  return ofType(resources, 'AWS::Events::ApiDestination').map((resource) => {
    const properties = readProperties(resource, ApiDestinationProperties);
    const { account, region, name } = resource;
    return {
      account,
      region,
      name,
      arn: arnOfResource(resource),
      connectionArn: properties.ConnectionArn,
      method: properties.HttpMethod,
      endpoint: properties.InvocationEndpoint,
      requestsPerSecond: properties.InvocationRateLimitPerSecond,
    };
  });
}
