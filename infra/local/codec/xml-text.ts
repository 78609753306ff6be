/** Text as it may stand between XML tags. */
export function xmlText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `{ Region: 'us-east-1' }` → `<Region>us-east-1</Region>` */
export function xmlElements(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts)
    .map(([name, text]) => `<${name}>${xmlText(text)}</${name}>`)
    .join('');
}
