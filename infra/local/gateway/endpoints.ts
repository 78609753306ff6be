import * as account from '@aws-sdk/client-account';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as securityhub from '@aws-sdk/client-securityhub';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { awsJson } from '../codec/aws-json.ts';
import { awsQuery } from '../codec/aws-query.ts';
import { restJson } from '../codec/rest-json.ts';
import { restXml } from '../codec/rest-xml.ts';
import type { Operations } from '../service.ts';
import type { Endpoints, PassThrough } from './endpoint.ts';

/** The state machines behind the wire. */
export interface Machines {
  readonly s3: Operations;
  readonly sts: Operations;
  readonly organizations: Operations;
  readonly events: Operations;
  readonly sqs: Operations;
  readonly ssm: Operations;
  readonly sns: Operations;
  readonly account: Operations;
  readonly securityhub: Operations;
  readonly cloudformation: Operations;
  readonly cloudtrail: Operations;
  readonly kms: Operations;
  readonly states: Operations;
  readonly dynamodb: PassThrough['carry'];
}

/** S3 answers some writes with another status than its model says. Source: AWS facts A.1, recordings of the live service. */
const s3Statuses = {
  PutBucketInventoryConfiguration: 204,
  DeleteBucketInventoryConfiguration: 204,
  PutBucketTagging: 204,
  PutBucketPolicy: 204,
};

/** What dynalite understands of DynamoDB. */
const dynaliteOperations = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
]);

/** Every service on its own protocol. */
export function endpointsFor(machines: Machines): Endpoints {
  return {
    s3: { codec: restXml(s3, s3Statuses), operations: machines.s3 },
    sts: {
      codec: awsQuery(sts, 'https://sts.amazonaws.com/doc/2011-06-15/'),
      operations: machines.sts,
    },
    sns: {
      codec: awsQuery(sns, 'https://sns.amazonaws.com/doc/2010-03-31/'),
      operations: machines.sns,
    },
    cloudformation: {
      codec: awsQuery(cloudformation, 'http://cloudformation.amazonaws.com/doc/2010-05-15/'),
      operations: machines.cloudformation,
    },
    account: { codec: restJson(account), operations: machines.account },
    securityhub: { codec: restJson(securityhub), operations: machines.securityhub },
    ...jsonEndpoints(machines),
    dynamodb: {
      codec: awsJson(dynamodb, {
        version: '1.0',
        target: 'DynamoDB_20120810',
        namespace: 'com.amazonaws.dynamodb.v20120810',
      }),
      operations: {},
      passThrough: { operations: dynaliteOperations, carry: machines.dynamodb },
    },
  };
}

function jsonEndpoints(machines: Machines): Endpoints {
  return {
    organizations: {
      codec: awsJson(organizations, {
        version: '1.1',
        target: 'AWSOrganizationsV20161128',
        namespace: 'com.amazonaws.organizations',
        messageMember: 'Message',
      }),
      operations: machines.organizations,
    },
    events: {
      codec: awsJson(events, {
        version: '1.1',
        target: 'AWSEvents',
        namespace: 'com.amazonaws.eventbridge',
      }),
      operations: machines.events,
    },
    ssm: {
      codec: awsJson(ssm, { version: '1.1', target: 'AmazonSSM', namespace: 'com.amazonaws.ssm' }),
      operations: machines.ssm,
    },
    sqs: {
      codec: awsJson(sqs, { version: '1.0', target: 'AmazonSQS', namespace: 'com.amazonaws.sqs' }),
      operations: machines.sqs,
    },
    cloudtrail: {
      codec: awsJson(cloudtrail, {
        version: '1.1',
        target: 'CloudTrail_20131101',
        namespace: 'com.amazonaws.cloudtrail',
      }),
      operations: machines.cloudtrail,
    },
    kms: {
      codec: awsJson(kms, {
        version: '1.1',
        target: 'TrentService',
        namespace: 'com.amazonaws.kms',
      }),
      operations: machines.kms,
    },
    states: {
      codec: awsJson(sfn, {
        version: '1.0',
        target: 'AWSStepFunctions',
        namespace: 'com.amazonaws.sfn',
      }),
      operations: machines.states,
    },
  };
}
