import type { Document } from './reading/document.ts';
import { fieldsOf, listOf } from './reading/fields.ts';
import { referencesIn } from './reading/references.ts';
import { resourcesOf } from './reading/resources-of.ts';
import type { TemplateCheck } from './template-check.ts';

/** Roles that an organization which demands a permissions boundary could not create, or that force one on others. */
export const boundaries: TemplateCheck = (document) =>
  resourcesOf(document, 'AWS::IAM::Role')
    .filter(({ properties }) => !isUpToParameter(properties.PermissionsBoundary, document))
    .map(({ path }) => ({
      path: `${path}.PermissionsBoundary`,
      text: 'expected !If on a condition of a parameter, with a boundary and with AWS::NoValue',
    }));

function isUpToParameter(boundary: unknown, document: Document): boolean {
  const [condition, ...choices] = listOf(fieldsOf(boundary)['Fn::If']);
  const isOptional = choices.some((choice) => fieldsOf(choice).Ref === 'AWS::NoValue');
  const names = referencesIn(document.conditions[String(condition)]).map(({ name }) => name);
  return isOptional && choices.length === 2 && names.some((name) => name in document.parameters);
}
