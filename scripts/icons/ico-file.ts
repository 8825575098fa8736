const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

/** @param pngs by size in pixels, 256 at most @returns a Windows ICO file that holds them as they are (read since Vista) */
export function icoFile(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const directory = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * pngs.size);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pngs.size, 4);
  let imageOffset = directory.length;
  [...pngs].forEach(([size, png], i) => {
    const entry = HEADER_BYTES + ENTRY_BYTES * i;
    // One byte each: 0 means 256.
    directory.writeUInt8(size % 256, entry);
    directory.writeUInt8(size % 256, entry + 1);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(png.length, entry + 8);
    directory.writeUInt32LE(imageOffset, entry + 12);
    imageOffset += png.length;
  });
  return Buffer.concat([directory, ...pngs.values()]);
}
