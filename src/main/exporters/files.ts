import { constants } from 'node:fs';
import { access, copyFile, link, open, realpath, stat, symlink } from 'node:fs/promises';
import { assertNever, WinnowError } from '../../shared/errors.ts';
import type { FileMode } from '../../shared/export.ts';
import { type FilePlace, fileOf } from '../../workers/decode/file-place.ts';
import { UnreadableFile, withFile } from '../../workers/decode/read-file.ts';
import { noLinkTo } from './refuse-tar-links.ts';
import { systemCode } from './system-code.ts';

/** Clones where the file system can, which takes no time and no space; never over anything. */
const COPY_FLAGS = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/** Read and written at once, of a picture that is copied out of a tar. */
const PIECE_BYTES = 1 << 22;

/** The bytes of a sample as the index knows them. */
export interface SourceFile {
  readonly place: FilePlace;
  readonly sizeBytes: number;
}

/**
 * Copies or links a sample's file to where nothing is yet.
 * @returns null, or in words what is wrong with the source
 * @throws {WinnowError} export_failed where the target cannot hold such links; the system's error where it cannot be written
 */
export async function placeFile(
  mode: Exclude<FileMode, 'none'>,
  source: SourceFile,
  target: string | Buffer,
): Promise<string | null> {
  if (source.place.within !== undefined) return placeMember(mode, source.place, target);
  const wrong = await whatIsWrong(source);
  if (wrong !== null) return wrong;
  const file = fileOf(source.place);
  switch (mode) {
    case 'copy':
      return copy(file, target);
    case 'hardlink':
      // A hard link to a symbolic link would be another symbolic link.
      await link(await realpath(file, { encoding: 'buffer' }), target).catch(refuseLinks('hard'));
      return null;
    case 'symlink':
      await symlink(file, target).catch(refuseLinks('symbolic'));
      return null;
    default:
      return assertNever(mode);
  }
}

/** Writes a member of a tar to a file of its own. */
async function placeMember(mode: Exclude<FileMode, 'none'>, place: FilePlace, target: string | Buffer): Promise<string | null> {
  if (mode !== 'copy') throw noLinkTo(Buffer.from(place.path).toString('utf8'));
  try {
    await withFile(place, async ({ sizeBytes, read }) => {
      const file = await open(target, 'wx');
      try {
        for (let at = 0; at < sizeBytes; at += PIECE_BYTES) await file.writeFile(await read(at, PIECE_BYTES));
      } finally {
        await file.close();
      }
    });
    return null;
  } catch (error) {
    if (error instanceof UnreadableFile) return `cannot be read: ${error.message}`;
    throw error;
  }
}

async function copy(source: string | Buffer, target: string | Buffer): Promise<string | null> {
  try {
    await copyFile(source, target, COPY_FLAGS);
    return null;
  } catch (error) {
    const wrong = await access(source, constants.R_OK).then(() => null, wordsOf);
    if (wrong === null) throw error;
    return wrong;
  }
}

/** @returns null, or in words how a source differs from what was indexed, as far as its size tells */
export async function whatIsWrong({ place, sizeBytes }: SourceFile): Promise<string | null> {
  try {
    const found = await stat(fileOf(place));
    if (!found.isFile()) return 'is no regular file any more';
    return found.size === sizeBytes ? null : `changed since it was indexed (${sizeBytes} bytes then, ${found.size} now)`;
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is no longer there';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return `cannot be read (${code ?? String(error)})`;
}

const REFUSALS: Readonly<Record<string, string>> = {
  EXDEV: 'the export and the dataset are on different disks',
  EPERM: 'the system does not allow it there',
  ENOTSUP: 'the disk cannot hold them',
  EOPNOTSUPP: 'the disk cannot hold them',
  ENOSYS: 'the disk cannot hold them',
  EMLINK: 'a file has as many as the disk allows',
};

function refuseLinks(kind: 'hard' | 'symbolic'): (error: unknown) => never {
  return (error) => {
    const why = REFUSALS[systemCode(error) ?? ''];
    if (why === undefined) throw error;
    throw new WinnowError('export_failed', `No ${kind} links can be made: ${why}. Export with copies instead.`, { cause: error });
  };
}
