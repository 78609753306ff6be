import type { Document } from './reading/document.ts';
import { type Fields, fieldsOf } from './reading/fields.ts';
import { referredId } from './reading/referred-id.ts';
import { type Resource, resourcesOf } from './reading/resources-of.ts';

/** A function that a queue feeds. */
export interface QueueReader {
  readonly queue: string;
  readonly lambda: Resource;
  /** Of the event source: batching window, concurrency. */
  readonly source: Fields;
  readonly path: string;
}

/** Who reads which queue: by an event of a SAM function, or by an event source mapping. */
export function queueReaders(document: Document): readonly QueueReader[] {
  const lambdas = resourcesOf(document, 'AWS::Serverless::Function', 'AWS::Lambda::Function');
  const mappings = resourcesOf(document, 'AWS::Lambda::EventSourceMapping');
  const mapped = mappings.flatMap(({ path, properties: source }) => {
    const lambda = lambdas.find(({ id }) => id === referredId(source.FunctionName));
    const queue = referredId(source.EventSourceArn);
    return lambda && queue ? [{ queue, lambda, source, path }] : [];
  });
  return [...lambdas.flatMap(readersIn), ...mapped];
}

function readersIn(lambda: Resource): readonly QueueReader[] {
  const events = Object.entries(fieldsOf(lambda.properties.Events));
  return events.flatMap(([name, event]) => {
    const { Type, Properties } = fieldsOf(event);
    const source = fieldsOf(Properties);
    const queue = referredId(source.Queue);
    const path = `${lambda.path}.Events.${name}.Properties`;
    return Type === 'SQS' && queue ? [{ queue, lambda, source, path }] : [];
  });
}
