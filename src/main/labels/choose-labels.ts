import { isAbsolute } from 'node:path';
import type { IndexRequest } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { LABEL_FORMAT_NAMES, type LabelChoice, setKey } from '../../shared/label-files.ts';
import { findLabelFiles } from './find-label-files.ts';
import { DEEPEST, listLabelFiles } from './list-label-files.ts';

/** The choice with what a person says otherwise. */
export function chosenBy({ labels, format, leftOut }: IndexRequest, before: LabelChoice): LabelChoice {
  return {
    files: labels === undefined ? before.files : labels === 'auto' ? [] : labels,
    format: format === undefined ? before.format : format === 'auto' ? null : format,
    leftOut: leftOut ?? before.leftOut,
  };
}

/**
 * The sets of files that a choice finds, those that it leaves out among them, by `setKey`.
 * @throws {WinnowError} bad_request, not_found where a choice finds nothing
 */
export async function findChosenSets(folder: string, choice: LabelChoice): Promise<readonly string[]> {
  const { files, format } = choice;
  const relative = files.find((file) => !isAbsolute(file));
  if (relative !== undefined)
    throw new WinnowError('bad_request', `"${relative}" is no absolute path. Name the annotations in full.`);
  const { sets, leftOut } = await findLabelFiles(folder, await listLabelFiles(folder, DEEPEST), choice);
  const found = [...sets, ...leftOut].map(setKey);
  if (found.length > 0 || format === null) return found;
  throw new WinnowError(
    'bad_request',
    `There are no annotations in ${folder} or beside it that are ${LABEL_FORMAT_NAMES[format]}. Name their file with --labels, or let --format auto tell what is there.`,
  );
}
