import { constants } from 'node:fs';
import { access, copyFile, link, realpath, stat, symlink } from 'node:fs/promises';
import { assertNever, WinnowError } from '../../shared/errors.ts';
import type { FileMode } from '../../shared/export.ts';
import { systemCode } from './system-code.ts';

/** Clones where the file system can, which takes no time and no space; never over anything. */
const COPY_FLAGS = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/** The file of a sample as the index knows it. */
export interface SourceFile {
  /** Absolute; bytes where the name is no UTF-8. */
  readonly file: string | Buffer;
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
  const wrong = await whatIsWrong(source);
  if (wrong !== null) return wrong;
  switch (mode) {
    case 'copy':
      return copy(source.file, target);
    case 'hardlink':
      // A hard link to a symbolic link would be another symbolic link.
      await link(await realpath(source.file, { encoding: 'buffer' }), target).catch(refuseLinks('hard'));
      return null;
    case 'symlink':
      await symlink(source.file, target).catch(refuseLinks('symbolic'));
      return null;
    default:
      return assertNever(mode);
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
export async function whatIsWrong({ file, sizeBytes }: SourceFile): Promise<string | null> {
  try {
    const found = await stat(file);
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
