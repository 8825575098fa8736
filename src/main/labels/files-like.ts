import { dirname } from 'node:path';
import { type LabelCandidates, type LabelFile, manyByPath } from './label-reader.ts';
import { pacedGroups } from './paced-filter.ts';

/** Files of a folder that are opened to learn what all of them are. */
const LOOKED_AT = 3;

interface Looked extends Pick<LabelCandidates, 'files' | 'headOf'> {
  readonly isOne: (head: string) => boolean;
}

/** Files, one a picture, of the folders in which one of the first is of a format. In path order. */
export async function filesLike({ files, headOf, isOne }: Looked): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  for (const some of (await pacedGroups(files, ({ path }) => dirname(path))).values()) {
    const heads = await Promise.all(some.slice(0, LOOKED_AT).map(headOf));
    if (heads.some(isOne)) for (const file of some) found.push(file);
  }
  return await manyByPath(found);
}
