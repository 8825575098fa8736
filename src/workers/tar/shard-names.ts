/** Whether a file of this name is a tar, whose pictures are read in place. */
export function isShardName(name: string): boolean {
  return /[^/]\.tar$/i.test(name);
}

/** Whether a file of this name is a tar that was compressed: nothing in the middle of it can be read without all before it. */
export function isPackedTarName(name: string): boolean {
  return /[^/]\.(?:tar\.(?:gz|z|bz2|xz|zst|lz4|lzma)|tgz|tbz2?|txz|tzst)$/i.test(name);
}
