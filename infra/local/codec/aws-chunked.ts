/**
 * The content of an `aws-chunked` body, the framing that SDKs use for streams with signed chunks or trailing checksums:
 * `<size in hex>[;signature]⏎ <bytes>⏎ … 0⏎ <trailers>`. Checksums and signatures are not verified.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function unchunk(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', position);
    const size = Number.parseInt(body.toString('latin1', position, lineEnd), 16);
    if (lineEnd < 0 || !size) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    chunks.push(body.subarray(start, start + size));
    position = start + size + 2;
  }
}
