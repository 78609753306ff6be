import { alarms } from './alarms.ts';
import { boundaries } from './boundaries.ts';
import { concurrency } from './concurrency.ts';
import { conditions } from './conditions.ts';
import { connectionSecrets } from './connection-secrets.ts';
import { dashboards } from './dashboards.ts';
import { deletionPolicies } from './deletion-policies.ts';
import { eventPatterns } from './event-patterns.ts';
import { filters } from './filters.ts';
import { functionLogs } from './function-logs.ts';
import { generatedRoles } from './generated-roles.ts';
import { hardCodedPlaces } from './hard-coded-places.ts';
import { inputTransformers } from './input-transformers.ts';
import { jsonTexts } from './json-texts.ts';
import { parameters } from './parameters.ts';
import { queues } from './queues.ts';
import { decided } from './reading/decided.ts';
import { decisions } from './reading/decisions.ts';
import type { Document } from './reading/document.ts';
import { ruleTargets } from './rule-targets.ts';
import { schedules } from './schedules.ts';
import type { TemplateCheck } from './template-check.ts';
import { wildcards } from './wildcards.ts';

/** About the text: these see every `Fn::If`. */
const asWritten: readonly TemplateCheck[] = [boundaries, conditions, hardCodedPlaces, parameters];

/** About what is deployed: these see the template once for each way its conditions come out. */
const asDecided: readonly TemplateCheck[] = [
  alarms,
  concurrency,
  connectionSecrets,
  dashboards,
  deletionPolicies,
  eventPatterns,
  filters,
  functionLogs,
  generatedRoles,
  inputTransformers,
  jsonTexts,
  queues,
  ruleTargets,
  schedules,
  wildcards,
];

/** A line for everything that is wrong in a template: `template.yaml: Resources.X.Properties.…: what is wrong`. */
export function templateFaults(document: Document): readonly string[] {
  const ways = decisions(document).map((decision) => decided(document, decision));
  const faults = [
    ...asWritten.flatMap((check) => check(document)),
    ...asDecided.flatMap((check) => ways.flatMap(check)),
  ];
  const lines = faults.map(({ path, text }) => `${document.name}: ${path}: ${text}`);
  return [...new Set(lines)];
}
