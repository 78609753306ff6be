import type * as z from 'zod';
import type { Resource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';

/**
 * The properties of a resource, as far as the local organization stands for them.
 *
 * @throws TemplateError naming template, resource and property, for one that is unknown or not as it must be.
 */
export function readProperties<Schema extends z.ZodType>(
  { template, path, properties }: Resource,
  schema: Schema,
): z.output<Schema> {
  const read = schema.safeParse(properties);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = [path, ...(issue?.path ?? [])].join('.');
  throw new TemplateError(template, place, issue?.message ?? 'not readable');
}

/** The ARN of a resource of a type that has one. */
export function arnOfResource({ template, path, arn }: Resource): string {
  if (arn) return arn;
  throw new TemplateError(template, path, 'this type has no ARN');
}
