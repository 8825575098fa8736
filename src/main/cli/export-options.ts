import { type Command, InvalidArgumentError, Option } from 'commander';
import { KEEP_OR_DROP, OTHER_CLASSES, PATH_STYLES, PICTURE_FORMATS } from '../../shared/export.ts';
import { type BalanceTarget, type ExportOptions, MOST_BALANCED, MOST_SIDE } from '../../shared/export-request.ts';
import { classList } from './class-list.ts';
import { numberUpTo } from './option-values.ts';
import { type SplitOptions, splitOptionsProblem } from './split-options.ts';

/** What `addContentOptions` and `addSplitOptions` read. */
export interface ContentOptions extends SplitOptions, Omit<ExportOptions, 'format' | 'files' | 'split' | 'balance'> {
  readonly balance?: BalanceTarget;
}

/** Why options say nothing together; null: they do. */
export function contentOptionsProblem(options: ContentOptions): string | null {
  const { otherClasses, classes, balance, seed: _, ...others } = options;
  if (otherClasses !== undefined && classes === undefined) return '--other-classes needs --classes.';
  // The seed is of the copies then, whether samples are dealt to splits or not.
  return splitOptionsProblem(balance === undefined ? options : others);
}

/** Without the split, which is kept where nothing is said. */
export function contentOf<Options extends ContentOptions>(options: Options) {
  const { balance: target, seed = 0, splits: _, splitBy: _by, groupBy: _groups, ...rest } = options;
  return { ...rest, balance: target === undefined ? undefined : { target, seed } };
}

/** Options of `winnow export` that say what of the samples goes along and what is made of it. */
export function addContentOptions(command: Command): void {
  command
    .addOption(
      new Option('--classes <list>', 'the classes and their order: a file with a name a line, or a,b,c').argParser(classList),
    )
    .addOption(
      new Option(
        '--other-classes <what>',
        'classes that --classes does not name: refuse (default), or drop their samples and boxes',
      ).choices(OTHER_CLASSES),
    )
    .addOption(new Option('--unlabeled <what>', 'samples without a label: keep (default) or drop').choices(KEEP_OR_DROP))
    .addOption(new Option('--removed <what>', 'samples tagged "remove": keep (default) or drop').choices(KEEP_OR_DROP))
    .addOption(
      new Option('--paths <style>', 'how tables call files (default: relative; absolute with --files none)').choices(PATH_STYLES),
    )
    .option(
      '--strip-private',
      'leave out GPS positions, serial numbers, names of persons and places; the pixels stay as they are',
    )
    .addOption(
      new Option('--convert <format>', 'encode pictures of other formats anew, without metadata').choices(PICTURE_FORMATS),
    )
    .addOption(
      new Option('--resize <side>', 'make larger pictures smaller: their longest side, px; boxes with them').argParser(
        numberUpTo(1, MOST_SIDE),
      ),
    )
    .option('--weights', 'a column that says how much a sample should count, so that all classes count the same')
    .addOption(
      new Option(
        '--balance <target>',
        'as many samples of each class: a number, max or median; changed copies of some, or leaving out some; where samples have boxes, those with rare classes are repeated (LVIS: by the root of how rare); only of the split train, where there are splits; --seed says which',
      ).argParser(balanceTarget),
    );
}

function balanceTarget(text: string): BalanceTarget {
  if (text === 'max' || text === 'median') return text;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_BALANCED) return number;
  throw new InvalidArgumentError(`Expected max, median or a whole number from 1 to ${MOST_BALANCED}.`);
}
