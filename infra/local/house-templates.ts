import { readFileSync } from 'node:fs';
import { readTemplate, type Template } from './template.ts';

/** What is deployed: the hub's template, and those of its stack sets by the paths that it knows them by. */
export interface Templates {
  readonly hub: Template;
  readonly stackSets: Readonly<Record<string, Template>>;
}

const stackSets = ['member-roles', 'member-rules', 'destination'];

let known: Templates | undefined;

/**
 * The templates of this house, the very files that are deployed to AWS. Read once: whoever starts many organizations would
 * spend most of the time on it.
 *
 * @throws TemplateError, or the file system's error when one is missing.
 */
export function houseTemplates(): Templates {
  known ??= readAll();
  return known;
}

function readAll(): Templates {
  const paths = stackSets.map((name) => `infra/stacksets/${name}.yaml`);
  return {
    hub: read('template.yaml'),
    stackSets: Object.fromEntries(paths.map((path) => [path, read(path)])),
  };
}

function read(path: string): Template {
  return readTemplate(path, readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}
