import type { DeployedRule } from './deployed-rule.ts';
import type { Deployment, ReportTable } from './deployment.ts';
import { expand } from './placeholder.ts';
import type { Complaint } from './problem.ts';
import { written } from './written-destination.ts';

/** The rule whose reports the template makes a table of: there must be one, with Parquet reports where the table reads. */
export function checkDeployedTable(
  rules: readonly DeployedRule[],
  { table }: Deployment,
): readonly Complaint[] {
  if (!table) return [];
  const read = rules.find(({ rule }) => rule.id === table.rule);
  if (!read) return [noSuchRule(rules, table)];
  return [...checkFormat(read), ...checkPrefix(read, table)];
}

function noSuchRule(rules: readonly DeployedRule[], table: ReportTable): Complaint {
  const ids = rules.map(({ rule }) => rule.id).join(', ');
  const message = `expected the rule "${table.rule}", whose reports are the template's table (ReportTableRule); found ${ids}`;
  return { path: ['rules'], about: 'value', message };
}

function checkFormat({ rule, path }: DeployedRule): Complaint[] {
  const { format } = rule.inventory;
  if (format === 'Parquet') return [];
  const message = `expected Parquet, because the template's table reads this rule's reports (ReportTableRule); found ${format}`;
  return [{ path: [...path, 'inventory', 'format'], about: 'value', message }];
}

function checkPrefix(read: DeployedRule, { prefix }: ReportTable): Complaint[] {
  const { path, value } = written('prefix', read) ?? { path: read.path, value: '' };
  if (read.regions.every((region) => prefixIn(region, value, read) === prefix)) return [];
  const message = `expected the destination prefix "${prefix}", which the template's table reads (ReportTablePrefix); found ${JSON.stringify(value)}`;
  return [{ path, about: 'value', message }];
}

/** The prefix in a region, still open to the account, as the table's is. */
function prefixIn(region: string, prefix: string, { rule }: DeployedRule): string {
  return expand(prefix, { account: '{account}', region, name: '{bucket}' }, rule.id);
}
