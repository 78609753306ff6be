import { XmlCodec } from '@aws-sdk/core/protocols';
import { ToStringShapeSerializer } from '@smithy/core/protocols';
import type { AwsError } from '../service.ts';
import type { WireResponse } from '../wire.ts';
import type { Binding } from './http-bindings.ts';
import type { RestOperation } from './rest-operation.ts';
import { xmlSettings } from './xml-reader.ts';
import { xmlElements, xmlText } from './xml-text.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const texts = new ToStringShapeSerializer({ ...xmlSettings, httpBindings: true });
const documents = new XmlCodec({ ...xmlSettings, xmlNamespace: NAMESPACE, httpBindings: true });

type Output = Readonly<Record<string, unknown>>;

/** The answer to a call that succeeded: members to headers and body, as the operation's bindings say. */
export function writeResponse(
  operation: RestOperation,
  output: Output,
): Omit<WireResponse, 'status'> {
  const headers: Record<string, string> = {};
  for (const binding of operation.response) {
    Object.assign(headers, writeHeaders(binding, output[binding.member]));
  }
  const body = writeBody(operation, output);
  const isDocument = typeof body === 'string' && body.startsWith(DECLARATION);
  return {
    headers: { ...(isDocument && { 'content-type': 'application/xml' }), ...headers },
    body,
  };
}

function writeHeaders({ place, schema, wire }: Binding, value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (place === 'header') return { [wire]: writeText(schema, value) };
  if (place !== 'prefixHeaders') return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [`${wire}${name}`.toLowerCase(), String(text)]),
  );
}

function writeText(schema: Binding['schema'], value: unknown): string {
  texts.write(schema, value);
  return texts.flush();
}

function writeBody(operation: RestOperation, output: Output): string | Buffer {
  const payload = operation.response.find(({ place }) => place === 'payload');
  if (payload) return writePayload(payload, output[payload.member]);
  const members = operation.response.filter(({ place }) => place === 'body');
  if (members.length === 0) return '';
  const [only] = members;
  const root = operation.output.getMergedTraits().xmlName;
  // GetBucketLocation's one member is the text of the root element itself.
  if (members.length === 1 && only?.schema.isStringSchema() && only.member === root) {
    return writeRootText(root, output[root]);
  }
  const content = Object.fromEntries(members.map(({ member }) => [member, output[member]]));
  return writeDocument(operation.output, content);
}

function writePayload({ schema }: Binding, value: unknown): string | Buffer {
  if (value === undefined) return '';
  if (schema.isStructSchema()) return writeDocument(schema, value);
  return Buffer.isBuffer(value) ? value : String(value);
}

function writeDocument(schema: Binding['schema'], value: unknown): string {
  const serializer = documents.createSerializer();
  serializer.write(schema, value);
  return `${DECLARATION}${serializer.flush()}`;
}

function writeRootText(root: string, value: unknown): string {
  const text = value === undefined ? '' : xmlText(String(value));
  return `${DECLARATION}<${root} xmlns="${NAMESPACE}">${text}</${root}>`;
}

/** S3's error document has no namespace; the request's ids are its last elements. */
export function writeError(error: AwsError, ids: Readonly<Record<string, string>>): WireResponse {
  const { code, message, status, fields } = error;
  const elements = xmlElements({ Code: code, Message: message, ...fields, ...ids });
  const body = `${DECLARATION}<Error>${elements}</Error>`;
  return { status, headers: { 'content-type': 'application/xml', ...error.headers }, body };
}
