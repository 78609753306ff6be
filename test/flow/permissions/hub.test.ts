import { describe } from '@jest/globals';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import { eachIsMissed } from './missing.ts';
import { policyParts } from './policy-parts.ts';

describe('what the hub’s template grants is needed', () => {
  const parts = policyParts(houseTemplates());
  eachIsMissed(parts.filter(({ name }) => name.startsWith('template.yaml ')));
});
