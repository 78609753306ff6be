import * as z from 'zod';

/**
 * A mapping of the mandate with a fixed set of keys. Its error texts say what was expected, never what was found:
 * `problem.ts` knows the document and adds that.
 */
export function section<S extends z.core.$ZodLooseShape>(expected: string, shape: S) {
  const keys = `one of the keys ${Object.keys(shape).join(', ')}`;
  return z
    .strictObject(shape, {
      error: ({ code }) => (code === 'unrecognized_keys' ? keys : expected),
    })
    .readonly();
}

/** A list of the mandate that a key holds: always a list, never empty. */
export function list<T extends z.ZodType>(things: string, item: T) {
  const expected = `a list of ${things} in square brackets, at least one`;
  return z.array(item, { error: expected }).min(1, { error: expected }).readonly();
}
