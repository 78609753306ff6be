import { type CustomNotification, readNotification } from './chat/custom-notification.ts';
import type { Roles } from './identity/roles.ts';
import { keepLatest } from './keep-latest.ts';
import type { Membership } from './permissions/membership.ts';
import { whyNotAssumed } from './permissions/why-not-assumed.ts';
import type { Topics } from './topics.ts';

/** A channel of Slack or Microsoft Teams that shows what topics publish. */
export interface ChatConfiguration {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly roleArn: string;
  readonly topicArns: readonly string[];
}

/** Messages of one thread id, oldest first; those without one are a thread each. */
export interface ChatThread {
  readonly id: string | undefined;
  readonly messages: readonly ChatMessage[];
}

export interface ChatMessage extends CustomNotification {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Amazon Q Developer in chat applications, as far as it shows custom notifications. */
export interface Chat {
  /** @throws Error for a topic or a role that is not there, and for a role that it may not have. */
  add(configuration: ChatConfiguration): void;
  /** What a channel showed, the thread that began first coming first. Throws Error for an unknown configuration. */
  shown(configurationName: string): readonly ChatThread[];
}

export interface ChatWorld {
  readonly topics: Pick<Topics, 'find' | 'listen'>;
  readonly roles: Pick<Roles, 'find'>;
  readonly membership: Membership;
}

/** What is no custom notification is dropped without a word, as AWS does it. */
export function createChat({ topics, roles, membership }: ChatWorld): Chat {
  const channels = new Map<string, ChatMessage[]>();

  function refuseBadRole({ name, arn, account, region, roleArn }: ChatConfiguration): void {
    const service = 'chatbot.amazonaws.com';
    const servant = { service, sourceArn: arn, account, region };
    const untrusted = whyNotAssumed(servant, roles.find(roleArn), membership);
    if (untrusted) throw new Error(`${name}: the role ${roleArn} cannot be assumed: ${untrusted}`);
  }

  return {
    add(configuration) {
      const { name, topicArns } = configuration;
      refuseBadRole(configuration);
      const missing = topicArns.find((arn) => !topics.find(arn));
      if (missing) throw new Error(`${name}: there is no topic ${missing}`);
      const messages: ChatMessage[] = [];
      channels.set(name, messages);
      for (const arn of topicArns) {
        topics.listen(arn, ({ message, at }) => {
          const notification = readNotification(message);
          if (notification) keepLatest(messages, { ...notification, at });
        });
      }
    },
    shown(name) {
      const messages = channels.get(name);
      if (!messages) throw new Error(`there is no chat configuration ${name}`);
      return threadsOf(messages);
    },
  };
}

function threadsOf(messages: readonly ChatMessage[]): readonly ChatThread[] {
  const threads = Map.groupBy(messages, (message) => message.threadId ?? message);
  return [...threads.values()].map((thread) => ({ id: thread[0]?.threadId, messages: thread }));
}
