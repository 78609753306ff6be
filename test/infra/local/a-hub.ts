import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { siteOf } from '../../../infra/local/assembly/site-of.ts';
import type { OrganizationOptions } from '../../../infra/local/organization.ts';
import type { Message } from '../../../infra/local/queues/queue.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { readTemplate } from '../../../infra/local/template.ts';
import { anOrganization, clientOf, HUB, type OrganizationInTest } from './an-organization.ts';

/** An organization whose hub has these resources instead of the house's own, besides a bus and a dead-letter queue. */
export function aHub(
  resources: string,
  options: Partial<OrganizationOptions> = {},
): Promise<OrganizationInTest> {
  const { parameters } = siteOf(defaultSeed, '');
  const declared = Object.keys(parameters).map((name) => `  ${name}: { Type: String }`);
  const text = [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Parameters:',
    ...declared,
    'Resources:',
    furniture,
    resources,
  ].join('\n');
  const hub = readTemplate('hub.yaml', text);
  return anOrganization({ templates: { hub, stackSets: {} }, ...options });
}

const furniture = `
  Bus:
    Type: AWS::Events::EventBus
    Properties: { Name: alerts }
  Dead:
    Type: AWS::SQS::Queue
    Properties: { QueueName: dead }
  DeadPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Dead]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Dead.Arn
`;

/** The resource `Role`, which a service may take on, with one permission. */
export function roleFor(service: string, action: string, resource: string): string {
  return `
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: teller
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: ${service} }, Action: 'sts:AssumeRole' }
      Policies:
        - PolicyName: tell
          PolicyDocument:
            Version: '2012-10-17'
            Statement: [{ Effect: Allow, Action: '${action}', Resource: ${resource} }]
`;
}

/** The resource `Rule`, which takes everything from the bus to one target. */
export function ruleFor(target: string): string {
  return `
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: !Ref Bus
      EventPattern: { source: [stocktake] }
      Targets:
        - Id: target
          DeadLetterConfig: { Arn: !GetAtt Dead.Arn }
${target.replaceAll(/^(?=.)/gm, '          ')}
`;
}

/** Puts an event on the hub's bus. */
export async function say(organization: OrganizationInTest, detail: object): Promise<void> {
  const client = new EventBridgeClient(clientOf(organization, HUB));
  const event = { Source: 'stocktake', DetailType: 'News', Detail: JSON.stringify(detail) };
  const Entries = [{ ...event, EventBusName: 'alerts' }];
  await client.send(new PutEventsCommand({ Entries }));
}

/** What could not be delivered. */
export function buried({ machines }: OrganizationInTest): readonly Message[] {
  return machines.queues.find(`arn:aws:sqs:eu-west-1:${HUB}:dead`)?.messages() ?? [];
}
