import type { Place } from '../arn.ts';

type Texts = Readonly<Record<string, string>>;

/** How EventBridge proves itself to an endpoint, and what it adds to each request. */
export interface Connection extends Place {
  readonly name: string;
  readonly arn: string;
  /** A header. */
  readonly apiKey: { readonly name: string; readonly value: string };
  readonly headers: Texts;
  readonly query: Texts;
  readonly body: Texts;
}

/** An endpoint of somebody else's that rules may have as a target. */
export interface ApiDestination extends Place {
  readonly name: string;
  /** `arn:aws:events:eu-west-1:111111111111:api-destination/pager/…` */
  readonly arn: string;
  readonly connectionArn: string;
  readonly method: string;
  /** With `*` for parts of the path that a target fills in. */
  readonly endpoint: string;
  readonly requestsPerSecond: number;
}

/** What a target of a rule adds to its requests. */
export interface TargetParameters {
  readonly headers: Texts;
  readonly query: Texts;
  /** For each `*` in the endpoint's path. */
  readonly path: readonly string[];
}

/** A request as the endpoint would have got it. */
export interface WebhookRequest {
  readonly destination: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  /** By their names in small letters. */
  readonly headers: Texts;
  readonly body: string;
}
