import { readFileSync } from 'node:fs';
import { readTemplate, type Template } from './template.ts';

/** What is deployed: the hub's template once, the members' in every account and region. */
export interface Templates {
  readonly hub: Template;
  readonly member: Template;
}

/**
 * The templates of this house, the very files that are deployed to AWS.
 *
 * @throws TemplateError, or the file system's error when one is missing.
 */
export function houseTemplates(): Templates {
  return {
    hub: read('template.yaml'),
    member: read('infra/stacksets/member.yaml'),
  };
}

function read(path: string): Template {
  return readTemplate(path, readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}
