import { nearest } from '../nearest.ts';
import type { Deploying } from './deploying.ts';

/** Overrides that are not what they seem: SAM CLI drops unknown ones, and of several to one parameter all but the last. */
export function overrideFaults(deploying: Deploying): readonly string[] {
  const { template, config } = deploying;
  if (!config) return [];
  const byKey = Map.groupBy(config.overrides, ({ key }) => key);
  return [...byKey].flatMap(([key, overrides]) => {
    const place = `${config.file}: ${key}: `;
    if (!Object.hasOwn(template.Parameters, key)) return place + unknown(key, deploying);
    if (overrides.length === 1) return [];
    const values = overrides.map(({ value }) => JSON.stringify(value));
    return `${place}expected one value; found ${values.join(' and ')}`;
  });
}

function unknown(key: string, { file, template }: Deploying): string {
  const meant = nearest(key, Object.keys(template.Parameters));
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return `no parameter of ${file}, so SAM CLI would silently drop it${hint}`;
}
