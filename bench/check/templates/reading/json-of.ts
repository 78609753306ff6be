import { isFields } from './fields.ts';

/** JSON that was read, or why it could not be. */
export type Read = { readonly value: unknown } | { readonly trouble: string };

/** Reads JSON text; a map or a list is taken as read already. */
export function jsonOf(node: unknown): Read {
  if (isFields(node) || Array.isArray(node)) return { value: node };
  try {
    return { value: JSON.parse(String(node)) };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}
