import type { Cause } from '../../../rules/cause.ts';
import {
  type AccountCount,
  type Standing,
  type StandingCounts,
  standings,
} from '../ledger-count.ts';
import type { TroubledBucket } from '../troubled-buckets.ts';
import type { InForce } from '../turn-switch.ts';
import type { Screen } from '../world.ts';
import { count } from './count.ts';
import { outcomeMark } from './outcome-mark.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { standstill } from './standstill.ts';
import { table } from './table.ts';
import { troubledLines } from './troubled-lines.ts';

/** What `status` says, but for its version. */
export interface LedgerStatus {
  /** ISO 8601. */
  readonly at: string;
  readonly enforcement: InForce;
  readonly total: number;
  readonly buckets: StandingCounts;
  readonly accounts: readonly AccountStatus[];
  readonly incidents: readonly IncidentStatus[];
  readonly surplus: number;
  readonly troubled: readonly TroubledBucket[];
}

interface AccountStatus extends AccountCount {
  readonly account: string;
  /** Empty when Organizations could not be asked. */
  readonly name: string;
}

/** One cause in one place, with the buckets that it hits. */
interface IncidentStatus {
  readonly id: string;
  readonly cause: Cause;
  readonly account?: string;
  readonly rule?: string;
  readonly since: string;
  readonly buckets: number;
  readonly sample: readonly string[];
}

/** The ledger for people: states, accounts, incidents. States that nobody is in are left out. */
export function statusReport(screen: Screen, status: LedgerStatus): string[] {
  const heading = (title: string) => paint(screen, 'underline', title);
  const present = standings.filter((standing) => status.buckets[standing] > 0);
  if (present.length === 0)
    return [
      `The ledger knows no bucket yet: it fills as events arrive.${standing(screen, status)}`,
      ...incidentLines(status),
    ];
  return [
    `${paint(screen, 'bold', count(status.total, 'bucket'))} as of ${status.at}${standing(screen, status)}`,
    '',
    heading('States'),
    ...stateTable(screen, status, present),
    '',
    heading('Accounts'),
    ...accountTable(screen, status, present),
    '',
    ...troubledLines(screen, status.troubled, troubledIn(status)),
    ...surplusLines(status),
    ...incidentLines(status),
  ];
}

/** Nobody should take a quiet ledger for a corrected one. */
function standing(screen: Screen, { enforcement }: LedgerStatus): string {
  const why = standstill(enforcement);
  return why ? paint(screen, ['bold', 'yellow'], `  ■ nothing is corrected: ${why}`) : '';
}

function troubledIn({ buckets: { failed, deferred, undecided } }: LedgerStatus): number {
  return failed + deferred + undecided;
}

function stateTable(
  screen: Screen,
  { buckets, total }: LedgerStatus,
  present: readonly Standing[],
) {
  const rows = present.map((standing) => [
    outcomeMark(screen, standing),
    String(buckets[standing]),
    standing === 'gone' ? paint(screen, 'dim', 'not in the total') : '',
  ]);
  return table([...rows, ['  total', String(total), '']], { indent: 2, numbers: [1] });
}

function accountTable(screen: Screen, { accounts }: LedgerStatus, present: readonly Standing[]) {
  const titles = ['account', 'name', 'total', ...present].map((title) =>
    paint(screen, 'dim', title),
  );
  const rows = accounts.map(({ account, name, total, buckets }) => [
    account,
    printable(name),
    String(total),
    ...present.map((standing) => String(buckets[standing])),
  ]);
  const numbers = ['total', ...present].map((_, index) => index + 2);
  return table([titles, ...rows], { indent: 2, numbers });
}

function surplusLines({ surplus }: LedgerStatus): string[] {
  if (surplus === 0) return [];
  return [
    `${count(surplus, 'bucket')} with surplus configurations of ours; \`stocktake plan\` shows them.`,
  ];
}

/** Nothing is said of incidents while failed buckets are named: they are not folded into incidents yet. */
function incidentLines({ incidents, buckets }: LedgerStatus): string[] {
  if (incidents.length === 0) return buckets.failed > 0 ? [] : ['No open incidents.'];
  return incidents.map(
    ({ cause, account = '', since, buckets }) =>
      `${cause} ${account}: ${count(buckets, 'bucket')} since ${since}`,
  );
}
