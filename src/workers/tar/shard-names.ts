/** Whether a file of this name is a tar, whose pictures are read in place. */
export function isShardName(name: string): boolean {
  return /[^/]\.tar$/i.test(name);
}
