import { defaultSeed, readSeed, type Seed } from '../../../infra/local/seed.ts';
import type { Mandate } from '../../../rules/mandate.ts';
import { formatProblem } from '../../../rules/problem.ts';
import { mandateFile, readMandate } from '../mandate-file.ts';
import { readDocument } from '../read-document.ts';
import type { World } from '../world.ts';

interface Request {
  readonly seed: string | undefined;
  readonly mandate: string | undefined;
}

/** What a local organization starts from. */
export interface Inputs {
  readonly seed: Seed;
  readonly mandate: Mandate;
  readonly mandateFile: string;
  /** Nobody named another mandate than that of the folder. */
  readonly isDefault: boolean;
}

/**
 * Reads the seed and the mandate; every mistake in either is a line.
 *
 * @throws KnownFailure `unreadable` when there is no such file.
 */
export async function readInputs(
  request: Request,
  world: World,
): Promise<Inputs | { readonly mistakes: readonly string[] }> {
  const file = mandateFile(request.mandate, world);
  const seed = await seedOf(request.seed);
  const reading = await readMandate(file);
  const mistakes = [
    ...(seed.errors ?? []),
    ...(reading.errors ?? []).map((problem) => formatProblem(file, problem)),
  ];
  if (seed.errors || reading.errors) return { mistakes };
  return {
    seed: seed.seed,
    mandate: reading.mandate,
    mandateFile: file,
    isDefault: file === 'mandate.yaml',
  };
}

async function seedOf(file: string | undefined) {
  if (file === undefined) return { seed: defaultSeed };
  const remedy = 'docs/local.md shows a seed; without --seed there is a small organization';
  return readSeed(await readDocument(file, remedy), file);
}
