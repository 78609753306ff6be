/** How far an execution has come, state by state: what a redrive goes on from. */
export interface Progress {
  /** The state that it is in. */
  at: string;
  /** Of that state. */
  input: unknown;
  variables: Readonly<Record<string, unknown>>;
  /** The items of that state, if it is a map that has begun. */
  items: readonly ItemRun[] | undefined;
}

/** One item of a distributed map: an execution of its own. */
export interface ItemRun {
  readonly arn: string;
  readonly progress: Progress;
  status: 'waiting' | 'running' | 'succeeded' | 'failed';
  output?: unknown;
}

/** An execution as anybody may look at it. Times are milliseconds since the epoch. */
export interface Execution {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly input: unknown;
  readonly startedAt: number;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly redriveCount: number;
  readonly endedAt?: number | undefined;
  readonly output?: unknown;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}
