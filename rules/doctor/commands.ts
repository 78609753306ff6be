/** A queue, as commands name it. */
export interface QueueAddress {
  readonly region: string;
  readonly url: string;
}

/** A command that takes the credentials of another account than the hub's. */
export function asAccount(account: string, command: string): string {
  return `with credentials of ${account}: ${command}`;
}

/** Empties a queue for good. */
export function purgeQueue({ region, url }: QueueAddress): string {
  return `aws sqs purge-queue --region ${region} --queue-url ${url}`;
}

/** A rule, as commands name it; left out, the bus is the default one. */
export interface RuleAddress {
  readonly region: string;
  readonly name: string;
  readonly bus?: string;
}

/** Switches a rule on. */
export function enableRule({ region, name, bus }: RuleAddress): string {
  const onBus = bus === undefined ? '' : ` --event-bus-name ${bus}`;
  return `aws events enable-rule --region ${region}${onBus} --name ${name}`;
}
