import { houseTemplates, type Templates } from '../../../infra/local/house-templates.ts';
import type { Template } from '../../../infra/local/template.ts';

type Edit = (text: string) => string;

/** A resource of which template: the hub's, or that of a stack set by its name. */
type Of = 'hub' | 'member-roles' | 'member-rules' | 'destination';

/** The templates with one resource edited as JSON. */
export function edited(of: Of, resource: string, edit: Edit): Templates {
  return editedTogether(of, { [resource]: edit });
}

/** The templates with several resources edited as JSON; an edit that changes nothing is a mistake of the test. */
export function editedTogether(of: Of, edits: Readonly<Record<string, Edit>>): Templates {
  return inTemplate(houseTemplates(), of, (template) => {
    const resources = Object.entries(edits).map(([name, edit]) => [
      name,
      changed(template.resources[name], edit),
    ]);
    return { ...template, resources: { ...template.resources, ...Object.fromEntries(resources) } };
  });
}

/** The templates without a resource. */
export function without(of: Of, resource: string): Templates {
  return inTemplate(houseTemplates(), of, (template) => {
    const { [resource]: _, ...resources } = template.resources;
    return { ...template, resources };
  });
}

/** The templates with a default of the hub's parameters replaced. */
export function withDefault(parameter: string, Default: string): Templates {
  return inTemplate(houseTemplates(), 'hub', (template) => {
    const declaration = template.parameters[parameter];
    if (!declaration) throw new Error(`there is no parameter ${parameter}`);
    const parameters = { ...template.parameters, [parameter]: { ...declaration, Default } };
    return { ...template, parameters };
  });
}

function inTemplate(
  templates: Templates,
  of: Of,
  edit: (template: Template) => Template,
): Templates {
  if (of === 'hub') return { ...templates, hub: edit(templates.hub) };
  const path = `infra/stacksets/${of}.yaml`;
  const template = templates.stackSets[path];
  if (!template) throw new Error(`there is no template ${path}`);
  return { ...templates, stackSets: { ...templates.stackSets, [path]: edit(template) } };
}

function changed<Resource>(resource: Resource | undefined, edit: Edit): Resource {
  const before = JSON.stringify(resource);
  const after = edit(before);
  if (after === before) throw new Error('the edit changes nothing');
  return JSON.parse(after) as Resource;
}
