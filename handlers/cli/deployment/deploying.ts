import type { Samconfig } from './samconfig.ts';
import type { Template } from './template.ts';

/** A template, and what is given to it. */
export interface Deploying {
  /** The template's file. */
  readonly file: string;
  readonly template: Template;
  /** Where other values than the defaults come from, if anything is there. */
  readonly config?: (Samconfig & { readonly file: string }) | undefined;
}
