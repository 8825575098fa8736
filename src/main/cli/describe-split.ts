import type { SplitRecord } from '../../shared/export.ts';
import type { KeptGroups, SplitReport, SplitRules } from '../../shared/split.ts';
import { printGrouping } from '../../shared/split-grouping.ts';
import { type Row, tableHead, tableLines, tableWidths } from './table.ts';

/** What an export makes of splits, for a person: classes by split, what was kept together, what moved, what leaks. */
export function describeSplit({ rules, report }: SplitRecord): readonly string[] {
  if (report.splits.length === 0) return [];
  const leaks = `  leaks that remain: ${leaksText(report, rules)}\n`;
  if (rules.mode === 'keep') return [leaks];
  const kept = report.keptTogether.map(keptText).join(', ');
  return [
    `  ${rulesText(rules)}\n`,
    classTable(report),
    ...(report.boxed === undefined ? [] : [`  classes: of boxes; a sample counts once for each class it has a box of\n`]),
    `  kept together: ${kept === '' ? 'there are no groups' : kept}\n`,
    ...(report.moves === null ? [] : [`  moved to another split: ${report.moves}\n`]),
    leaks,
  ];
}

function rulesText(rules: Exclude<SplitRules, { readonly mode: 'keep' }>): string {
  const groupBy = rules.groupBy.map(printGrouping);
  const what = rules.mode === 'repair' ? 'repaired' : `new, ${rules.balance}`;
  return `splits: ${what}, grouped by ${['duplicates', ...groupBy].join(', ')}, seed ${rules.seed}`;
}

function classTable({ splits, unsplit, classes, boxed }: SplitReport): string {
  const hasUnsplit = unsplit > 0;
  const fields = ['class', ...splits.map(({ name }) => name), ...(hasUnsplit ? ['(no split)'] : [])];
  const rows: Row[] = classes.map(({ label, counts, ...row }) => {
    const cells = [label ?? (boxed === undefined ? '(no label)' : '(no box)'), ...counts, ...(hasUnsplit ? [row.unsplit] : [])];
    return Object.fromEntries(fields.map((field, at) => [field, cells[at] ?? 0]));
  });
  const widths = tableWidths(fields, rows);
  return (tableHead(fields, widths) + tableLines(fields, widths, rows)).replaceAll(/^/gm, '    ').trimEnd().concat('\n');
}

function keptText({ by, groups, samples }: KeptGroups): string {
  const of =
    by === 'duplicates' ? 'of duplicates' : by === 'name' ? 'by file name' : by === 'time' ? 'taken together' : `by ${by}`;
  return `${groups} ${groups === 1 ? 'group' : 'groups'} ${of} (${samples} samples)`;
}

function leaksText({ leaks }: SplitReport, { mode }: SplitRules): string {
  if (leaks.groups === 0) return 'none';
  const advice = mode === 'keep' ? '; --splits repair moves the fewest samples' : '';
  return `${leaks.groups} ${leaks.groups === 1 ? 'group' : 'groups'} of duplicates in two splits or more (${leaks.samples} samples)${advice}`;
}
