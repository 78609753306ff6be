import type { WireRequest } from '../wire.ts';
import { type Binding, bindingsOf } from './http-bindings.ts';
import type { OperationSchema } from './operation-schema.ts';
import { s3Address } from './s3-address.ts';

/** An operation of S3 with all that tells it apart on the wire. */
export interface RestOperation extends OperationSchema {
  readonly method: string;
  readonly status: number;
  /** Query parameters that name the operation: `?inventory`, `?list-type=2`. An empty value means any. */
  readonly fixedQuery: ReadonlyMap<string, string>;
  readonly hasBucket: boolean;
  readonly hasKey: boolean;
  readonly request: readonly Binding[];
  readonly response: readonly Binding[];
}

/** Adds to an operation what its schema says of HTTP. */
export function restOperation(operation: OperationSchema): RestOperation {
  const [method = '', uri = '', status = 200] = operation.http ?? [];
  const [path = '', query = ''] = uri.split('?');
  const request = bindingsOf(operation.input);
  const fixed = [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id');
  return {
    ...operation,
    method,
    status,
    fixedQuery: new Map(fixed),
    hasBucket: request.some(({ member }) => member === 'Bucket'),
    hasKey: path.includes('{Key+}'),
    request,
    response: bindingsOf(operation.output),
  };
}

/**
 * Finds the operation of a request by method, address and query, as S3 does; `x-id`, which some clients add, decides nothing.
 * Where several fit, the one with most required parameters present is meant: with `?inventory`, the presence of `id` makes
 * the difference between Get and List (AWS facts A.2). What is signed for directory buckets lists those and no others.
 */
export function restRouter(operations: readonly RestOperation[]) {
  const subresources = new Set(operations.flatMap(({ fixedQuery }) => [...fixedQuery.keys()]));

  return (request: WireRequest): RestOperation | undefined => {
    const { bucket, key } = s3Address(request);
    const asked = [...request.query.keys()].filter((name) => subresources.has(name));
    const fitting = operations.filter(
      (operation) =>
        operation.method === request.method &&
        operation.hasBucket === (bucket !== '') &&
        operation.hasKey === (key !== '') &&
        isServed(operation, request) &&
        asked.every((name) => operation.fixedQuery.has(name)) &&
        isNamed(operation, request.query),
    );
    const missing = (operation: RestOperation) => missingParameters(operation, request).length;
    const complete = fitting.filter((operation) => missing(operation) === 0);
    return complete.sort(byParameters)[0] ?? fitting.sort((a, b) => missing(a) - missing(b))[0];
  };
}

function isServed({ name }: RestOperation, { headers }: WireRequest): boolean {
  const { authorization = '' } = headers;
  const isExpress = authorization.includes('/s3express/aws4_request');
  if (name === 'ListBuckets') return !isExpress;
  return name !== 'ListDirectoryBuckets' || isExpress;
}

function isNamed({ fixedQuery }: RestOperation, query: URLSearchParams): boolean {
  return [...fixedQuery].every(
    ([name, value]) => query.has(name) && (value === '' || query.get(name) === value),
  );
}

function missingParameters(operation: RestOperation, { query, headers }: WireRequest): Binding[] {
  return requiredParameters(operation).filter(({ place, wire }) =>
    place === 'query' ? !query.has(wire) : headers[wire] === undefined,
  );
}

function requiredParameters({ request }: RestOperation): Binding[] {
  return request.filter(
    ({ isRequired, place }) => isRequired && (place === 'query' || place === 'header'),
  );
}

function byParameters(a: RestOperation, b: RestOperation): number {
  return requiredParameters(b).length - requiredParameters(a).length;
}
