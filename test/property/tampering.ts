import { createHash } from 'node:crypto';
import type { Random } from '../../infra/clock.ts';
import type { Json } from './envelopes.ts';

// What can happen to the body of a message, by malice or mishap.

/** What SQS takes at most: AWS facts G.1. */
const MESSAGE_BYTES_AT_MOST = 1_048_576;

/** Changes an envelope's contents, in place. */
type Tamper = (body: Json, random: Random) => void;

/** Changes the text of an envelope. */
type Garble = (text: string, random: Random) => string;

/**
 * An envelope's text after one to three changes; one in ten stays as it is. Whatever is left could have come over a queue:
 * it is not empty, no longer than a message may be, and free of what SQS refuses in one.
 */
export function tampered(envelope: Json, random: Random): string {
  if (random() < 0.1) return JSON.stringify(envelope);
  for (let left = Math.floor(random() * 3); left > 0; left -= 1) {
    pick(tampers, random)(envelope, random);
  }
  const text = pick(garbles, random)(JSON.stringify(envelope), random);
  return text || ' ';
}

/** Some of them are rare, because they are long. */
const garbles: readonly Garble[] = [
  ...Array.from({ length: 30 }, (): Garble => (text) => text),
  ...Array.from({ length: 30 }, (): Garble => withAnother),
  (text, random) => text.slice(0, place(text, random)),
  (text, random) => text.slice(place(text, random)),
  (text, random) => text.slice(0, place(text, random)) + text.slice(place(text, random)),
  (text, random) => `${text}${text.slice(place(text, random))}`,
  (text) => `\u{feff}${text}`,
  (text) => JSON.stringify(text),
  (text) => `[${text}]`,
  repeatedKey,
  repeatedKey,
  (text, random) => text.replace(pick(keysIn(text), random), '"__proto__":'),
  (text) => text.replace('"detail":{', '"detail":{"__proto__":{"eventName":"CreateBucket"},'),
  (text) => `{"__proto__":${text}}`,
  (text, random) => text.replace(/:"[^"]*"/, `:${nested(random)}`),
  (text, random) => text.replace('"detail":{', `"detail":{"more":${nested(random)},`),
  (text, random) => text.replace(/"([^"]*)":/, (key) => `${key}${' '.repeat(random() * 9)}`),
];

function withAnother(text: string, random: Random): string {
  const body = JSON.parse(text) as Json;
  pick(tampers, random)(body, random);
  return JSON.stringify(body);
}

/** The later of two equal keys counts. */
function repeatedKey(text: string, random: Random): string {
  const key = pick(keysIn(text), random);
  const value = JSON.stringify(pick(values, random));
  const more = `${key}${value}`;
  return random() < 0.5 ? text.replace('{', `{${more},`) : text.replace(/\}$/, `,${more}}`);
}

function keysIn(text: string): readonly string[] {
  return text.match(/"[\w-]+":/g) ?? ['"detail":'];
}

/** Ten thousand levels, of lists or of objects. */
function nested(random: Random): string {
  const LEVELS = 10_000;
  if (random() < 0.5) return '['.repeat(LEVELS) + ']'.repeat(LEVELS);
  return `${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`;
}

/** As long as a message may be, or a little less: every other one is too long with a few attributes. */
export function oversized(text: string, random: Random): string {
  const length = MESSAGE_BYTES_AT_MOST - Math.floor(random() * 600);
  const padding = length - Buffer.byteLength(text) - '"padding":"",'.length;
  return text.replace('{', `{"padding":"${noise(padding, random)}",`);
}

/** Every other one cannot be compressed. */
function noise(length: number, random: Random): string {
  return random() < 0.5 ? 'x'.repeat(length) : incompressible.slice(0, length);
}

const incompressible = createHash('shake256', { outputLength: MESSAGE_BYTES_AT_MOST })
  .update('noise')
  .digest('base64url');

const accounts = ['111111111111', '444444444444', '999999999999', '000000000000', '١٢٣٤٥٦٧٨٩٠١٢'];

const texts = [
  '',
  ' ',
  '\u0000',
  'a\nb\r\nc',
  '\u001b[31mred',
  '\u202etxet',
  '\u2028',
  '\ud800',
  '𝒮𝓉ℴ𝒸𝓀',
  'constructor',
  '__proto__',
  '../../etc',
  'a'.repeat(5_000),
  `eu-${'w'.repeat(3_000)}-1`,
  `eu${'-west'.repeat(3_000)}-1`,
  `arn:aws:iam::111111111111:role/${'r'.repeat(5_000)}`,
  'arn:aws:s3:::',
  'eu-west-9',
  'EU',
  '2026-11-24T09:00:00+99:99',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  'CreateBucket',
  'TagResource',
  'DeleteBucket',
];

const values: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  111111111111,
  [],
  {},
  [[]],
  [null],
  { toString: 'x' },
  ...texts,
  ...accounts,
];

const sources = ['aws.s3', 'aws.s3express', 'stocktake', 'aws.ec2', 'acme', '', 'constructor'];
const types = [
  'AWS API Call via CloudTrail',
  'AWS Console Sign In via CloudTrail',
  'Bucket Check Requested',
  'Heartbeat Requested',
  'Bucket Inventory Outcome',
  'toString',
];

const tampers: readonly Tamper[] = [
  (body, random) => put(spotIn(body, random), pick(values, random)),
  (body, random) => put(spotIn(body, random), pick(values, random)),
  (body, random) => put(spotIn(body, random), pick(texts, random)),
  (body, random) => put(spotIn(body, random), pick(accounts, random)),
  (body, random) => put(accountIn(body, random), pick(accounts, random)),
  (body, random) => remove(spotIn(body, random)),
  (body, random) => remove(spotIn(body, random)),
  (body, random) => swap(spotIn(body, random), spotIn(body, random)),
  (body, random) => reshape(spotIn(body, random)),
  (body, random) => reshape(spotIn(body, random)),
  (body, random) => retype(body, random),
];

/** A place in a document: the value of `key` in `parent`. */
interface Spot {
  readonly parent: { [name: string]: Json };
  readonly key: string;
}

function spotIn(body: Json, random: Random): Spot | undefined {
  return pick(spotsIn(body), random);
}

function accountIn(body: Json, random: Random): Spot | undefined {
  const spots = spotsIn(body).filter(({ key }) => /account/i.test(key));
  return pick(spots, random);
}

function spotsIn(body: Json): Spot[] {
  if (typeof body !== 'object' || body === null) return [];
  const parent = body as Spot['parent'];
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...spotsIn(parent[key] ?? null)]);
}

function put(spot: Spot | undefined, value: Json): void {
  if (spot) spot.parent[spot.key] = structuredClone(value);
}

function remove(spot: Spot | undefined): void {
  if (spot) delete spot.parent[spot.key];
}

/** By value: a place inside the other must not make a ring of them. */
function swap(one: Spot | undefined, other: Spot | undefined): void {
  if (!one || !other) return;
  const [first = null, second = null] = [one.parent[one.key], other.parent[other.key]];
  const copies = structuredClone([second, first]);
  put(one, copies[0] ?? null);
  put(other, copies[1] ?? null);
}

/** A number as a text and the other way round, a list for an object and the other way round. */
function reshape(spot: Spot | undefined): void {
  put(spot, reshaped(spot?.parent[spot.key] ?? null));
}

function reshaped(value: Json): Json {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : [value];
  if (Array.isArray(value)) return { ...value };
  return typeof value === 'object' && value !== null ? Object.values(value) : value;
}

function retype(body: Json, random: Random): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
  body.source = pick(sources, random);
  body['detail-type'] = pick(types, random);
}

function place(text: string, random: Random): number {
  return Math.floor(random() * text.length);
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
