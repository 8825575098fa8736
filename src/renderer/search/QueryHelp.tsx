import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './QueryHelp.module.css';
import { QUERY_HELP } from './query-help.ts';

/** Explains the query language; a click tries an example. */
export function QueryHelp({ onTry }: { readonly onTry: (text: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={420} trapFocus withRoles={false}>
      <Popover.Target>
        <Tooltip label="How to search" disabled={isOpen}>
          <ActionIcon size={24} aria-label="How to search" onClick={() => setOpen(!isOpen)}>
            <IconHelp size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.help} role="dialog" aria-label="How to search">
        {QUERY_HELP.map(({ title, examples }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            {examples.map(({ text, does }) => (
              <button
                key={text}
                type="button"
                className={styles.example}
                onClick={() => {
                  setOpen(false);
                  onTry(text);
                }}
              >
                <code className={styles.text}>{text}</code>
                <span className={styles.does}>{does}</span>
              </button>
            ))}
          </section>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
