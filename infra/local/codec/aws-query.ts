import { XmlCodec } from '@aws-sdk/core/protocols';
import type { AwsError } from '../service.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import type { Codec } from './codec.ts';
import { formTree } from './form-tree.ts';
import { type ClientModule, type OperationSchema, operationsOf } from './operation-schema.ts';
import { XmlReader, xmlSettings } from './xml-reader.ts';
import { xmlElements } from './xml-text.ts';

const XML = { 'content-type': 'text/xml' };

/** The awsQuery protocol: a form comes in, an XML document goes out. */
export function awsQuery(client: ClientModule, xmlNamespace: string): Codec {
  const operations = operationsOf(client);
  const reader = new XmlReader();

  return {
    route: (request) => operations.get(formOf(request).get('Action') ?? ''),
    decode: async ({ input }, request) =>
      input.isUnitSchema() ? {} : reader.readStructure(input, formTree(formOf(request))),
    encode: (operation, output, requestId) =>
      encode(operation, output, { xmlNamespace, requestId }),
    encodeError: (error, requestId) => encodeError(error, { xmlNamespace, requestId }),
  };
}

function formOf({ body }: WireRequest): URLSearchParams {
  return new URLSearchParams(body.toString());
}

interface Envelope {
  readonly xmlNamespace: string;
  readonly requestId: string;
}

function encode(operation: OperationSchema, output: object, envelope: Envelope): WireResponse {
  const { name, output: schema } = operation;
  const members = schema.isUnitSchema() ? '' : membersOf(schema, output);
  const result = schema.isUnitSchema() ? '' : `<${name}Result>${members}</${name}Result>`;
  const metadata = `<ResponseMetadata>${requestId(envelope)}</ResponseMetadata>`;
  const body = `<${name}Response xmlns="${envelope.xmlNamespace}">${result}${metadata}</${name}Response>`;
  return { status: 200, headers: { ...XML, 'x-amzn-requestid': envelope.requestId }, body };
}

/** The SDK's serializer puts the members into an element named after the shape; this protocol names its own. */
function membersOf(schema: OperationSchema['output'], output: object): string {
  const serializer = new XmlCodec(xmlSettings).createSerializer();
  serializer.write(schema, output);
  const document = String(serializer.flush());
  const start = document.indexOf('>') + 1;
  return document.slice(start, Math.max(start, document.lastIndexOf('</')));
}

function encodeError(error: AwsError, envelope: Envelope): WireResponse {
  const { code, message, status } = error;
  const fault = status < 500 ? 'Sender' : 'Receiver';
  const texts = xmlElements({ Type: fault, Code: code, Message: message, ...error.fields });
  const body = `<ErrorResponse xmlns="${envelope.xmlNamespace}"><Error>${texts}</Error>${requestId(envelope)}</ErrorResponse>`;
  const headers = { ...XML, 'x-amzn-requestid': envelope.requestId, ...error.headers };
  return { status, headers, body };
}

function requestId(envelope: Envelope): string {
  return xmlElements({ RequestId: envelope.requestId });
}
