import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../repository.ts';
import { ourTemplates } from './our-templates.ts';
import { decided } from './templates/reading/decided.ts';
import { decisions } from './templates/reading/decisions.ts';
import { type Document, readDocument } from './templates/reading/document.ts';
import { templateFaults } from './templates/template-faults.ts';
import { unusedAllowances } from './templates/wildcards.ts';

/** A line for every fault in a template of this repository that no schema knows of. */
export async function faultsOfTemplates(): Promise<readonly string[]> {
  const documents = await Promise.all((await ourTemplates()).map(read));
  const ways = documents.flatMap((document) =>
    decisions(document).map((decision) => decided(document, decision)),
  );
  return [...documents.flatMap(templateFaults), ...unusedAllowances(ways)];
}

async function read(file: string): Promise<Document> {
  return readDocument(file, await readFile(join(repository, file), 'utf8'));
}
