import { type Fields, fieldsOf } from './reading/fields.ts';
import { type Resource, resourcesOf } from './reading/resources-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** Places where SAM would make a role by itself: without the boundary, and under a name of its own (SAM facts C.4). */
export const generatedRoles: TemplateCheck = (document) => [
  ...resourcesOf(document, 'AWS::Serverless::Function').flatMap(ofFunction),
  ...resourcesOf(document, 'AWS::Serverless::StateMachine').flatMap(ofStateMachine),
];

function ofFunction(resource: Resource): readonly Fault[] {
  const { path, properties } = resource;
  const preference = fieldsOf(properties.DeploymentPreference);
  const isDeployedByParts = 'DeploymentPreference' in properties && preference.Enabled !== false;
  return [
    ...missing(properties, path, 'Role'),
    ...(isDeployedByParts ? missing(preference, `${path}.DeploymentPreference`, 'Role') : []),
    ...ofEvents(resource, { ScheduleV2: 'RoleArn' }),
  ];
}

function ofStateMachine(resource: Resource): readonly Fault[] {
  const { path, properties } = resource;
  const roles = { ScheduleV2: 'RoleArn', Schedule: 'RoleArn', EventBridgeRule: undefined };
  return [...missing(properties, path, 'Role'), ...ofEvents(resource, roles)];
}

/** @param roles by type of event the property that takes a role; undefined where SAM makes one in any case. */
function ofEvents(
  { path, properties }: Resource,
  roles: Readonly<Record<string, string | undefined>>,
): readonly Fault[] {
  return Object.entries(fieldsOf(properties.Events)).flatMap(([name, event]) => {
    const { Type, Properties } = fieldsOf(event);
    const type = String(Type);
    if (!(type in roles)) return [];
    const at = `${path}.Events.${name}.Properties`;
    const role = roles[type];
    if (role) return missing(fieldsOf(Properties), at, role);
    return [{ path: at, text: 'SAM would make a role; expected a rule and a role of our own' }];
  });
}

function missing(properties: Fields, path: string, role: string): readonly Fault[] {
  if (properties[role] !== undefined) return [];
  return [{ path: `${path}.${role}`, text: 'SAM would make a role; expected one of our own' }];
}
