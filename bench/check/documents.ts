import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository } from '../repository.ts';
import { ourFiles } from './our-files.ts';

interface Document {
  /** Path from the top of the repository. */
  readonly file: string;
  /** Its lines, those of code blocks emptied. */
  readonly lines: readonly string[];
}

/** A line for every link that leads nowhere, and for every heading out of order. */
export async function documentFaults(): Promise<readonly string[]> {
  const files = await ourFiles('**/*.md');
  const documents = await Promise.all(files.map(readDocument));
  const faults = documents.map(async (document) => [
    ...headingFaults(document),
    ...(await linkFaults(document)),
  ]);
  return (await Promise.all(faults)).flat();
}

async function readDocument(file: string): Promise<Document> {
  const text = await readFile(join(repository, file), 'utf8');
  let inCode = false;
  const lines = text.split('\n').map((line) => {
    const isFence = line.trimStart().startsWith('```');
    if (isFence) inCode = !inCode;
    return isFence || inCode ? '' : line;
  });
  return { file, lines };
}

/** One title, at the top; and no level left out on the way down. */
function headingFaults({ file, lines }: Document): string[] {
  let level = 0;
  return lines.flatMap((line, index) => {
    const depth = /^(#+) /.exec(line)?.[1]?.length;
    if (!depth) return [];
    const isInOrder = depth <= level + 1 && (depth > 1 || level === 0);
    level = depth;
    return isInOrder ? [] : [`${file}:${index + 1} heading out of order: ${line}`];
  });
}

async function linkFaults({ file, lines }: Document): Promise<string[]> {
  const links = lines.flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ target, index })),
  );
  const faults = links.map(async ({ target, index }) =>
    (await leadsSomewhere(file, target))
      ? []
      : [`${file}:${index + 1} the link ${target} leads nowhere`],
  );
  return (await Promise.all(faults)).flat();
}

/** Links to other sites are theirs to keep. */
async function leadsSomewhere(file: string, target: string): Promise<boolean> {
  if (/^(https?|mailto):/.test(target)) return true;
  const [path, fragment] = target.split('#', 2);
  const aim = path ? join(dirname(file), path) : file;
  const isThere = await access(join(repository, aim)).then(
    () => true,
    () => false,
  );
  return isThere && (!fragment || (await anchors(aim)).has(fragment));
}

/** The anchors that a reader of Markdown makes of headings: `## See it work` becomes `see-it-work`. */
async function anchors(file: string): Promise<ReadonlySet<string>> {
  const { lines } = await readDocument(file);
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
