import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository } from '../repository.ts';
import { ourFiles } from './our-files.ts';
import { anchorsIn, type Page, readPage } from './page.ts';

/** A line for every link that leads nowhere, and for every heading out of order. */
export async function documentFaults(): Promise<readonly string[]> {
  const files = await ourFiles('**/*.md');
  const pages = await Promise.all(files.map(readPage));
  const faults = pages.map(async (page) => [...headingFaults(page), ...(await linkFaults(page))]);
  return (await Promise.all(faults)).flat();
}

/** One title, at the top; and no level left out on the way down. */
function headingFaults({ file, lines }: Page): string[] {
  let level = 0;
  return lines.flatMap((line, index) => {
    const depth = /^(#+) /.exec(line)?.[1]?.length;
    if (!depth) return [];
    const isInOrder = depth <= level + 1 && (depth > 1 || level === 0);
    level = depth;
    return isInOrder ? [] : [`${file}:${index + 1} heading out of order: ${line}`];
  });
}

async function linkFaults({ file, lines }: Page): Promise<string[]> {
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
  return isThere && (!fragment || anchorsIn(await readPage(aim)).has(fragment));
}
