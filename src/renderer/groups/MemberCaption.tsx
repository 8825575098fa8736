import type { GroupMember } from '../../shared/api.ts';
import { formatBytes, formatCount } from '../ui/format.ts';
import { type Largest, type MemberField, pixelsOf } from './differing.ts';
import styles from './MemberCaption.module.css';

export interface MemberCaptionProps {
  readonly member: GroupMember;
  readonly differing: ReadonlySet<MemberField>;
  readonly largest: Largest;
  /** How it matches the best; empty for the best. */
  readonly match: string;
}

/** What tells a member from the others; values that are not the same for all stand out. */
export function MemberCaption({ member, differing, largest, match }: MemberCaptionProps) {
  const { path, width, height, sizeBytes, format, label, split } = member;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dimensions = width === null || height === null ? '' : `${formatCount(width)} × ${formatCount(height)}`;
  return (
    <div className={styles.caption}>
      <div className={styles.name} title={path}>
        {name}
      </div>
      <div className={styles.folder} title={path}>
        {path.slice(0, Math.max(0, path.length - name.length - 1))}
      </div>
      <div className={styles.size}>
        <Value text={dimensions} isDifferent={differing.has('dimensions')} isLargest={pixelsOf(member) === largest.pixels} />
        <Value
          text={formatBytes(sizeBytes)}
          isDifferent={differing.has('sizeBytes')}
          isLargest={sizeBytes === largest.sizeBytes}
        />
        {differing.has('format') ? <Value text={format?.toUpperCase() ?? '?'} isDifferent isLargest={false} /> : null}
      </div>
      <div className={styles.badges}>
        <Badge text={label ?? 'no class'} isMissing={label === null} isDifferent={differing.has('label')} />
        {split === null && !differing.has('split') ? null : (
          <Badge text={split ?? 'no split'} isMissing={split === null} isDifferent={differing.has('split')} />
        )}
      </div>
      <div className={styles.match} title={match}>
        {match}
      </div>
    </div>
  );
}

interface ValueProps {
  readonly text: string;
  readonly isDifferent: boolean;
  readonly isLargest: boolean;
}

function Value({ text, isDifferent, isLargest }: ValueProps) {
  return (
    <span data-different={isDifferent || undefined} data-largest={isLargest || undefined}>
      {text}
    </span>
  );
}

interface BadgeProps {
  readonly text: string;
  readonly isMissing: boolean;
  readonly isDifferent: boolean;
}

function Badge({ text, isMissing, isDifferent }: BadgeProps) {
  return (
    <span className={styles.badge} data-missing={isMissing || undefined} data-different={isDifferent || undefined} title={text}>
      {text}
    </span>
  );
}
