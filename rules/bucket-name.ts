const reservedPrefixes = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedSuffixes = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * Why a text can be no name of a general purpose bucket; `undefined` when it can.
 * Source: S3 user guide, "General purpose bucket naming rules".
 */
export function bucketNameFault(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `${name.length} characters long, not 3 to 63`;
  const strange = /[^a-z0-9.-]/.exec(name);
  if (strange) return `not free of ${JSON.stringify(strange[0])}: only a-z 0-9 . - may occur`;
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'not beginning and ending in a letter or digit';
  if (name.includes('..')) return 'not free of two dots in a row';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'formed like an IP address';
  const reserved =
    reservedPrefixes.find((prefix) => name.startsWith(prefix)) ??
    reservedSuffixes.find((suffix) => name.endsWith(suffix));
  return reserved && `using ${reserved}, which S3 reserves`;
}
