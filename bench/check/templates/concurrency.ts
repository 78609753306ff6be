import { queueReaders } from './queue-readers.ts';
import { fieldsOf } from './reading/fields.ts';
import type { TemplateCheck } from './template-check.ts';

/** Queues that ask for more functions at a time than may run: what is throttled counts as a failed try. */
export const concurrency: TemplateCheck = (document) =>
  queueReaders(document).flatMap(({ lambda, source, path }) => {
    const { MaximumConcurrency: wanted } = fieldsOf(source.ScalingConfig);
    const { ReservedConcurrentExecutions: reserved } = lambda.properties;
    if (typeof reserved !== 'number' || typeof wanted !== 'number' || reserved >= wanted) return [];
    const text = `${wanted}; expected at most the ${reserved} executions reserved for ${lambda.id}`;
    return [{ path: `${path}.ScalingConfig.MaximumConcurrency`, text }];
  });
