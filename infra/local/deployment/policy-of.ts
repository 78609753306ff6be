import { type Policy, readPolicy } from '../policy.ts';
import type { Resource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';

/** @throws TemplateError for a policy with parts that are not understood here. */
export function policyOf({ template, path }: Resource, document: unknown): Policy {
  try {
    return readPolicy(document);
  } catch (error) {
    throw new TemplateError(template, path, (error as Error).message);
  }
}
