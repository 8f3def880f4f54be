/**
 * What was deflated, up to `limit` bytes; `undefined` where it is damaged or larger. The platform's own reader, because it
 * works in browsers too and takes neither a wrong checksum nor anything that follows the end.
 */
export async function inflate(
  bytes: Uint8Array,
  format: 'deflate' | 'deflate-raw',
  limit: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const inflated = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream(format));
    // Not every browser goes through a stream with `for await`.
    const reader = inflated.getReader();
    for (let { value: part } = await reader.read(); part !== undefined; { value: part } = await reader.read()) {
      length += part.length;
      if (length > limit) {
        await reader.cancel();
        return undefined;
      }
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
