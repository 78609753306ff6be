import { keepLatest } from './keep-latest.ts';
import type { GroundClock } from './service.ts';
import type {
  ApiDestination,
  Connection,
  TargetParameters,
  WebhookRequest,
} from './webhooks/api-destination.ts';
import { composeRequest } from './webhooks/compose-request.ts';

/** EventBridge's API destinations. Nothing leaves the process: requests are kept, and every one of them succeeds. */
export interface Webhooks {
  addConnection(connection: Connection): void;
  /** @throws Error for one whose connection is not there. */
  addDestination(destination: ApiDestination): void;
  has(destinationArn: string): boolean;
  /**
   * Sends a text, later if as many requests as the destination allows went out within a second.
   *
   * @returns why it cannot be sent, or undefined. Throws Error for a destination that is not there.
   */
  send(destinationArn: string, message: WebhookMessage): string | undefined;
  /** The latest ten thousand requests that went out by now, oldest first: to a URL, with its query or without, or to a destination by its name. */
  sent(urlOrName?: string): readonly WebhookRequest[];
}

export interface WebhookMessage {
  readonly text: string;
  readonly parameters?: TargetParameters | undefined;
}

interface Line {
  readonly destination: ApiDestination;
  readonly connection: Connection;
  /** The second that is being filled: when it begins, and how many requests it has. */
  second: { readonly start: number; readonly requests: number };
}

const none: TargetParameters = { headers: {}, query: {}, path: [] };
const SECOND_MS = 1_000;

export function createWebhooks({ clock }: { readonly clock: GroundClock }): Webhooks {
  const connections = new Map<string, Connection>();
  const lines = new Map<string, Line>();
  const requests: WebhookRequest[] = [];

  return {
    addConnection: (connection) => void connections.set(connection.arn, connection),
    addDestination(destination) {
      const { name, arn, connectionArn } = destination;
      const connection = connections.get(connectionArn);
      if (!connection) throw new Error(`${name}: there is no connection ${connectionArn}`);
      lines.set(arn, { destination, connection, second: { start: 0, requests: 0 } });
    },
    has: (arn) => lines.has(arn),
    send(arn, { text, parameters = none }) {
      const line = lines.get(arn);
      if (!line) throw new Error(`there is no API destination ${arn}`);
      const request = composeRequest({ ...line, parameters }, text);
      if (!request) return 'The body is no JSON object that parameters could be added to.';
      const at = nextMoment(line, clock.now());
      keepLatest(requests, { ...request, destination: line.destination.name, at });
      return undefined;
    },
    sent: (wanted) =>
      requests
        .filter(({ at }) => at <= clock.now())
        .filter((request) => wanted === undefined || isMeant(request, wanted)),
  };
}

function isMeant({ destination, url }: WebhookRequest, wanted: string): boolean {
  return [destination, url, url.replace(/\?.*$/, '')].includes(wanted);
}

/** Those that are too many for a second go out in the next one that has room. */
function nextMoment(line: Line, now: number): number {
  const { start, requests } = line.second;
  const isOver = now >= start + SECOND_MS;
  const isFull = requests >= line.destination.requestsPerSecond;
  if (isOver) line.second = { start: now, requests: 1 };
  else if (isFull) line.second = { start: start + SECOND_MS, requests: 1 };
  else line.second = { start, requests: requests + 1 };
  return Math.max(now, line.second.start);
}
