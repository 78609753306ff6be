import type { Document } from './reading/document.ts';
import { everyPlace } from './reading/every-place.ts';
import { isIntrinsic } from './reading/fields.ts';
import { jsonOf } from './reading/json-of.ts';
import { resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** What is no JSON, or what another check has more to say about. */
const lookedAtElsewhere =
  /\.(InputTemplate|InlineCode|ZipFile|DashboardBody|EventPattern|Pattern)$/;

/** Two braces are a dynamic reference, and a brace with a percent sign is an expression of a state machine. */
const BEGINS_AS_JSON = /^\s*\{(?![{%])/;

/** Texts that begin as a JSON object does, and are none. */
export const jsonTexts: TemplateCheck = (document) =>
  resourcesOf(document)
    .flatMap(({ path, properties }) => everyPlace(properties, path))
    .filter(({ path, node }) => isWholeText(path, node) && !lookedAtElsewhere.test(path))
    .flatMap(({ path, node }) => faultOf(path, node, document));

/** What stands inside a function is only part of a text: the function is looked at as a whole. */
function isWholeText(path: string, node: unknown): boolean {
  return !path.includes('.Fn::') && (typeof node === 'string' || isIntrinsic(node));
}

function faultOf(path: string, node: unknown, document: Document): readonly Fault[] {
  const text = standIn(node, document);
  if (typeof text !== 'string' || !BEGINS_AS_JSON.test(text)) return [];
  const read = jsonOf(text);
  return 'trouble' in read ? [{ path, text: `expected JSON: ${read.trouble}` }] : [];
}
