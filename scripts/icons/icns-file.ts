const HEADER_BYTES = 8;

/** Types of an ICNS file that hold a PNG, with its size in pixels; ic11 to ic14 are the "@2x" ones. */
const TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
] as const;

/** @param pngs by size in pixels @returns an Apple icon file of those whose size has a type */
export function icnsFile(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const elements = TYPES.flatMap(([type, size]) => {
    const png = pngs.get(size);
    return png === undefined ? [] : [element(type, png)];
  });
  return element('icns', Buffer.concat(elements));
}

function element(type: string, data: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(HEADER_BYTES + data.length, 4);
  return Buffer.concat([header, data]);
}
