import type { Place } from './arn.ts';
import { keepLatest } from './keep-latest.ts';
import { type OpsItemFacts, readOpsItem } from './ops-items/ops-item.ts';
import type { Ground } from './service.ts';

export type OpsItemStatus = 'Open' | 'InProgress' | 'Resolved';

/** A piece of work for somebody, as OpsCenter shows it. */
export interface OpsItem extends Place, OpsItemFacts {
  /** `oi-` and twelve hexadecimal digits. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly status: OpsItemStatus;
}

/** OpsCenter of all accounts and regions. */
export interface OpsItems {
  /**
   * Makes an item of a text that a rule made. None comes of it while another of the same deduplication string and the same
   * resources is not resolved.
   *
   * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-working-deduplication.html
   *
   * @returns why the text makes no item, or undefined.
   */
  create(place: Place, text: string): string | undefined;
  /** @throws Error for an item that is not there. */
  turn(id: string, status: OpsItemStatus): void;
  /** The latest ten thousand, oldest first. */
  all(): readonly OpsItem[];
}

export function createOpsItems({ clock, random }: Ground): OpsItems {
  const items: OpsItem[] = [];

  function isDouble(item: OpsItemFacts & Place): boolean {
    return item.dedup !== undefined && items.some((other) => hides(other, item));
  }

  return {
    create({ account, region }, text) {
      const read = readOpsItem(text);
      if ('trouble' in read) return read.trouble;
      const item = { ...read, account, region };
      if (isDouble(item)) return undefined;
      const id = `oi-${Math.floor(random() * 16 ** 12)
        .toString(16)
        .padStart(12, '0')}`;
      keepLatest(items, { ...item, id, createdAt: clock.now(), status: 'Open' });
      return undefined;
    },
    turn(id, status) {
      const at = items.findIndex((item) => item.id === id);
      const item = items[at];
      if (!item) throw new Error(`there is no OpsItem ${id}`);
      items[at] = { ...item, status };
    },
    all: () => items,
  };
}

function hides(other: OpsItem, item: OpsItemFacts & Place): boolean {
  return other.status !== 'Resolved' && identityOf(other) === identityOf(item);
}

function identityOf({ account, region, dedup, resources }: OpsItemFacts & Place): string {
  return JSON.stringify([account, region, dedup, [...resources].sort()]);
}
