import { NO_FACTS, type PaxFacts, parsePaxRecords } from './pax-records.ts';
import { isZeroBlock, parseTarHeader, TAR_BLOCK, type TarHeader, untilNul } from './tar-header.ts';

/** A member of a tar. */
export interface TarMember {
  readonly kind: 'member';
  readonly type: 'file' | 'link' | 'sparse';
  readonly name: Uint8Array;
  /** Where its data begin in the tar. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Bytes that are wanted to go on; fewer where the tar ends before. */
export interface TarNeed {
  readonly kind: 'need';
  readonly position: number;
  readonly length: number;
}

/** In words, what kept a tar from being read to its proper end; null: nothing. */
export type TarDamage = string | null;

type Steps<T> = Generator<TarNeed | TarMember, T, Uint8Array>;

/** A longer name, or more records about one member, are no name any more. */
const MOST_NAME_BYTES = 1 << 20;
/** Tars are padded with zeros, commonly to 10 KiB; so much is looked at for what comes after their end. */
const MOST_PADDING_BYTES = 1 << 20;

/**
 * The members of a tar in its order, from its headers alone. Reads nothing itself: it yields what it needs and is given that
 * with `next`, so that a thread can read at once and the engine without blocking.
 * @param sizeBytes of the tar
 */
export function* tarSteps(sizeBytes: number): Steps<TarDamage> {
  let next = NAMELESS;
  for (let at = 0; ; ) {
    const block = yield* need(at, TAR_BLOCK);
    if (block.length < TAR_BLOCK) return shortOf(block.length, at);
    if (isZeroBlock(block)) return yield* whatFollows(at, sizeBytes);
    const header = parseTarHeader(block);
    if (header === null) return at === 0 ? notTar(block) : `is damaged: there is no header at byte ${at}`;
    const isOfNext = header.type === 'long-name' || header.type === 'records';
    const name = isOfNext ? header.name : (next.facts.path ?? next.long ?? header.name);
    const dataBytes = isOfNext || !header.hasData ? header.sizeBytes : (next.facts.sizeBytes ?? header.sizeBytes);
    const offset = at + TAR_BLOCK + (yield* mapBytes(header, at));
    if (offset + dataBytes > sizeBytes) return `is cut off within ${printable(name)}`;
    at = offset + Math.ceil(dataBytes / TAR_BLOCK) * TAR_BLOCK;
    if (isOfNext) {
      if (dataBytes > MOST_NAME_BYTES) return `is damaged: a name of ${dataBytes} bytes at byte ${offset}`;
      next = withWords(next, header, yield* need(offset, dataBytes));
    } else if (header.type !== 'aside') {
      const type = next.facts.isSparse ? 'sparse' : header.type;
      if (type === 'file' || type === 'link' || type === 'sparse')
        yield { kind: 'member', type, name, offset, sizeBytes: dataBytes };
      next = NAMELESS;
    }
  }
}

/** What was said of the next member before its header. */
interface Announced {
  readonly long: Uint8Array | null;
  readonly facts: PaxFacts;
}
const NAMELESS: Announced = { long: null, facts: NO_FACTS };

function withWords(next: Announced, { type }: TarHeader, bytes: Uint8Array): Announced {
  return type === 'records' ? { ...next, facts: parsePaxRecords(bytes) } : { ...next, long: Uint8Array.from(untilNul(bytes)) };
}

function shortOf(length: number, at: number): string {
  if (length > 0) return `is cut off within a header, at byte ${at}`;
  return at === 0 ? 'is empty (0 bytes)' : 'ends without the mark of its end; it may be cut off';
}

/** The members of a tar, read at once: for a thread of its own. @returns what kept it from being read to its end */
export function* readTar(
  sizeBytes: number,
  read: (position: number, length: number) => Uint8Array,
): Generator<TarMember, TarDamage> {
  const steps = tarSteps(sizeBytes);
  for (let step = steps.next(); ; ) {
    if (step.done === true) return step.value;
    if (step.value.kind === 'member') yield step.value;
    step = steps.next(step.value.kind === 'need' ? read(step.value.position, step.value.length) : NOTHING);
  }
}

const NOTHING = new Uint8Array();

function* need(position: number, length: number): Steps<Uint8Array> {
  return yield { kind: 'need', position, length };
}

/** Of the blocks between the header of a sparse file and its data. */
function* mapBytes({ isExtended }: TarHeader, at: number): Steps<number> {
  let bytes = 0;
  for (let goesOn = isExtended; goesOn; bytes += TAR_BLOCK) {
    const block = yield* need(at + TAR_BLOCK + bytes, TAR_BLOCK);
    goesOn = (block[504] ?? 0) !== 0;
  }
  return bytes;
}

/** Tars written one after the other into one file: as everywhere, what comes after the first's end is not read, but it is said. */
function* whatFollows(end: number, sizeBytes: number): Steps<TarDamage> {
  for (let at = end; at < Math.min(sizeBytes, end + MOST_PADDING_BYTES); at += TAR_BLOCK) {
    const block = yield* need(at, TAR_BLOCK);
    if (isZeroBlock(block)) continue;
    return parseTarHeader(block) === null ? null : `has more members after the mark of its end, at byte ${at}; they are not read`;
  }
  return null;
}

const PACKED: readonly (readonly [magic: string, name: string])[] = [
  ['1f8b', 'gzip'],
  ['425a68', 'bzip2'],
  ['fd377a585a00', 'xz'],
  ['28b52ffd', 'zstd'],
];

function notTar(block: Uint8Array): string {
  const head = Buffer.from(block.subarray(0, 8)).toString('hex');
  const packed = PACKED.find(([magic]) => head.startsWith(magic));
  return packed === undefined
    ? `is no tar: it starts with ${head}`
    : `is compressed with ${packed[1]}; decompress it to have its pictures read in place`;
}

const printable = (name: Uint8Array): string => JSON.stringify(Buffer.from(name).toString('utf8').slice(0, 200));
