import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Deployment } from '../../rules/deployment.ts';
import { checkDeployment } from '../../rules/deployment-check.ts';
import { formatProblem, type Problem } from '../../rules/problem.ts';

interface Suite {
  readonly deployment: Deployment;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly mandate: string;
  readonly deployment?: Partial<Deployment>;
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
}

describe('deployments.yaml', () => {
  const file = new URL('../cases/deployments.yaml', import.meta.url);
  const { deployment, cases } = parse(readFileSync(file, 'utf8')) as Suite;

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const check = checkDeployment(one.mandate, { ...deployment, ...one.deployment });

    const { errors = [], warnings = [] } = one;
    expect({ errors: lines(check.errors), warnings: lines(check.warnings) }).toEqual({
      errors,
      warnings,
    });
  });
});

function lines(problems: readonly Problem[]): string[] {
  return problems.map((problem) => formatProblem('mandate.yaml', problem));
}
