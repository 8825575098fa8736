import type { FileMode, PictureFormat } from '../../shared/export.ts';
import { FORMATS } from '../../shared/export-formats.ts';
import type { ExportOptions, ExportRequest } from '../../shared/export-request.ts';

/** What is chosen under “More options”, whether it makes sense with the rest or not. */
export interface MoreChoices {
  /** A name each, by commas; empty: the classes there are. */
  readonly classes: string;
  readonly dropsOthers: boolean;
  readonly dropsUnlabeled: boolean;
  readonly convert: PictureFormat | null;
  /** Longest side, px; null: as they are. */
  readonly resize: number | null;
  readonly hasWeights: boolean;
  readonly balance: 'max' | 'median' | null;
  /** Empty: the user of the system. */
  readonly by: string;
}

export const NO_MORE: MoreChoices = {
  classes: '',
  dropsOthers: false,
  dropsUnlabeled: false,
  convert: null,
  resize: null,
  hasWeights: false,
  balance: null,
  by: '',
};

/** What an export is asked for; of choices that do not go with its format and files, nothing. */
export function optionsOfMore(
  { by, ...choices }: MoreChoices,
  { format, files }: { readonly format: ExportOptions['format']; readonly files: FileMode },
): Partial<ExportRequest> {
  const classes = choices.classes
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isCopied = files === 'copy';
  const { convert, resize, balance } = choices;
  return {
    ...(classes.length === 0 ? {} : { classes, otherClasses: choices.dropsOthers ? 'drop' : 'refuse' }),
    ...(choices.dropsUnlabeled ? { unlabeled: 'drop' } : {}),
    ...(isCopied && convert !== null ? { convert } : {}),
    ...(isCopied && resize !== null ? { resize } : {}),
    ...(choices.hasWeights && FORMATS[format].hasWeights === true ? { weights: true } : {}),
    ...(isCopied && balance !== null ? { balance: { target: balance, seed: 0 } } : {}),
    ...(by.trim() === '' ? {} : { by: by.trim() }),
  };
}
