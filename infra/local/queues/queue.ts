import type { Policy } from '../policy.ts';
import { AwsError, type Ground } from '../service.ts';
import { uuid } from '../uuid.ts';
import { type Changes, createChanges } from './changes.ts';
import type { Turn } from './in-flight.ts';
import type { MessageAttributes } from './message-digest.ts';
import { idOfReceipt, receivedAgain } from './receipt.ts';
import { createTurns, type Turns } from './turns.ts';

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
  /** The tenant that it belongs to. */
  readonly group?: string | undefined;
}

/** A message in the queue. Times are milliseconds since the epoch. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sender: string;
  readonly group?: string | undefined;
  readonly sentAt: number;
  readonly deadLetterSource?: string | undefined;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number | undefined;
  /** Of the latest receive. */
  readonly receiptHandle?: string | undefined;
}

/** A standard queue of SQS (AWS facts G.1), fair to the groups of its messages. Nothing is deleted by a timer: messages past their retention are not found any more. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #ground: Ground;
  readonly #giveUp: (message: Message) => void;
  readonly #messages = new Map<string, Message>();
  readonly #changes: Changes;
  #turns: Turns;

  /** @param giveUp is handed each message that was received too often. */
  constructor(ground: Ground, settings: QueueSettings, giveUp: (message: Message) => void) {
    this.settings = settings;
    this.#ground = ground;
    this.#giveUp = giveUp;
    this.#changes = createChanges(ground.clock);
    this.#turns = this.#noTurns();
  }

  send({ delay = this.settings.delay, ...sent }: NewMessage): Message {
    const sentAt = this.#ground.clock.now();
    const visibleAt = sentAt + delay * 1_000;
    const id = uuid(this.#ground.random);
    return this.#put({ ...sent, id, sentAt, visibleAt, receiveCount: 0 });
  }

  /** Takes in a message that another queue gave up, with its id and its original time. */
  adopt({ id, body, attributes, sender, group, sentAt }: Message, deadLetterSource: string): void {
    const visibleAt = this.#ground.clock.now();
    const kept = { id, body, attributes, sender, group, sentAt, deadLetterSource };
    this.#put({ ...kept, visibleAt, receiveCount: 0 });
  }

  /** Up to `count` messages that are visible now, each hidden for `visibility` seconds from now on. */
  receive(count: number, visibility = this.settings.visibilityTimeout): readonly Message[] {
    const now = this.#ground.clock.now();
    const received: Message[] = [];
    for (let message = this.#turns.first(); message; message = this.#turns.first()) {
      if (received.length === count) break;
      if (this.#isWornOut(message)) this.#discard(message);
      else received.push(this.#handOut(message, now));
    }
    return received.map((message) =>
      this.#put({ ...message, visibleAt: now + visibility * 1_000 }),
    );
  }

  /** Whether a message is visible now. */
  isReady(): boolean {
    return this.#turns.first() !== undefined;
  }

  /** Resolves once a message is visible, at the latest at the time `until`: nobody needs to poll. */
  whenReady(until?: number): Promise<void> {
    return this.#changes.waitFor(() => this.#turns.next()?.visibleAt, until);
  }

  /**
   * A handle of an earlier receive is accepted and does nothing: somebody else holds the message now.
   *
   * @throws AwsError `ReceiptHandleIsInvalid`.
   */
  delete(receiptHandle: string): void {
    const message = this.#messages.get(idOfReceipt(receiptHandle));
    if (message?.receiptHandle === receiptHandle) {
      this.#messages.delete(message.id);
      this.#turns.forget(message.id);
    }
    this.#changes.announce();
  }

  /** @throws AwsError `MessageNotInflight`, `ReceiptHandleIsInvalid`. */
  changeVisibility(receiptHandle: string, seconds: number): void {
    const now = this.#ground.clock.now();
    const message = this.#messages.get(idOfReceipt(receiptHandle));
    if (message?.receiptHandle !== receiptHandle || message.visibleAt <= now) {
      throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
    }
    this.#put({ ...message, visibleAt: now + seconds * 1_000 });
  }

  purge(): void {
    this.#messages.clear();
    this.#turns = this.#noTurns();
    this.#changes.announce();
  }

  /** All messages, visible or not: for counting, and for tests to look into. */
  messages(): readonly Message[] {
    return [...this.#messages.values()].filter((message) => !this.#isExpired(message));
  }

  #put(message: Message): Message {
    this.#messages.set(message.id, message);
    this.#turns.hide(message);
    this.#changes.announce();
    return message;
  }

  #handOut(message: Message, now: number): Message {
    this.#turns.take();
    return receivedAgain(message, now);
  }

  #find({ id, visibleAt }: Turn): Message | undefined {
    const message = this.#messages.get(id);
    return message?.visibleAt === visibleAt && !this.#isExpired(message) ? message : undefined;
  }

  #noTurns(): Turns {
    return createTurns({
      find: (turn) => this.#find(turn),
      now: () => this.#ground.clock.now(),
    });
  }

  #isExpired({ sentAt }: Message): boolean {
    return this.#ground.clock.now() - sentAt >= this.settings.retention * 1_000;
  }

  #isWornOut({ receiveCount }: Message): boolean {
    return receiveCount >= (this.settings.redrive?.maxReceiveCount ?? Infinity);
  }

  #discard(message: Message): void {
    this.#turns.skip();
    this.#messages.delete(message.id);
    this.#giveUp(message);
  }
}
