/**
 * The text without what would break a JSON template that it is pasted into: quotes, backslashes, control characters.
 * EventBridge's input transformers paste without escaping.
 */
export function templateSafe(text: string): string {
  return text
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replaceAll(/\p{Cc}+/gu, ' ');
}
