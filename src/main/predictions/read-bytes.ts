/** Bytes that come in pieces, taken in the lengths that are wanted. */
export interface ByteReader {
  /** @returns as many as asked for, fewer only at the end */
  take(length: number): Promise<Buffer>;
}

export function readBytes(pieces: AsyncIterator<Buffer>): ByteReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    async take(length) {
      if (rest.length >= length) {
        const taken = rest.subarray(0, length);
        rest = rest.subarray(length);
        return taken;
      }
      const parts = [rest];
      let got = rest.length;
      while (got < length) {
        const { value, done } = await pieces.next();
        if (done === true) break;
        parts.push(value);
        got += value.length;
      }
      const all = Buffer.concat(parts);
      rest = all.subarray(Math.min(length, all.length));
      return all.subarray(0, length);
    },
  };
}
