/**
 * A number from 0 up to 2 to the 32nd that a text always has. FNV-1a, its bits stirred once more (the end of MurmurHash3):
 * ids that differ in one digit must not stand side by side. Nothing that anybody may want to forge hangs on it.
 */
export function stableHash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
