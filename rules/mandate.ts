import type * as z from 'zod';
import { complaintsOf } from './complaint.ts';
import { crossCheck } from './cross-check.ts';
import { MandateDocument, type Destination as WrittenDestination } from './mandate-schema.ts';
import { readMandateText } from './mandate-text.ts';
import { allFields, standardFields } from './optional-fields.ts';
import { type Problem, problemsOf } from './problem.ts';
import type { Selector } from './selector-schema.ts';

/** What the organization demands: a checked mandate with every default applied. Plain data, safe to keep as JSON. */
export interface Mandate {
  readonly version: 1;
  readonly rules: readonly Rule[];
  readonly exemptions: readonly Exemption[];
  readonly prune: boolean;
  /** Whether directory buckets are governed like all others. */
  readonly directoryBuckets: 'enforce' | 'ignore';
  readonly limits: Limits;
}

/** What a sweep may do without being released by hand. */
export interface Limits {
  /** Per cent of the buckets judged before that it may change. */
  readonly changed: number;
  /** Configurations that it may delete. */
  readonly deleted: number;
  /** Per cent of its corrections that may fail before it stops correcting. */
  readonly failed: number;
}

export interface Rule {
  readonly id: string;
  readonly description?: string;
  readonly enforcement: Enforcement;
  readonly rollout?: Rollout;
  readonly where: Selector;
  readonly unless?: Selector;
  /** The mandate's with the rule's laid over it; placeholders not yet expanded. */
  readonly destination: Destination;
  readonly inventory: InventoryDemand;
}

/** Where a rule is enforced already: either key admits an account. Elsewhere it only says what differs. */
export interface Rollout {
  /** Per cent of the accounts, 1 to 100. */
  readonly share?: number;
  readonly units?: readonly string[];
}

/** Whether what differs is put right, or only reported. */
export type Enforcement = 'correct' | 'report';

export type Destination = z.infer<typeof WrittenDestination>;

interface InventoryDemand {
  readonly frequency: 'Daily' | 'Weekly';
  readonly format: 'CSV' | 'ORC' | 'Parquet';
  readonly versions: 'All' | 'Current';
  readonly fields: readonly string[];
  readonly filter?: { readonly prefix: string };
  readonly enabled: boolean;
}

export type Exemption = MandateDocument['exemptions'][number];

export type MandateReading = ReadMandate | RefusedMandate;

interface ReadMandate {
  readonly file: string;
  readonly mandate: Mandate;
  readonly warnings: readonly Problem[];
  readonly errors?: undefined;
}

interface RefusedMandate {
  readonly file: string;
  /** At least one, in the order of the text. */
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads a mandate and finds everything that is wrong with it, each mistake at its place. Never throws, whatever the input.
 *
 * @param source the bytes of the file, or its text.
 * @param file what the file is called: the reading carries it along.
 * @param today `YYYY-MM-DD` in UTC: exemptions that have ended by then are warnings.
 */
export function parseMandate(
  source: Uint8Array | string,
  file: string,
  today?: string,
): MandateReading {
  const text = readMandateText(source);
  if (!text.root) return { file, errors: problemsOf(text, []), warnings: [] };
  const parsed = MandateDocument.safeParse(text.root.value);
  const check = crossCheck(text.root.value, today);
  const complaints = complaintsOf(text.root, parsed.error?.issues ?? []);
  const errors = problemsOf(text, [...complaints, ...check.errors]);
  const warnings = problemsOf({ ...text, faults: [] }, check.warnings);
  if (!parsed.success || errors.length > 0) return { file, errors, warnings };
  return { file, mandate: normalised(parsed.data), warnings };
}

function normalised({ destination, rules, ...rest }: MandateDocument): Mandate {
  return {
    ...rest,
    rules: rules.map((rule) => ({
      ...rule,
      // Complete: the cross-check has looked.
      destination: { ...destination, ...rule.destination } as Destination,
      inventory: { ...rule.inventory, fields: fieldNames(rule.inventory.fields) },
    })),
  };
}

function fieldNames(fields: 'standard' | 'all' | readonly string[]): readonly string[] {
  if (fields === 'standard') return standardFields;
  return fields === 'all' ? allFields : fields;
}
