import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import { readDocument } from '../read-document.ts';
import { printDocument } from '../show/document.ts';
import { printLines } from '../show/lines.ts';
import { printable } from '../show/printable.ts';
import type { ExitCode, World } from '../world.ts';

interface Checked {
  readonly file: string;
  readonly result: 'ok' | 'changed' | 'missing';
}

/**
 * Holds files against their checksums, which lie beside them.
 *
 * @throws KnownFailure `unreadable` when there are no checksums.
 */
export async function verifyEvidence(
  sums: string,
  json: boolean,
  { out }: World,
): Promise<ExitCode> {
  const text = new TextDecoder().decode(
    await readDocument(sums, 'name a file that ends in .sha256'),
  );
  const expected = checksumsIn(text);
  if (expected.length === 0)
    throw new KnownFailure('unreadable', `${sums} holds no checksums, as sha256sum writes them`);
  const checked: Checked[] = [];
  for (const { file, sha256 } of expected) {
    checked.push({ file, result: await check(join(dirname(sums), file), sha256) });
  }
  if (json) printDocument(out, { files: checked });
  else
    printLines(
      out,
      checked.map(({ file, result }) => `${printable(file)}: ${words[result]}`),
    );
  return checked.every(({ result }) => result === 'ok') ? 0 : 1;
}

const words = { ok: 'OK', changed: 'FAILED: it was changed', missing: 'FAILED: it is not there' };

/** `<64 digits>  <name>`; of a name that leads elsewhere nothing is said. */
function checksumsIn(text: string) {
  return text.split('\n').flatMap((line) => {
    const [, sha256, file] = /^([0-9a-f]{64}) [ *]([^/\\]+)$/.exec(line) ?? [];
    return sha256 && file ? [{ sha256, file }] : [];
  });
}

async function check(path: string, expected: string): Promise<Checked['result']> {
  const sha256 = createHash('sha256');
  try {
    for await (const bytes of createReadStream(path)) sha256.update(bytes as Buffer);
  } catch {
    return 'missing';
  }
  return sha256.digest('hex') === expected ? 'ok' : 'changed';
}
