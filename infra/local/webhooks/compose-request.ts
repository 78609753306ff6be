import type {
  ApiDestination,
  Connection,
  TargetParameters,
  WebhookRequest,
} from './api-destination.ts';

type Composed = Omit<WebhookRequest, 'destination' | 'at'>;

interface Ways {
  readonly destination: ApiDestination;
  readonly connection: Connection;
  readonly parameters: TargetParameters;
}

/**
 * The request for an event: where the target and the connection say different things, the connection wins.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html
 *
 * @returns undefined for a body that is no JSON object although the connection has something to put into it: AWS does not
 *   say what becomes of that.
 */
export function composeRequest(ways: Ways, text: string): Composed | undefined {
  const { destination, connection, parameters } = ways;
  const body = withParameters(text, connection.body);
  if (body === undefined) return undefined;
  const url = urlOf(destination.endpoint, parameters.path);
  for (const [name, value] of Object.entries({ ...parameters.query, ...connection.query })) {
    url.searchParams.set(name, value);
  }
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...ownHeaders(ways),
    ...fixedHeaders,
    host: url.host,
    'content-length': String(Buffer.byteLength(body)),
  };
  return { method: destination.method, url: url.href, headers, body };
}

/** The connection's go to the top of the object, as texts. */
function withParameters(text: string, parameters: Connection['body']): string | undefined {
  if (Object.keys(parameters).length === 0) return text;
  const body = readObject(text);
  return body && JSON.stringify({ ...body, ...parameters });
}

/** Lines in quotes are a text, but no JSON. */
function readObject(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return Object(body) === body && !Array.isArray(body) ? (body as object) : undefined;
  } catch {
    return undefined;
  }
}

function urlOf(endpoint: string, path: readonly string[]): URL {
  const values = path.values();
  return new URL(
    endpoint.replaceAll('*', (wildcard) => {
      const { value } = values.next();
      return value === undefined ? wildcard : encodeURIComponent(value);
    }),
  );
}

function ownHeaders({ connection, parameters }: Ways): Readonly<Record<string, string>> {
  const { apiKey } = connection;
  const given = [
    ...Object.entries(parameters.headers),
    ...Object.entries(connection.headers),
    [apiKey.name, apiKey.value] as const,
  ].map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(given.filter(([name]) => !removed.test(name)));
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html, headers. */
const fixedHeaders = {
  'user-agent': 'Amazon/EventBridge/ApiDestinations',
  range: 'bytes=0-1048575',
  'accept-encoding': 'gzip,deflate',
  connection: 'close',
};

/** What EventBridge takes out of requests, whoever put it in. Source: the same page. */
const removed =
  /^(a-im|accept-(charset|datetime|encoding)|cache-control|connection|content-(encoding|length|md5)|date|expect|forwarded|from|host|http2-settings|if-.*|max-forwards|origin|pragma|proxy-.*|range|referer|te|trailer|transfer-encoding|user-agent|upgrade|via|warning)$/;
