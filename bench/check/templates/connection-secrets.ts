import type { Document } from './reading/document.ts';
import { type Fields, fieldsOf, listOf } from './reading/fields.ts';
import { referencesIn } from './reading/references.ts';
import { type Resource, resourcesOf } from './reading/resources-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

const lists = ['HeaderParameters', 'QueryStringParameters', 'BodyParameters'];

/** Keys of endpoints that could be read in the template, in the stack's parameters or in the connection. */
export const connectionSecrets: TemplateCheck = (document) => [
  ...resourcesOf(document, 'AWS::Events::Connection').flatMap((one) => ofConnection(one, document)),
  ...resourcesOf(document, 'AWS::Events::ApiDestination').flatMap((one) =>
    ofEndpoint(one, document),
  ),
];

function ofConnection({ path, properties }: Resource, document: Document): readonly Fault[] {
  const at = `${path}.AuthParameters`;
  const { ApiKeyAuthParameters, InvocationHttpParameters } = fieldsOf(properties.AuthParameters);
  const { ApiKeyValue } = fieldsOf(ApiKeyAuthParameters);
  const more = fieldsOf(InvocationHttpParameters);
  return [
    ...keyFaults(ApiKeyValue, `${at}.ApiKeyAuthParameters.ApiKeyValue`, document),
    ...lists.flatMap((list) =>
      listOf(more[list]).flatMap((parameter, index) => {
        const place = `${at}.InvocationHttpParameters.${list}[${index}]`;
        return parameterFaults(fieldsOf(parameter), place, document);
      }),
    ),
  ];
}

/** Some endpoints want no key, but every connection has one. */
function keyFaults(value: unknown, path: string, document: Document): readonly Fault[] {
  if (value === undefined || value === 'none' || isSecret(value, document)) return [];
  const text = 'expected a parameter with NoEcho, a secret of Secrets Manager, or "none"';
  return [{ path, text }];
}

/** EventBridge shows whoever may describe the connection what is not marked. */
function parameterFaults(
  { Value, IsValueSecret }: Fields,
  path: string,
  document: Document,
): readonly Fault[] {
  const isMarked = IsValueSecret === true;
  if (isMarked === isSecret(Value, document)) return [];
  const text = 'expected a parameter with NoEcho, or a secret of Secrets Manager';
  if (isMarked) return [{ path: `${path}.Value`, text }];
  return [{ path: `${path}.IsValueSecret`, text: 'expected true: the value is a secret' }];
}

/** Many a webhook is known by nothing but its URL (SAM facts E.3). */
function ofEndpoint({ path, properties }: Resource, { parameters }: Document): readonly Fault[] {
  const at = `${path}.InvocationEndpoint`;
  return referencesIn(properties.InvocationEndpoint)
    .filter(({ name }) => parameters[name] && parameters[name].NoEcho !== true)
    .map(({ name }) => ({ path: at, text: `${name} may be a secret; expected NoEcho: true` }));
}

/** Wherever in the value it is. */
function isSecret(value: unknown, { parameters }: Document): boolean {
  if (/\{\{resolve:(secretsmanager|ssm-secure):/.test(JSON.stringify(value))) return true;
  return referencesIn(value).some(({ name }) => parameters[name]?.NoEcho === true);
}
