/** An item as it travels: every value under the letter of its kind. */
export type StoredItem = Readonly<Record<string, { readonly S?: string }>>;

/**
 * Bytes that DynamoDB reckons for an item: names and values, and a little more for a list and each thing in it.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOfItem(item: StoredItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + name.length + sizeOf(value), 0);
}

function sizeOf(value: object): number {
  const [[kind, content] = []] = Object.entries(value) as [string, unknown][];
  if (kind === 'S') return Buffer.byteLength(String(content));
  // Two digits a byte, and one more.
  if (kind === 'N') return Math.ceil(String(content).length / 2) + 1;
  if (kind === 'L')
    return (content as object[]).reduce<number>((sum, one) => sum + 1 + sizeOf(one), 3);
  if (kind === 'M') return sizeOfItem(content as StoredItem) + 3;
  return 1;
}
