import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../repository.ts';

/** A document in Markdown. */
export interface Page {
  /** Path from the top of the repository. */
  readonly file: string;
  /** Its lines, those of code blocks emptied. */
  readonly lines: readonly string[];
}

export async function readPage(file: string): Promise<Page> {
  const text = await readFile(join(repository, file), 'utf8');
  let inCode = false;
  const lines = text.split('\n').map((line) => {
    const isFence = line.trimStart().startsWith('```');
    if (isFence) inCode = !inCode;
    return isFence || inCode ? '' : line;
  });
  return { file, lines };
}

/** The anchors that a reader of Markdown makes of headings: `## See it work` becomes `see-it-work`. */
export function anchorsIn({ lines }: Page): ReadonlySet<string> {
  const headings = lines.flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? []);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
