import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../bench/repository.ts';

/** A policy that docs/policies/ offers. */
export function policyOfDocs(file: string): unknown {
  return JSON.parse(readFileSync(join(repository, 'docs', 'policies', file), 'utf8'));
}
