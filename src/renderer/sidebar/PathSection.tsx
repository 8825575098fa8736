import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { addPathText, clearPath, type PathTerm, pathTerms, removePathTerm } from '../../shared/query-path.ts';
import { useQueryStore } from '../state/query-store.ts';
import styles from './PathSection.module.css';
import { Section } from './Section.tsx';
import type { Section as SectionInfo } from './sections.ts';

/** Words and patterns that paths must have, or must not. */
export function PathSection({ section }: { readonly section: SectionInfo }) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const [draft, setDraft] = useState('');
  const terms = pathTerms(query);
  const add = (isExcluded: boolean): void => {
    setQuery(addPathText(query, draft, isExcluded));
    setDraft('');
  };
  return (
    <Section section={section} onClear={terms.length === 0 ? null : () => setQuery(clearPath(query))}>
      <div className={styles.path}>
        <TextInput
          size="xs"
          placeholder="Contains, or a pattern with *"
          aria-label="The path contains"
          title="Enter looks for it, Alt+Enter excludes it"
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && draft.trim() !== '') add(event.altKey);
            if (event.key !== 'Escape' || draft === '') return;
            setDraft('');
            event.stopPropagation();
          }}
        />
        {terms.length === 0 ? null : (
          <ul className={styles.terms} aria-label="What the path contains">
            {terms.map((term) => (
              <li key={JSON.stringify(term)} className={styles.term} data-excluded={term.isExcluded || undefined}>
                <span className={styles.text}>{term.text}</span>
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={`Remove ${wordsOf(term)}`}
                  onClick={() => setQuery(removePathTerm(query, term))}
                >
                  <IconX size={11} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function wordsOf({ text, isExcluded }: PathTerm): string {
  return isExcluded ? `not ${text}` : text;
}
