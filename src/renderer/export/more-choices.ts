import type { FileMode, PathStyle, PictureFormat } from '../../shared/export.ts';
import { FORMATS } from '../../shared/export-formats.ts';
import type { BalanceTarget, ExportOptions, ExportRequest } from '../../shared/export-request.ts';
import type { ExportScope } from './export-choices.ts';

/** What every class is brought to; `number`: what is typed beside it. */
export const BALANCES = ['max', 'median', 'number'] as const;
export type Balance = (typeof BALANCES)[number];

/** What is chosen under “More options”, whether it makes sense with the rest or not. */
export interface MoreChoices {
  /** A name each, by commas; empty: the classes there are. */
  readonly classes: string;
  readonly dropsOthers: boolean;
  readonly dropsUnlabeled: boolean;
  /** Tagged `remove`. */
  readonly dropsRemoved: boolean;
  readonly convert: PictureFormat | null;
  /** Longest side, px; null: as they are. */
  readonly resize: number | null;
  readonly balance: Balance | null;
  /** Samples of each class; null while it is being typed. */
  readonly balanceTo: number | null;
  /** Says which samples are copied or left out; null while it is being typed. */
  readonly balanceSeed: number | null;
  /** Null: relative where files are written, else absolute. */
  readonly paths: PathStyle | null;
  readonly hasWeights: boolean;
  /** Empty: the user of the system. */
  readonly by: string;
}

export const NO_MORE: MoreChoices = {
  classes: '',
  dropsOthers: false,
  dropsUnlabeled: false,
  dropsRemoved: false,
  convert: null,
  resize: null,
  balance: null,
  balanceTo: null,
  balanceSeed: 0,
  paths: null,
  hasWeights: false,
  by: '',
};

/** What the rest of the dialog says. */
export interface ChosenBeside {
  readonly format: ExportOptions['format'];
  readonly files: FileMode;
  readonly scope: ExportScope;
}

/** Which of the choices mean something beside the others. */
export function meaningful({ format, files, scope }: ChosenBeside) {
  const { hasWeights } = FORMATS[format];
  return {
    pictures: files === 'copy',
    balance: files === 'copy',
    weights: hasWeights === true,
    removed: scope === 'query',
  };
}

/** What an export is asked for; of choices that do not go with the others, nothing. */
export function optionsOfMore({ by, paths, ...choices }: MoreChoices, beside: ChosenBeside): Partial<ExportRequest> {
  const classes = choices.classes
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const goes = meaningful(beside);
  const { convert, resize } = choices;
  const target = goes.balance ? targetOf(choices) : null;
  return {
    ...(classes.length === 0 ? {} : { classes, otherClasses: choices.dropsOthers ? 'drop' : 'refuse' }),
    ...(choices.dropsUnlabeled ? { unlabeled: 'drop' } : {}),
    ...(choices.dropsRemoved && goes.removed ? { removed: 'drop' } : {}),
    ...(goes.pictures && convert !== null ? { convert } : {}),
    ...(goes.pictures && resize !== null ? { resize } : {}),
    ...(choices.hasWeights && goes.weights ? { weights: true } : {}),
    ...(target === null ? {} : { balance: { target, seed: choices.balanceSeed ?? 0 } }),
    ...(paths === null ? {} : { paths }),
    ...(by.trim() === '' ? {} : { by: by.trim() }),
  };
}

function targetOf({ balance, balanceTo }: Pick<MoreChoices, 'balance' | 'balanceTo'>): BalanceTarget | null {
  return balance === 'number' ? balanceTo : balance;
}

/** `2 set`: how many are otherwise than at first; empty: none. */
export function changedText(choices: MoreChoices, beside: ChosenBeside): string {
  const { otherClasses: _, ...asked } = optionsOfMore(choices, beside);
  const count = Object.keys(asked).length;
  return count === 0 ? '' : `${count} set`;
}
