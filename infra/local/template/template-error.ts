/** Something in a template that the local organization cannot stand for: one line with template, place and reason. */
export class TemplateError extends Error {
  /** @param path as in `Resources.WorkQueue.Properties.DelaySeconds`. */
  constructor(template: string, path: string, reason: string) {
    super(`${template}: ${path}: ${reason}`);
    this.name = 'TemplateError';
  }
}
