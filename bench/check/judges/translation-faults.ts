import { type Document, readDocument } from '../templates/reading/document.ts';
import { resourcesOf } from '../templates/reading/resources-of.ts';

/** CloudFormation's own limits. Source: CloudFormation user guide, quotas. */
const RESOURCES_AT_MOST = 500;
const BYTES_AT_MOST = 1_000_000;

/** A line for everything wrong with what SAM made of a template, given as JSON. */
export function translationFaults(written: Document, json: string): readonly string[] {
  const translated = readDocument(`${written.name}, translated`, json);
  const faults = [...sizeFaults(translated, json), ...roleFaults(translated, written)];
  return faults.map((fault) => `${translated.name}: ${fault}`);
}

function sizeFaults({ resources }: Document, json: string): readonly string[] {
  const [count, bytes] = [Object.keys(resources).length, Buffer.byteLength(json)];
  return [
    ...(count < RESOURCES_AT_MOST ? [] : [`${count} resources, fewer than 500 may be`]),
    ...(bytes < BYTES_AT_MOST ? [] : [`${bytes} bytes, less than 1 MB may be`]),
  ];
}

function roleFaults(translated: Document, written: Document): readonly string[] {
  return resourcesOf(translated, 'AWS::IAM::Role').flatMap(({ id, path, properties }) => [
    ...(properties.PermissionsBoundary ? [] : [`${path}.PermissionsBoundary: expected one`]),
    ...(id in written.resources ? [] : [`Resources.${id}: a role that SAM made up`]),
  ]);
}
