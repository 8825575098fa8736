import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import { relationsTo } from '../state/member-links.ts';
import styles from './CompareFacts.module.css';
import { type ComparedFact, comparedFacts } from './compared-facts.ts';
import { matchWords } from './match-words.ts';

export interface CompareFactsProps {
  readonly group: DuplicateGroup;
  readonly left: GroupMember;
  readonly right: GroupMember;
}

/** What is known of both, with what differs standing out. */
export function CompareFacts({ group, left, right }: CompareFactsProps) {
  const relation = relationsTo(group.members, left.id).get(right.id);
  return (
    <aside className={styles.panel} aria-label="Facts of both">
      <p className={styles.match}>{relation === undefined ? '' : matchWords(group, relation)}</p>
      <table className={styles.table}>
        <colgroup>
          <col className={styles.names} />
        </colgroup>
        <thead>
          <tr>
            <td />
            <th scope="col">Left</th>
            <th scope="col">Right</th>
          </tr>
        </thead>
        <tbody>
          {comparedFacts(left, right).map((fact) => (
            <Row key={fact.name} fact={fact} />
          ))}
        </tbody>
      </table>
    </aside>
  );
}

function Row({ fact: { name, left, right, isDifferent, better } }: { readonly fact: ComparedFact }) {
  return (
    <tr data-different={isDifferent || undefined}>
      <th scope="row">{name}</th>
      <td data-better={better === 'left' || undefined} title={left}>
        {left}
      </td>
      <td data-better={better === 'right' || undefined} title={right}>
        {right}
      </td>
    </tr>
  );
}
