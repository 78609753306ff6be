import type { Document } from './document.ts';
import { fieldsOf, listOf } from './fields.ts';

/** What a number of a template can be. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
}

/** A number itself, or what a parameter may be; undefined for any other function. */
export function numberRange(node: unknown, document: Document): NumberRange | undefined {
  if (typeof node === 'number' || typeof node === 'string') return exactly(Number(node));
  const parameter = document.parameters[String(fieldsOf(node).Ref)];
  if (!parameter) return undefined;
  const { AllowedValues, MinValue = -Infinity, MaxValue = Infinity } = parameter;
  if (AllowedValues === undefined) return { least: Number(MinValue), most: Number(MaxValue) };
  const values = listOf(AllowedValues).map(Number);
  return { least: Math.min(...values), most: Math.max(...values) };
}

function exactly(value: number): NumberRange {
  return { least: value, most: value };
}
