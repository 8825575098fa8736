/** The literal parts between the `*`s of a pattern; UTF-8, with ONE_CHARACTER for `?`. */
export type Glob = readonly Uint16Array[];

/** Past any byte. */
const ONE_CHARACTER = 256;

/** `*` stands for any run of characters, `?` for one. */
export function compileGlob(pattern: string): Glob {
  return pattern.split('*').map((part) => {
    const units = part.split('?').map((literal) => [...Buffer.from(literal)]);
    return Uint16Array.from(units.flatMap((literal, k) => (k === 0 ? literal : [ONE_CHARACTER, ...literal])));
  });
}

/** A text that every match of the pattern contains. */
export function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]/).reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '');
}

/** Whether bytes `start..end` match as a whole. The leftmost place for each middle part is the best one: no backtracking. */
export function matchesGlob(glob: Glob, bytes: Uint8Array, start: number, end: number): boolean {
  const first = glob[0];
  const last = glob[glob.length - 1];
  if (first === undefined || last === undefined) return start === end;
  let at = partEnd(first, bytes, start, end);
  if (at < 0 || glob.length === 1) return at === end;
  const tail = partStart(last, bytes, at, end);
  for (let k = 1; k < glob.length - 1 && at >= 0; k++) at = findPart(glob[k] ?? first, bytes, at, tail);
  return at >= 0 && tail >= 0;
}

/** Where the part ends if it stands at `at`, else -1. */
function partEnd(part: Uint16Array, bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  for (let k = 0; k < part.length; k++) {
    if (next >= end) return -1;
    if (part[k] === ONE_CHARACTER) next = characterEnd(bytes, next, end);
    else if (bytes[next++] !== part[k]) return -1;
  }
  return next;
}

/** Where the first occurrence of the part ends, else -1. */
function findPart(part: Uint16Array, bytes: Uint8Array, from: number, end: number): number {
  const first = part[0];
  if (first === undefined) return from;
  let at = from;
  while (at < end) {
    if (first !== ONE_CHARACTER) while (at < end && bytes[at] !== first) at++;
    const found = partEnd(part, bytes, at, end);
    if (found >= 0) return found;
    at = characterEnd(bytes, at, end);
  }
  return -1;
}

/** Where the part starts if it stands at the very end, not before `from`; else -1. */
function partStart(part: Uint16Array, bytes: Uint8Array, from: number, end: number): number {
  let next = end;
  for (let k = part.length - 1; k >= 0; k--) {
    if (next <= from) return -1;
    next--;
    if (part[k] === ONE_CHARACTER) while (next > from && isContinuation(bytes[next])) next--;
    else if (bytes[next] !== part[k]) return -1;
  }
  return next;
}

function characterEnd(bytes: Uint8Array, at: number, end: number): number {
  let next = at + 1;
  while (next < end && isContinuation(bytes[next])) next++;
  return next;
}

/** UTF-8 bytes after the first of a character: 10xxxxxx. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
