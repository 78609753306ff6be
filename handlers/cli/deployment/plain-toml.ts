import { KnownFailure } from '../../../infra/aws/failure.ts';

/**
 * TOML as plain data.
 *
 * @throws KnownFailure `unreadable` with the place of the first syntax error.
 */
export async function plainToml(file: string, text: string): Promise<unknown> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    // Its first line says what, the others show where.
    const [said = ''] = cause.message.split('\n', 1);
    const what = said.replace('Invalid TOML document: ', '');
    const message = `${file}:${cause.line}:${cause.column} expected TOML: ${what}`;
    throw new KnownFailure('unreadable', message, { cause });
  }
}
