import { type LimitOutcome, limitText, type RuleOutcome, ruleText } from '../../shared/recipe.ts';
import type { ApplyReport } from './apply-command.ts';
import { describeExport } from './export-command.ts';

/** What each rule did, which limits were passed, and what was exported, for a person. */
export function describeApply(report: ApplyReport): string {
  const { recipe, folder, index, rules, limits, export: exported } = report;
  return [
    `Recipe “${recipe}” on ${folder}: ${index.samples} samples, ${index.ok} ok, ${index.corrupt} corrupt\n`,
    rules.length === 0 ? 'No rules\n' : 'Rules:\n',
    ...rules.map(ruleLine),
    ...(limits.length === 0 ? [] : ['Limits:\n', ...limits.map(limitLine)]),
    exported === null ? 'Nothing was exported: a limit was passed.\n' : describeExport(exported),
  ].join('');
}

function ruleLine({ rule, changed, examples }: RuleOutcome): string {
  const shown = examples.length === 0 ? '' : `: ${examples.join(', ')}${changed > examples.length ? ', …' : ''}`;
  return `  ${ruleText(rule)}: ${changed} ${changed === 1 ? 'sample' : 'samples'}${shown}\n`;
}

function limitLine({ limit, found, of, isPassed }: LimitOutcome): string {
  const share = of === 0 ? '' : ` (${((100 * found) / of).toFixed(1)}%)`;
  return `  ${limit.of}: ${found} of ${of}${share}, at most ${limitText(limit.most)}: ${isPassed ? 'PASSED' : 'kept'}\n`;
}
