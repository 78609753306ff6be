import { fieldsOf } from './reading/fields.ts';
import { referredId } from './reading/referred-id.ts';
import { type Resource, resourcesOf } from './reading/resources-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** Logs that are kept for ever, shared by functions, or not readable by a machine (SAM facts C.6). */
export const functionLogs: TemplateCheck = (document) => {
  const groups = resourcesOf(document, 'AWS::Logs::LogGroup');
  const lambdas = resourcesOf(document, 'AWS::Serverless::Function', 'AWS::Lambda::Function');
  const groupIds = new Set(groups.map(({ id }) => id));
  return [
    ...groups.flatMap(retentionFaults),
    ...lambdas.flatMap((lambda) => [
      ...formatFaults(lambda),
      ...groupFaults(lambda, groupIds),
      ...sharingFaults(lambda, lambdas),
    ]),
  ];
};

function retentionFaults({ path, properties }: Resource): readonly Fault[] {
  if (properties.RetentionInDays) return [];
  return [{ path: `${path}.RetentionInDays`, text: 'logs would be kept for ever' }];
}

function formatFaults({ path, properties }: Resource): readonly Fault[] {
  if (fieldsOf(properties.LoggingConfig).LogFormat === 'JSON') return [];
  return [{ path: `${path}.LoggingConfig.LogFormat`, text: 'expected JSON' }];
}

function groupFaults(lambda: Resource, groupIds: ReadonlySet<string>): readonly Fault[] {
  if (groupIds.has(groupOf(lambda) ?? '')) return [];
  const path = `${lambda.path}.LoggingConfig.LogGroup`;
  return [{ path, text: 'expected a log group of this template; Lambda keeps its own for ever' }];
}

function sharingFaults(lambda: Resource, lambdas: readonly Resource[]): readonly Fault[] {
  const group = groupOf(lambda);
  const other = lambdas.find((one) => one.id !== lambda.id && groupOf(one) === group);
  if (!group || !other) return [];
  const path = `${lambda.path}.LoggingConfig.LogGroup`;
  return [{ path, text: `${group} is that of ${other.id} too; expected one of its own` }];
}

function groupOf({ properties }: Resource): string | undefined {
  return referredId(fieldsOf(properties.LoggingConfig).LogGroup);
}
