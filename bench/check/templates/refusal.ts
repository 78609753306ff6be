/** Why what the local organization compiles would be refused, in its own words; undefined when it would not. */
export function refusal(compile: () => unknown): string | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
