/** Something that a person of the organization would have before him. */
export interface Exhibit {
  readonly title: string;
  readonly lines: readonly string[];
}
