import type { GroupMember } from '../../shared/api.ts';

/** What members of a group are told apart by. */
export type MemberField = 'label' | 'split' | 'format' | 'dimensions' | 'sizeBytes';

const FIELDS: readonly MemberField[] = ['label', 'split', 'format', 'dimensions', 'sizeBytes'];

/** Which fields are not the same for all members; a missing value is one, too. */
export function differingFields(members: readonly GroupMember[]): ReadonlySet<MemberField> {
  return new Set(FIELDS.filter((field) => new Set(members.map((member) => valueIn(member, field))).size > 1));
}

/** Which members have the largest picture and the largest file, where these differ. */
export interface Largest {
  /** Pixels; null: all are the same size. */
  readonly pixels: number | null;
  readonly sizeBytes: number | null;
}

export function largestOf(members: readonly GroupMember[]): Largest {
  return { pixels: largest(members.map(pixelsOf)), sizeBytes: largest(members.map(({ sizeBytes }) => sizeBytes)) };
}

export function pixelsOf({ width, height }: Pick<GroupMember, 'width' | 'height'>): number {
  return (width ?? 0) * (height ?? 0);
}

function valueIn(member: GroupMember, field: MemberField): string | number | null {
  return field === 'dimensions' ? `${member.width} × ${member.height}` : member[field];
}

function largest(values: readonly number[]): number | null {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? null : most;
}
