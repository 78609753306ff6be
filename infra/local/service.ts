import type { Clock, Random } from '../clock.ts';

/** A clock of an organization. */
export interface GroundClock extends Clock {
  /** Like `sleep`, but a process does not stay for whoever dozes. Clocks that keep no process alive do without. */
  doze?(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What every service of the local organization stands on. */
export interface Ground {
  readonly clock: GroundClock;
  readonly random: Random;
}

/** Who is calling, as the access key id of the request says. */
export interface Caller {
  readonly account: string;
  /** `arn:aws:iam::111111111111:root` for an administrator, `arn:aws:sts::…:assumed-role/…` for a session. */
  readonly arn: string;
  /** The role behind a session: its full ARN with path. Undefined for an account's administrator. */
  readonly role?: string;
  readonly session?: string;
  readonly accessKeyId: string;
}

/** One call of one operation: everything but its input. */
export interface Call {
  /** The signing name: `s3`, `sts`, `organizations`, `events`, `sqs`, … */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly caller: Caller;
  readonly requestId: string;
  /** Milliseconds since the epoch, by the organization's clock. */
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The operations of a service by name. What is not in the table is answered with 501 and its name. */
export type Operations = Readonly<Record<string, (input: never, call: Call) => unknown>>;

/** An answer that AWS gives as an error. `fields` become further members of the error document. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    more: {
      readonly status?: number;
      readonly fields?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = more.status ?? 400;
    this.fields = more.fields ?? {};
    this.headers = more.headers ?? {};
  }
}

/** An EventBridge event as it travels. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}
