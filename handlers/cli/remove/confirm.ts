import { amount, grouped } from '../../../rules/amount.ts';
import type { World } from '../world.ts';

export type Confirmation = { readonly go: true } | { readonly go: false; readonly why: string };

export interface Asked {
  /** Configurations that would be deleted. */
  readonly total: number;
  /** More than so many need their number. */
  readonly limit: number;
  readonly yes: boolean;
  readonly expect: number | undefined;
}

/** Whether somebody wants it: by flags, or by his word where somebody can be asked. */
export async function confirm(asked: Asked, ask: World['ask']): Promise<Confirmation> {
  const { total, limit, yes, expect } = asked;
  if (expect !== undefined && expect !== total) {
    const found = `${grouped(expect)} expected, ${grouped(total)} found`;
    return { go: false, why: `${found}: nothing was removed` };
  }
  if (total === 0) return { go: true };
  const needed = total > limit ? String(total) : 'yes';
  if (yes && (needed === 'yes' || expect === total)) return { go: true };
  if (!ask) return { go: false, why: `nothing was removed; ${wayOn(asked)}` };
  const answer = await ask(question(asked, needed));
  if (answer.trim() === needed) return { go: true };
  return { go: false, why: `nothing was removed: that was not "${needed}"` };
}

function question({ total, limit }: Asked, needed: string): string {
  const many =
    total > limit ? `That is more than the ${grouped(limit)} that limits.deleted allows. ` : '';
  return `${many}Type ${needed} to remove ${amount(total, 'configuration')}: `;
}

function wayOn({ total, limit }: Asked): string {
  if (total <= limit) return 'add --yes to remove them';
  return `that is more than limits.deleted allows: add --yes --expect ${total} to remove them`;
}
