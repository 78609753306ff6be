/** A `<name>` in an input template. */
export interface Placeholder {
  readonly name: string;
  /** Where its `<` is. */
  readonly start: number;
}

/** Names are as EventBridge allows them, with the dots of its own variables. */
const PLACEHOLDER = /<([A-Za-z0-9_.-]+)>/g;

export function placeholdersIn(template: string): readonly Placeholder[] {
  return [...template.matchAll(PLACEHOLDER)].map(({ 1: name = '', index: start }) => ({
    name,
    start,
  }));
}

/** Whether an odd number of quotes stands before it; one after a backslash is no quote. */
export function isInsideQuotes(template: string, { start }: Placeholder): boolean {
  const before = template.slice(0, start).replaceAll(/\\./gs, '');
  return before.split('"').length % 2 === 0;
}

/** The template with each placeholder replaced by what is given for it. */
export function render(
  template: string,
  fill: (template: string, placeholder: Placeholder) => string,
): string {
  return template.replaceAll(PLACEHOLDER, (_all, name: string, start: number) =>
    fill(template, { name, start }),
  );
}
