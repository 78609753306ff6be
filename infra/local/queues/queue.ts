import { createHeap } from '../heap.ts';
import type { Policy } from '../policy.ts';
import { AwsError, type Ground } from '../service.ts';
import { uuid } from '../uuid.ts';
import { type Changes, createChanges } from './changes.ts';
import type { MessageAttributes } from './message-digest.ts';

/** What a template says of a queue. Times in seconds, as SQS has them. */
export interface QueueSettings {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeout: number;
  readonly delay: number;
  readonly retention: number;
  readonly receiveWait: number;
  /** A message received more often than `maxReceiveCount` goes to the queue `targetArn`. */
  readonly redrive?: { readonly targetArn: string; readonly maxReceiveCount: number } | undefined;
  /** Who else than its own account may send to it. */
  readonly policies: readonly Policy[];
  /** As the queue says; SQS encrypts all that do not say otherwise. */
  readonly isEncrypted?: boolean;
}

export interface NewMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Seconds; left out, the queue's own. */
  readonly delay?: number | undefined;
  readonly sender: string;
}

/** A message in the queue. Times are milliseconds since the epoch. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sender: string;
  readonly sentAt: number;
  readonly deadLetterSource?: string | undefined;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number | undefined;
  /** Of the latest receive. */
  readonly receiptHandle?: string | undefined;
}

/** A message in its place in the order of becoming visible; void once the message has got another one. */
interface Turn {
  readonly id: string;
  readonly visibleAt: number;
}

/** A standard queue of SQS (AWS facts G.1). Nothing is deleted by a timer: messages past their retention are not found any more. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #ground: Ground;
  readonly #giveUp: (message: Message) => void;
  readonly #messages = new Map<string, Message>();
  readonly #turns = createHeap<Turn>(({ visibleAt }) => visibleAt);
  readonly #changes: Changes;

  /** @param giveUp is handed each message that was received too often. */
  constructor(ground: Ground, settings: QueueSettings, giveUp: (message: Message) => void) {
    this.settings = settings;
    this.#ground = ground;
    this.#giveUp = giveUp;
    this.#changes = createChanges(ground.clock);
  }

  send({ body, attributes, delay = this.settings.delay, sender }: NewMessage): Message {
    const sentAt = this.#ground.clock.now();
    const visibleAt = sentAt + delay * 1_000;
    const id = uuid(this.#ground.random);
    return this.#put({ id, body, attributes, sender, sentAt, visibleAt, receiveCount: 0 });
  }

  /** Takes in a message that another queue gave up, with its id and its original time. */
  adopt({ id, body, attributes, sender, sentAt }: Message, deadLetterSource: string): void {
    const visibleAt = this.#ground.clock.now();
    const kept = { id, body, attributes, sender, sentAt, deadLetterSource };
    this.#put({ ...kept, visibleAt, receiveCount: 0 });
  }

  /** Up to `count` messages that are visible now, each hidden for `visibility` seconds from now on. */
  receive(count: number, visibility = this.settings.visibilityTimeout): readonly Message[] {
    const now = this.#ground.clock.now();
    const received: Message[] = [];
    for (let message = this.#next(); message; message = this.#next()) {
      if (received.length === count || message.visibleAt > now) break;
      this.#turns.pop();
      if (this.#isWornOut(message)) this.#discard(message);
      else received.push(receivedAgain(message, now));
    }
    return received.map((message) =>
      this.#put({ ...message, visibleAt: now + visibility * 1_000 }),
    );
  }

  /** Resolves once a message is visible, at the latest at the time `until`: nobody needs to poll. */
  whenReady(until?: number): Promise<void> {
    return this.#changes.waitFor(() => this.#next()?.visibleAt, until);
  }

  /**
   * A handle of an earlier receive is accepted and does nothing: somebody else holds the message now.
   *
   * @throws AwsError `ReceiptHandleIsInvalid`.
   */
  delete(receiptHandle: string): void {
    const id = idOf(receiptHandle);
    if (this.#messages.get(id)?.receiptHandle === receiptHandle) this.#messages.delete(id);
    this.#changes.announce();
  }

  /** @throws AwsError `MessageNotInflight`, `ReceiptHandleIsInvalid`. */
  changeVisibility(receiptHandle: string, seconds: number): void {
    const now = this.#ground.clock.now();
    const message = this.#messages.get(idOf(receiptHandle));
    if (message?.receiptHandle !== receiptHandle || message.visibleAt <= now) {
      throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
    }
    this.#put({ ...message, visibleAt: now + seconds * 1_000 });
  }

  purge(): void {
    this.#messages.clear();
    this.#changes.announce();
  }

  /** All messages, visible or not: for counting, and for tests to look into. */
  messages(): readonly Message[] {
    return [...this.#messages.values()].filter((message) => !this.#isExpired(message));
  }

  #put(message: Message): Message {
    this.#messages.set(message.id, message);
    this.#turns.push({ id: message.id, visibleAt: message.visibleAt });
    this.#changes.announce();
    return message;
  }

  /** The message whose turn is next, if it is still there and has not got another turn meanwhile. */
  #next(): Message | undefined {
    for (let turn = this.#turns.peek(); turn; turn = this.#turns.peek()) {
      const message = this.#messages.get(turn.id);
      if (message?.visibleAt === turn.visibleAt && !this.#isExpired(message)) return message;
      this.#turns.pop();
    }
    return undefined;
  }

  #isExpired({ sentAt }: Message): boolean {
    return this.#ground.clock.now() - sentAt >= this.settings.retention * 1_000;
  }

  #isWornOut({ receiveCount }: Message): boolean {
    return receiveCount >= (this.settings.redrive?.maxReceiveCount ?? Infinity);
  }

  #discard(message: Message): void {
    this.#messages.delete(message.id);
    this.#giveUp(message);
  }
}

function receivedAgain(message: Message, now: number): Message {
  const receiveCount = message.receiveCount + 1;
  const receiptHandle = `${message.id}#${receiveCount}`;
  return {
    ...message,
    receiveCount,
    receiptHandle,
    firstReceivedAt: message.firstReceivedAt ?? now,
  };
}

/** @throws AwsError `ReceiptHandleIsInvalid` for a text that no receive has given out. */
function idOf(receiptHandle: string): string {
  const [, id] = /^([0-9a-f-]{36})#\d+$/.exec(receiptHandle) ?? [];
  if (id) return id;
  const message = `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`;
  throw new AwsError('ReceiptHandleIsInvalid', message, { status: 404 });
}
