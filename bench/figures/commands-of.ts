import type { Cloud } from '../../infra/cloud.ts';

/** What somebody had a client of the SDK send. */
export interface SentCommand {
  readonly client: ClientClass;
  readonly region: string;
  /** Makes the same command again. */
  again(): object;
}

export type ClientClass = new (configuration: object) => Sender;

export interface Sender {
  send(command: object): Promise<unknown>;
}

/** A cloud that also writes down every command that goes through it. */
export function commandsOf(cloud: Cloud): { readonly cloud: Cloud; readonly sent: SentCommand[] } {
  const sent: SentCommand[] = [];

  function listen<Client extends object>(client: Client, region: string): Client {
    return new Proxy(client, {
      get(target, property) {
        const member: unknown = Reflect.get(target, property);
        if (property !== 'send' || typeof member !== 'function') return member;
        return (command: { readonly input: object }) => {
          sent.push(noted(target, region, command));
          return Reflect.apply(member, target, [command]);
        };
      },
    });
  }

  const listening: Cloud = {
    ...cloud,
    hub: (kind, region = cloud.settings.region) => listen(cloud.hub(kind, region), region),
    member: (kind, place) => listen(cloud.member(kind, place), place.region),
  };
  return { cloud: listening, sent };
}

function noted(client: object, region: string, command: { readonly input: object }): SentCommand {
  const Command = command.constructor as new (input: object) => object;
  const { input } = command;
  return { client: client.constructor as ClientClass, region, again: () => new Command(input) };
}
