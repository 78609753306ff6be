import type { Sweep } from '../../../infra/aws/sweeps.ts';
import { amount } from '../../../rules/amount.ts';
import {
  type AccountCount,
  type Standing,
  type StandingCounts,
  standings,
} from '../../../rules/ledger-count.ts';
import type { ListedSum } from '../../../rules/listed-sum.ts';
import type { CountedExemption } from '../count-exemptions.ts';
import type { IncidentStatus } from '../open-incidents.ts';
import type { TroubledBucket } from '../troubled-buckets.ts';
import type { InForce } from '../turn-switch.ts';
import type { Screen } from '../world.ts';
import { exemptionLines } from './exemption-lines.ts';
import { incidentLines } from './incident-lines.ts';
import { outcomeMark } from './outcome-mark.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { standstill } from './standstill.ts';
import { sweptLines } from './swept-lines.ts';
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
  /** Those under which buckets are exempt, the one that ends first first. */
  readonly exemptions: readonly CountedExemption[];
  readonly surplus: number;
  /** Buckets that wait for a sweep to correct them. */
  readonly awaits: number;
  readonly listed: ListedSum;
  /** The latest; absent before the first. */
  readonly sweep?: Sweep | undefined;
  /** By name, the worst first; a hundred at most. */
  readonly troubled: readonly TroubledBucket[];
  /** Those among them that are in no open incident. */
  readonly apart: {
    readonly named: readonly TroubledBucket[];
    readonly amount: number;
  };
}

interface AccountStatus extends AccountCount {
  readonly account: string;
  /** Empty when Organizations could not be asked. */
  readonly name: string;
}

/** The ledger for people: states, accounts, incidents. States that nobody is in are left out. */
export function statusReport(screen: Screen, status: LedgerStatus): string[] {
  const heading = (title: string) => paint(screen, 'underline', title);
  const present = standings.filter((standing) => status.buckets[standing] > 0);
  if (present.length === 0)
    return [
      `The ledger knows no bucket yet: it fills as events arrive.${standing(screen, status)}`,
      ...sweptLines(screen, status),
      '',
      ...incidentLines(screen, status),
    ];
  return [
    `${paint(screen, 'bold', amount(status.total, 'bucket'))} as of ${status.at}${standing(screen, status)}`,
    ...sweptLines(screen, status),
    '',
    heading('States'),
    ...stateTable(screen, status, present),
    '',
    heading('Accounts'),
    ...accountTable(screen, status, present),
    '',
    ...troubledLines(screen, status.apart.named, status.apart.amount),
    ...exemptionLines(screen, status.exemptions),
    ...surplusLines(status),
    ...incidentLines(screen, status),
  ];
}

/** Nobody should take a quiet ledger for a corrected one. */
function standing(screen: Screen, { enforcement }: LedgerStatus): string {
  const why = standstill(enforcement);
  return why ? paint(screen, ['bold', 'yellow'], `  ■ nothing is corrected: ${why}`) : '';
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

function surplusLines({ surplus, awaits }: LedgerStatus): string[] {
  const shown = '`stocktake plan` shows them.';
  const lines = [
    ...(surplus > 0
      ? [`${amount(surplus, 'bucket')} with surplus configurations of ours; ${shown}`]
      : []),
    ...(awaits > 0 ? [`${amount(awaits, 'bucket')} to be corrected by a sweep; ${shown}`] : []),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}
