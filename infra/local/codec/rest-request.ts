import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import { AwsError } from '../service.ts';
import type { WireRequest } from '../wire.ts';
import { unchunk } from './aws-chunked.ts';
import type { Binding } from './http-bindings.ts';
import type { RestOperation } from './rest-operation.ts';
import { s3Address } from './s3-address.ts';
import { conforms } from './xml-conformance.ts';
import { XmlReader, type XmlTree, xmlSettings } from './xml-reader.ts';

const reader = new XmlReader();
const texts = new FromStringShapeDeserializer({ ...xmlSettings, httpBindings: true });

/**
 * The input of an operation, from wherever HTTP carries its members.
 *
 * @throws AwsError `MalformedXML` for a document that is not well-formed or not what the schema describes.
 */
export function readRequest(operation: RestOperation, request: WireRequest): object {
  const { bucket, key } = s3Address(request);
  const input: Record<string, unknown> = {};
  if (bucket !== '') input.Bucket = bucket;
  if (key !== '') input.Key = key;
  for (const binding of operation.request) {
    const value = readMember(binding, request);
    if (value !== undefined) input[binding.member] = value;
  }
  return input;
}

function readMember(binding: Binding, request: WireRequest): unknown {
  const { place, schema, wire } = binding;
  if (place === 'header') return readText(schema, request.headers[wire]);
  if (place === 'prefixHeaders') return readPrefixed(wire, request.headers);
  if (place === 'query') return readQuery(binding, request.query);
  return place === 'payload' ? readPayload(binding, request) : undefined;
}

function readText(schema: Binding['schema'], text: string | undefined): unknown {
  return text === undefined ? undefined : texts.read(schema, text);
}

function readPrefixed(prefix: string, headers: WireRequest['headers']) {
  const named = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (named.length === 0) return undefined;
  return Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value]));
}

function readQuery({ schema, wire }: Binding, query: URLSearchParams): unknown {
  const values = query.getAll(wire);
  if (values.length === 0) return undefined;
  if (!schema.isListSchema()) return readText(schema, values[0]);
  return values.map((value) => readText(schema.getValueSchema(), value));
}

function readPayload({ schema, isRequired }: Binding, { headers, body }: WireRequest): unknown {
  const content = /aws-chunked|STREAMING-/.test(framing(headers)) ? unchunk(body) : body;
  if (schema.isBlobSchema()) return content;
  if (schema.isStringSchema()) return content.toString();
  if (content.length === 0 && !isRequired) return undefined;
  return readDocument(schema, content.toString());
}

/** The framing is named by either of two headers; not every client sends both. */
function framing(headers: WireRequest['headers']): string {
  const { 'content-encoding': encoding = '', 'x-amz-content-sha256': digest = '' } = headers;
  return `${encoding} ${digest}`;
}

function readDocument(schema: Binding['schema'], xml: string): object {
  const tree = parse(xml);
  if (!isRoot(schema, xml) || !conforms(schema, tree)) throw malformed();
  return reader.readStructure(schema, tree);
}

function parse(xml: string): XmlTree {
  try {
    return reader.parse(xml);
  } catch {
    throw malformed();
  }
}

/** Behind the declaration and comments stands the element that the schema names. */
function isRoot(schema: Binding['schema'], xml: string): boolean {
  const [, root] = /^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<([\w-]+)/s.exec(xml) ?? [];
  return root === (schema.getMergedTraits().xmlName ?? schema.getName());
}

/** The text without a final full stop is S3's own (AWS facts A.6). */
function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
