import { arnOf, type Place } from '../arn.ts';

/** What CloudFormation knows of a resource before it looks at the rest of its properties. */
export interface Identity extends Place {
  readonly name: string;
  /** Where the organization answers: `http://127.0.0.1:4577`. */
  readonly endpoint: string;
  /** A text among the resource's properties, resolved. */
  property(name: string): string | undefined;
}

type Describe = (identity: Identity) => string;

/** What `Ref` and `Fn::GetAtt` give for a type of resource. */
export interface Kind {
  /** The property that names it; where it is left out, CloudFormation makes a name up. */
  readonly nameProperty?: string;
  readonly ref: Describe;
  readonly attributes: Readonly<Partial<Record<string, Describe>>>;
}

const name: Describe = (identity) => identity.name;

function arnIn(service: string, resource: Describe): Describe {
  return (identity) => arnOf(service, identity, resource(identity));
}

const queueUrl: Describe = ({ endpoint, account, name: queue }) =>
  `${endpoint}/${account}/${queue}`;
const busArn = arnIn('events', ({ name: bus }) => `event-bus/${bus}`);
const queueArn = arnIn('sqs', name);
const topicArn = arnIn('sns', name);
const roleArn = arnIn('iam', ({ name: role, property }) => `role${property('Path') ?? '/'}${role}`);

const ruleArn = arnIn('events', ({ name: rule, property }) => {
  const bus = property('EventBusName') ?? 'default';
  return bus === 'default' ? `rule/${rule}` : `rule/${bus}/${rule}`;
});

const nothing: Kind = { ref: name, attributes: {} };

/** Every type of resource that a template may hold. Another one is an error at start. */
export const kinds: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    ref: name,
    attributes: { Arn: arnIn('dynamodb', ({ name: table }) => `table/${table}`) },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: busArn, Name: name },
  },
  'AWS::Events::EventBusPolicy': nothing,
  'AWS::Events::Rule': { nameProperty: 'Name', ref: name, attributes: { Arn: ruleArn } },
  'AWS::IAM::Role': { nameProperty: 'RoleName', ref: name, attributes: { Arn: roleArn } },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    ref: name,
    attributes: { Arn: arnIn('logs', ({ name: group }) => `log-group:${group}:*`) },
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: name },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: queueUrl,
    attributes: { Arn: queueArn, QueueName: name, QueueUrl: queueUrl },
  },
  'AWS::SQS::QueuePolicy': nothing,
  'AWS::SSM::Parameter': { nameProperty: 'Name', ref: name, attributes: {} },
  'AWS::Serverless::Function': {
    nameProperty: 'FunctionName',
    ref: name,
    attributes: { Arn: arnIn('lambda', ({ name: lambda }) => `function:${lambda}`) },
  },
};
