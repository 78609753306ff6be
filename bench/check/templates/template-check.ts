import type { Document } from './reading/document.ts';

/** Something wrong in a template. */
export interface Fault {
  /** As in `Resources.WorkQueue.Properties.VisibilityTimeout`. */
  readonly path: string;
  /** What is wrong, and what is expected. */
  readonly text: string;
}

/** Looks at a template for one kind of fault. */
export type TemplateCheck = (document: Document) => readonly Fault[];
