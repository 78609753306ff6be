import { describe, expect, test } from '@jest/globals';
import { decided } from '../../../../bench/check/templates/reading/decided.ts';
import { decisions } from '../../../../bench/check/templates/reading/decisions.ts';
import { readDocument } from '../../../../bench/check/templates/reading/document.ts';
import type { TemplateCheck } from '../../../../bench/check/templates/template-check.ts';

/**
 * A piece of the good template, what stands there instead, and the faults that it makes.
 * Of a fault that ends in `…` only the beginning counts: the rest is a JSON parser's own words.
 */
export type Mutation = readonly [piece: string, instead: string, ...faults: string[]];

interface Trial {
  readonly check: TemplateCheck;
  /** Whether the check is about the text, every `Fn::If` in it, and not about what is deployed. */
  readonly asWritten?: boolean;
  readonly good: string;
  readonly mutations: readonly Mutation[];
}

/** Shows that a check has nothing to say of a good template, and names the very fault of each bad one. */
export function describeCheck(name: string, { check, asWritten, good, mutations }: Trial): void {
  const faultsIn = asWritten ? (text: string) => linesOf(check, text) : decidedLines(check);
  describe(name, () => {
    test('has nothing to say of a good template', () => {
      expect(faultsIn(good)).toEqual([]);
    });

    test.each(mutations)('%s → %s', (piece, instead, ...faults) => {
      const bad = good.replace(piece, () => instead);
      expect(bad).not.toBe(good);
      expect(faultsIn(bad)).toEqual(faults.map(asExpected));
    });
  });
}

function asExpected(fault: string): unknown {
  return fault.endsWith('…') ? expect.stringContaining(fault.slice(0, -1)) : fault;
}

function linesOf(check: TemplateCheck, text: string): readonly string[] {
  return check(readDocument('template.yaml', text)).map(
    ({ path, text: fault }) => `${path}: ${fault}`,
  );
}

/** Each fault once, in however many of the ways the template's conditions can come out. */
function decidedLines(check: TemplateCheck): (text: string) => readonly string[] {
  return (text) => {
    const document = readDocument('template.yaml', text);
    const ways = decisions(document).map((decision) => decided(document, decision));
    const faults = ways.flatMap(check).map(({ path, text: fault }) => `${path}: ${fault}`);
    return [...new Set(faults)];
  };
}
