import type { Check } from '../../../rules/doctor/gap.ts';

/** How a check that has nothing to complain of is told: a sentence, or of one thing and of many. */
type Text = string | readonly [one: string, many: string];

const texts: Readonly<Record<Exclude<Check, 'could-not-look'>, Text>> = {
  'hub-bus': "the hub's bus admits the forwarding role of the organization",
  'hub-rule': ['rule of the hub enabled', 'rules of the hub enabled'],
  'hub-queue': [
    'queue of the hub takes what rules send, encrypted',
    'queues of the hub take what rules send, encrypted',
  ],
  'dead-letters':
    'every dead letter is kept in the ledger (`stocktake redrive --dry-run` lists them)',
  untold: 'every notice was published',
  alerts: 'somebody has confirmed to be told of failures',
  'emergency-stop': 'corrections are made',
  accounts: 'the organization tells its accounts',
  'stack-set': ['stack set active', 'stack sets active'],
  'stack-instance': ['stack instance current', 'stack instances current'],
  'member-role': ['member role can be assumed', 'member roles can be assumed'],
  'doctor-role': ['doctor role can be assumed', 'doctor roles can be assumed'],
  'forwarding-rule': ['forwarding rule enabled', 'forwarding rules enabled'],
  undelivered: ['queue without undelivered events', 'queues without undelivered events'],
  trail: ['place with a trail that records writes', 'places with a trail that records writes'],
  'region-enabled': [
    'account with every governed region enabled',
    'accounts with every governed region enabled',
  ],
  'region-governed': 'no region is enabled that nobody governs',
  'destination-bucket': ['destination bucket in place', 'destination buckets in place'],
  'destination-policy': [
    'bucket policy takes the reports of all accounts',
    'bucket policies take the reports of all accounts',
  ],
  'destination-key': ['key can encrypt reports', 'keys can encrypt reports'],
};

/** `27 forwarding rules enabled`; `25 of 27 forwarding rules enabled`. */
export function wellLine(check: keyof typeof texts, good: number, all: number): string {
  const text = texts[check];
  if (typeof text === 'string') return text;
  const [one, many] = text;
  const amount = good === all ? String(all) : `${good} of ${all}`;
  return `${amount} ${all === 1 ? one : many}`;
}
