import { Button, CopyButton, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ExportSummary } from '../../shared/export.ts';
import { pythonSnippets } from '../../shared/python-snippets.ts';
import styles from './PythonSnippets.module.css';

/** The few lines that load an export, by library, to be copied. */
export function PythonSnippets({ summary }: { readonly summary: ExportSummary }) {
  const snippets = pythonSnippets(summary);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = snippets.find(({ title }) => title === chosen) ?? snippets[0];
  if (shown === undefined) return null;
  return (
    <section className={styles.snippets} aria-label="Load it in Python">
      <div className={styles.head}>
        <SegmentedControl
          size="xs"
          aria-label="Library"
          data={snippets.map(({ title }) => title)}
          value={shown.title}
          onChange={(value) => setChosen(value)}
        />
        <CopyButton value={shown.code}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.code} tabIndex={0}>
        {shown.code}
      </pre>
    </section>
  );
}
