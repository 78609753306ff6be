import { resourcesOf } from './reading/resources-of.ts';
import type { TemplateCheck } from './template-check.ts';

const stateful = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
];

/** Resources that hold something, and do not say what becomes of it. */
export const deletionPolicies: TemplateCheck = (document) =>
  resourcesOf(document, ...stateful).flatMap(({ id, type, declaration }) =>
    ['DeletionPolicy', 'UpdateReplacePolicy']
      .filter((policy) => typeof declaration[policy] !== 'string')
      .map((policy) => ({
        path: `Resources.${id}.${policy}`,
        text: `expected one: ${type} holds something`,
      })),
  );
