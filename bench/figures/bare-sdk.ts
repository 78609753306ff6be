import type { Transport } from '../../infra/cloud.ts';
import type { Sender, SentCommand } from './commands-of.ts';

/** Sends the commands once more, one after the other, by clients of the SDK and nothing else. */
export function bareSdk(
  commands: readonly SentCommand[],
  requestHandler: Transport,
): () => Promise<void> {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'anything' };
  const clients = new Map<string, Sender>();

  function clientFor({ client: Client, region }: SentCommand): Sender {
    const key = `${Client.name} ${region}`;
    const made = clients.get(key) ?? new Client({ region, credentials, requestHandler });
    clients.set(key, made);
    return made;
  }

  return async () => {
    for (const command of commands) await clientFor(command).send(command.again());
  };
}
