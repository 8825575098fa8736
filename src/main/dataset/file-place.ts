import type { FilePlace } from '../../workers/decode/file-place.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type MemberBytes, readMemberBytes } from '../index/shards.ts';
import { absoluteBytes } from './paths.ts';

/** What the path of every member of a tar holds, and hardly any other path. */
const MAY_BE_MEMBER = /\.tar\//i;

/**
 * The one place that says where the bytes of a sample are.
 * @param folder a dataset's folder, absolute
 * @param path a sample's path in it
 */
export function filePlace(db: ReadableDb, folder: string, path: string): FilePlace {
  return placeBelow(folder, path, memberOf(db, path));
}

/** @returns where in a tar the sample of a path lies; null: it is a file of its own */
export function memberOf(db: ReadableDb, path: string): MemberBytes | null {
  return MAY_BE_MEMBER.test(path) ? readMemberBytes(db, path) : null;
}

/** The same place below another folder, too, where the same files may lie. */
export function placeBelow(folder: string, path: string, member: MemberBytes | null): FilePlace {
  const place = { path: absoluteBytes(folder, path) };
  if (member === null) return place;
  const { shard, offset, sizeBytes, mtimeMs } = member;
  return { ...place, within: { file: absoluteBytes(folder, shard), offset, sizeBytes, mtimeMs } };
}
