import * as z from 'zod';
import type { ChatConfiguration } from '../chat.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

/** Only the partition `aws` has it. */
const PolicyArn = z.string().regex(/^arn:aws:iam::(aws|\d{12}):policy\//);

const common = {
  ConfigurationName: z.string().regex(/^[A-Za-z0-9-_]{1,128}$/),
  IamRoleArn: z.string().regex(/^arn:aws:iam::\d{12}:role\//),
  SnsTopicArns: z.array(z.string()).default([]),
  // Nobody asks anything in a channel here.
  GuardrailPolicies: z.array(PolicyArn).optional(),
  UserRoleRequired: z.boolean().optional(),
  LoggingLevel: z.enum(['ERROR', 'INFO', 'NONE']).optional(),
  Tags: z.unknown().optional(),
};

const Id = z.guid();

/** Source: the schemas of both types in the CloudFormation registry. */
const schemas = {
  'AWS::Chatbot::SlackChannelConfiguration': z.strictObject({
    ...common,
    SlackWorkspaceId: z.string().regex(/^[0-9A-Z]{1,255}$/),
    SlackChannelId: z.string().regex(/^[A-Za-z0-9]{1,255}$/),
  }),
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration': z.strictObject({
    ...common,
    TeamId: Id,
    TeamsTenantId: Id,
    TeamsChannelId: z.string().regex(/^[\w\-=+/.,]*%3[aA][\w\-=+/.,]*%40[\w\-=+/.,]*$/),
  }),
};

/** The chat channels that a stack tells. */
export function chatConfigurationsIn(resources: readonly Resource[]): ChatConfiguration[] {
  return Object.entries(schemas).flatMap(([type, schema]) =>
    ofType(resources, type).map((resource) => {
      const { IamRoleArn, SnsTopicArns } = readProperties(resource, schema);
      const { account, region, name } = resource;
      const arn = arnOfResource(resource);
      return { account, region, name, arn, roleArn: IamRoleArn, topicArns: SnsTopicArns };
    }),
  );
}
