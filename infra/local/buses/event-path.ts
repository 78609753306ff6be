import type { BusEvent } from '../service.ts';

/** Whether a text leads into an event by plain members: `$.detail.bucket`. */
export function isEventPath(text: string): boolean {
  return /^\$(\.[\w-]+)*$/.test(text);
}

/** What an event has there; undefined where it has nothing. */
export function valueAt(event: BusEvent, path: string): unknown {
  return path.split('.').slice(1).reduce(memberOf, event);
}

function memberOf(value: unknown, name: string): unknown {
  return Object(value) === value ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
