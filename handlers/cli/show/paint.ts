import { styleText } from 'node:util';
import type { Screen } from '../world.ts';

export type Style = Parameters<typeof styleText>[0];

/** The text in a style, on screens that show colours. */
export function paint({ colour }: Pick<Screen, 'colour'>, style: Style, text: string): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}
