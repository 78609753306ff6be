import { createHash } from 'node:crypto';
import { arnOf, type Place, partitionOf } from '../arn.ts';

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

const secretArn = arnIn('secretsmanager', ({ name: connection }) => {
  const id = idOf(connection);
  return `secret:events!connection/${connection}/${id}-${id.slice(0, 6)}`;
});

const bucketArn: Describe = ({ name: bucket, region }) =>
  `arn:${partitionOf(region)}:s3:::${bucket}`;
const alarmArn = arnIn('cloudwatch', ({ name: alarm }) => `alarm:${alarm}`);
const stateMachineArn = arnIn('states', ({ name: machine }) => `stateMachine:${machine}`);
const stackSetId: Describe = ({ name: set }) => `${set}:${idOf(set)}`;

/** As EventBridge names connections and API destinations. */
function arnWithId(type: string): Describe {
  return arnIn('events', ({ name: one }) => `${type}/${one}/${idOf(one)}`);
}

/** What `Ref` gives is the ARN. */
function chatChannel(type: string): Kind {
  const arn = arnIn('chatbot', ({ name: channel }) => `chat-configuration/${type}/${channel}`);
  return { nameProperty: 'ConfigurationName', ref: arn, attributes: { Arn: arn } };
}

const nothing: Kind = { ref: name, attributes: {} };

/** As random as the real ones look, and the same in every run. */
function idOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** Every type of resource that a template may hold. Another one is an error at start. */
export const kinds: Readonly<Record<string, Kind>> = {
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration': chatChannel('microsoft-teams-channel'),
  'AWS::Chatbot::SlackChannelConfiguration': chatChannel('slack-channel'),
  'AWS::CloudFormation::StackSet': {
    nameProperty: 'StackSetName',
    ref: stackSetId,
    attributes: { StackSetId: stackSetId },
  },
  'AWS::CloudWatch::Alarm': { nameProperty: 'AlarmName', ref: name, attributes: { Arn: alarmArn } },
  'AWS::CloudWatch::CompositeAlarm': {
    nameProperty: 'AlarmName',
    ref: name,
    attributes: { Arn: alarmArn },
  },
  'AWS::CloudWatch::Dashboard': { ...nothing, nameProperty: 'DashboardName' },
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    ref: name,
    attributes: { Arn: arnIn('dynamodb', ({ name: table }) => `table/${table}`) },
  },
  'AWS::Events::ApiDestination': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: arnWithId('api-destination') },
  },
  'AWS::Events::Archive': { ...nothing, nameProperty: 'ArchiveName' },
  'AWS::Events::Connection': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: arnWithId('connection'), SecretArn: secretArn },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: busArn, Name: name },
  },
  'AWS::Events::EventBusPolicy': nothing,
  'AWS::Events::Rule': { nameProperty: 'Name', ref: name, attributes: { Arn: ruleArn } },
  'AWS::Glue::Database': nothing,
  'AWS::Glue::Table': nothing,
  'AWS::IAM::Role': { nameProperty: 'RoleName', ref: name, attributes: { Arn: roleArn } },
  'AWS::KMS::Key': {
    ref: ({ name: key }) => idOf(key),
    attributes: { Arn: arnIn('kms', ({ name: key }) => `key/${idOf(key)}`) },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    ref: name,
    attributes: { Arn: arnIn('logs', ({ name: group }) => `log-group:${group}:*`) },
  },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', ref: name, attributes: { Arn: bucketArn } },
  'AWS::S3::BucketPolicy': nothing,
  'AWS::SNS::Subscription': nothing,
  'AWS::SNS::TopicPolicy': nothing,
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
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: arnIn('scheduler', ({ name: schedule }) => `schedule/default/${schedule}`) },
  },
  'AWS::SSM::Parameter': { nameProperty: 'Name', ref: name, attributes: {} },
  'AWS::Serverless::Function': {
    nameProperty: 'FunctionName',
    ref: name,
    attributes: {
      Arn: arnIn('lambda', ({ name: lambda }) => `function:${lambda}`),
      // Of the version that SAM publishes; nothing here is ever deployed a second time.
      'Version.Version': () => '1',
    },
  },
  'AWS::Serverless::StateMachine': {
    nameProperty: 'Name',
    ref: stateMachineArn,
    attributes: { Arn: stateMachineArn, Name: name },
  },
};
