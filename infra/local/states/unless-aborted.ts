/** What the work gives, unless nobody waits for it any longer: then the signal's reason is thrown, and the work goes on unheeded. */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const over = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const options = { once: true, signal: over.signal };
    signal.addEventListener('abort', () => reject(signal.reason), options);
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    over.abort();
  }
}
