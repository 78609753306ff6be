import type { Document } from './reading/document.ts';
import { type Fields, fieldsOf, listOf } from './reading/fields.ts';
import { jsonOf } from './reading/json-of.ts';
import { referencesIn } from './reading/references.ts';
import { resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

const COLUMNS = 24;

const widgetTypes: ReadonlySet<unknown> = new Set([
  'alarm',
  'custom',
  'explorer',
  'log',
  'metric',
  'text',
]);

/**
 * Dashboards that CloudWatch would refuse, or that show nothing of what they name.
 * Source: CloudWatch API reference, dashboard body structure and syntax.
 */
export const dashboards: TemplateCheck = (document) =>
  resourcesOf(document, 'AWS::CloudWatch::Dashboard').flatMap(({ path, properties }) => {
    const at = `${path}.DashboardBody`;
    return [
      ...bodyFaults(standIn(properties.DashboardBody, document), at),
      ...referenceFaults(properties.DashboardBody, at, document),
    ];
  });

function bodyFaults(body: unknown, path: string): readonly Fault[] {
  const read = jsonOf(body);
  if ('trouble' in read) return [{ path, text: `expected JSON: ${read.trouble}` }];
  const { widgets } = fieldsOf(read.value);
  if (!Array.isArray(widgets)) return [{ path, text: 'expected a list of widgets' }];
  return widgets.flatMap((widget, index) =>
    widgetTroubles(fieldsOf(widget)).map((text) => ({ path: `${path}.widgets[${index}]`, text })),
  );
}

function widgetTroubles(widget: Fields): readonly string[] {
  const { type, x = 0, y = 0, width = 6, height = 6, properties } = widget;
  const measures = [x, y, width, height];
  const { region } = fieldsOf(properties);
  return [
    ...(widgetTypes.has(type) ? [] : [`type ${String(type)}: expected one that CloudWatch knows`]),
    ...(measures.every(isWhole) ? [] : ['expected whole numbers as x, y, width and height']),
    ...(Number(x) + Number(width) <= COLUMNS ? [] : [`beyond the ${COLUMNS} columns of the grid`]),
    ...(Number(width) < 1 || Number(height) < 1 ? ['expected a width and a height'] : []),
    ...(needsRegion(type) && !region ? ['expected the region of what it shows'] : []),
  ];
}

function isWhole(measure: unknown): boolean {
  return Number.isInteger(measure) && Number(measure) >= 0;
}

function needsRegion(type: unknown): boolean {
  return type === 'metric' || type === 'log';
}

function referenceFaults(body: unknown, path: string, document: Document): readonly Fault[] {
  return referencesIn(listOf(body))
    .filter(({ name, attribute }) => !isThere(document, name, attribute))
    .map(({ name }) => ({ path, text: `\${${name}}: there is no such resource` }));
}

/** Only a resource has attributes. */
function isThere(document: Document, name: string, attribute: string | undefined): boolean {
  if (name in document.resources) return true;
  return attribute === undefined && (name in document.parameters || name.startsWith('AWS::'));
}
