import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FunctionEnvironment {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Writes `<folder>/<function>.env`, lines of `KEY=value`, with all that Lambda would set, so that the built functions can
 * be run by somebody else. Readable by the owner alone, as everything with credentials in it.
 *
 * @throws the file system's errors.
 */
export async function writeEnvironmentFiles(
  folder: string,
  functions: readonly FunctionEnvironment[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, variables } of functions) {
    const lines = Object.entries(variables).map(([key, value]) => `${key}=${value}\n`);
    await writeFile(join(folder, `${name}.env`), lines.join(''), { mode: 0o600 });
  }
}
