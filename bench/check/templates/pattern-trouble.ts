import { compilePattern } from '../../../infra/local/pattern.ts';

/** Why EventBridge would refuse a pattern, in its own words; undefined when it would not. */
export function patternTrouble(pattern: unknown): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
