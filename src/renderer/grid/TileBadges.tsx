import { IconCheck, IconPencil, IconQuestionMark, IconShieldCheck, IconX } from '@tabler/icons-react';
import type { IssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { SampleStatus, Tile } from '../../shared/sample.ts';
import { useTagColor } from '../state/tag-colors.ts';
import { formatScore } from '../ui/format.ts';
import { SEVERITY_ICONS } from '../ui/SeverityMark.tsx';
import { STATUS_LOOKS } from '../ui/status.ts';
import { isBroken, statusIcon } from '../ui/status-icons.ts';
import { type DecidingTag, isDecidingTag, notIssueWords, tileTags, WORDS_FROM_PX, worstOf } from '../ui/tile-looks.ts';
import styles from './TileBadges.module.css';

/** Smaller tiles have room for icons only. */
const ICON_PX = 12;

export interface TroubleBadgesProps {
  readonly tile: Pick<Tile, 'status' | 'thumb'>;
  /** Issues other than the file's status. */
  readonly issues: readonly IssueKind[];
  /** Side of the tile, CSS pixels. */
  readonly cell: number;
}

/** What is wrong with the file and which issues it has, above on the left. The tile's name says it too. */
export function TroubleBadges({ tile: { status, thumb }, issues, cell }: TroubleBadgesProps) {
  // Without a picture the tile shows its status instead.
  const hasStatus = isBroken(status) && thumb !== null;
  return (
    <div className={styles.badges} data-corner="trouble" aria-hidden>
      {hasStatus ? <StatusBadge status={status} hasWords={cell >= WORDS_FROM_PX} /> : null}
      {issues.length === 0 ? null : <IssueBadge kinds={issues} hasCount={cell >= WORDS_FROM_PX} />}
    </div>
  );
}

function StatusBadge({ status, hasWords }: { readonly status: SampleStatus; readonly hasWords: boolean }) {
  const Icon = statusIcon(status);
  return (
    <span className={styles.badge} data-status={status} title={STATUS_LOOKS[status].meaning}>
      {hasWords ? status : <Icon size={ICON_PX} stroke={2} />}
    </span>
  );
}

/** How bad the worst of a sample's issues is, and how many there are; the tooltip names them. */
function IssueBadge({ kinds, hasCount }: { readonly kinds: readonly IssueKind[]; readonly hasCount: boolean }) {
  const severity = worstOf(kinds);
  const Icon = SEVERITY_ICONS[severity];
  const titles = kinds.map((kind) => `${ISSUES[kind].title}: ${ISSUES[kind].explains}`);
  return (
    <span
      className={styles.badge}
      data-issues={kinds.join(' ')}
      data-severity={severity}
      // By the style sheet, as the score is: the tile's name has the kinds, not their number.
      data-count={hasCount && kinds.length > 1 ? kinds.length : undefined}
      title={titles.join('\n')}
    >
      <Icon size={ICON_PX} stroke={2} />
    </span>
  );
}

export interface VerdictBadgesProps {
  readonly tile: Pick<Tile, 'isRelabeled' | 'notIssues'>;
  /** Of the kind of issue that is open; undefined: none, or no room for it. */
  readonly score: number | undefined;
  /** It was said to be no issue of that kind. */
  readonly isKept: boolean;
}

/** What was decided beside tags, and the score of the kind that is open, above on the right. */
export function VerdictBadges({ tile: { isRelabeled, notIssues = [] }, score, isKept }: VerdictBadgesProps) {
  const words = notIssueWords(notIssues);
  return (
    <div className={styles.badges} data-corner="verdict" aria-hidden>
      {isRelabeled ? (
        <span className={styles.badge} data-verdict="relabeled" title="You gave it another label">
          <IconPencil size={ICON_PX} stroke={2} />
        </span>
      ) : null}
      {notIssues.length > 0 && !isKept ? (
        <span className={styles.badge} data-verdict="no-issue" title={words[0]?.toUpperCase() + words.slice(1)}>
          <IconShieldCheck size={ICON_PX} stroke={2} />
        </span>
      ) : null}
      {score === undefined ? null : (
        <span className={styles.badge} data-kept={isKept || undefined} data-score={formatScore(score)}>
          {isKept ? <IconCheck size={11} stroke={3} /> : null}
        </span>
      )}
    </div>
  );
}

const TAG_ICONS: Readonly<Record<DecidingTag, typeof IconX>> = { remove: IconX, keep: IconCheck, unsure: IconQuestionMark };

export interface TagBadgesProps {
  readonly tags: readonly string[];
  /** Side of the tile, CSS pixels. */
  readonly cell: number;
}

/** Tags over the lower edge of the picture: those that decide by a sign, others by colour and name, or its first letter. */
export function TagBadges({ tags, cell }: TagBadgesProps) {
  const colorOf = useTagColor();
  const { marks, rest } = tileTags(tags, cell);
  const hasWords = cell >= WORDS_FROM_PX;
  return (
    <div className={styles.tags} aria-hidden>
      {marks.map((tag) => (
        <span
          key={tag}
          className={hasWords ? styles.tag : styles.square}
          data-tag={tag}
          style={{ backgroundColor: colorOf(tag) }}
          title={`Tagged “${tag}”`}
        >
          <TagSign tag={tag} hasWords={hasWords} />
        </span>
      ))}
      {rest === 0 ? null : (
        <span className={`${styles.tag} ${styles.rest}`} title={`Tagged ${tags.map((tag) => `“${tag}”`).join(', ')}`}>
          +{rest}
        </span>
      )}
    </div>
  );
}

function TagSign({ tag, hasWords }: { readonly tag: string; readonly hasWords: boolean }) {
  const Icon = isDecidingTag(tag) ? TAG_ICONS[tag] : null;
  const letter = [...tag][0]?.toUpperCase();
  return (
    <>
      {Icon === null ? null : <Icon size={ICON_PX} stroke={3} />}
      {hasWords ? <span className={styles.word}>{tag}</span> : Icon === null ? letter : null}
    </>
  );
}
