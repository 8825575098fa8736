import type { ClassColumn, ColumnMapping, ColumnRole } from '../../shared/prediction-file.ts';

/** Roles that a person can give a column, in words. */
export const ROLE_WORDS: Readonly<Record<ColumnRole, string>> = {
  path: 'Path of the picture',
  prediction: 'Predicted class',
  confidence: 'Confidence',
  label: 'Label (not imported)',
  probability: 'Probability of a class',
  list: 'Probabilities, as a list',
  ignored: 'Not used',
};

/** Each of these belongs to one column alone. */
const SINGLE = ['path', 'prediction', 'confidence', 'label'] as const;
type SingleRole = (typeof SINGLE)[number];
const isSingle = (role: ColumnRole): role is SingleRole => (SINGLE as readonly ColumnRole[]).includes(role);

/** The mapping in which a column has another role; a role that only one can have is taken from the column that had it. */
export function withRole(mapping: ColumnMapping, column: string, role: ColumnRole): ColumnMapping {
  const without = withoutColumn(mapping, column);
  if (isSingle(role)) return { ...without, [role]: column };
  if (role === 'list') return { ...without, probabilities: { kind: 'list', column } };
  if (role === 'ignored') return without;
  const columns = without.probabilities?.kind === 'columns' ? without.probabilities.columns : [];
  const known = classColumns(mapping).find((one) => one.column === column);
  return { ...without, probabilities: { kind: 'columns', columns: [...columns, known ?? { column, className: column }] } };
}

function withoutColumn(mapping: ColumnMapping, column: string): ColumnMapping {
  const { probabilities } = mapping;
  const cleared = Object.fromEntries(SINGLE.map((role) => [role, mapping[role] === column ? null : mapping[role]]));
  if (probabilities?.kind === 'list')
    return { ...mapping, ...cleared, probabilities: probabilities.column === column ? null : probabilities };
  const left = classColumns(mapping).filter((one) => one.column !== column);
  return { ...mapping, ...cleared, probabilities: left.length === 0 ? null : { kind: 'columns', columns: left } };
}

function classColumns({ probabilities }: ColumnMapping): readonly ClassColumn[] {
  return probabilities?.kind === 'columns' ? probabilities.columns : [];
}
