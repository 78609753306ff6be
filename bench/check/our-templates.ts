import { ourFiles } from './our-files.ts';

/** The hub's template, and the plain ones of its stack sets. */
export async function ourTemplates(): Promise<readonly string[]> {
  return ['template.yaml', ...(await ourFiles('infra/stacksets/*.yaml'))];
}
