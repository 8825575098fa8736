import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './Details.module.css';
import type { Fact } from './facts.ts';

/** One fact of a sample; a hash can be copied. */
export function FactRow({ fact: { name, value, isCode } }: { readonly fact: Fact }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd className="wn-selectable" title={value}>
        {isCode ? <code>{value}</code> : value}
        {isCode ? <CopyFact name={name} value={value} /> : null}
      </dd>
    </div>
  );
}

function CopyFact({ name, value }: Pick<Fact, 'name' | 'value'>) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy ${name}`}>
          <ActionIcon size={20} aria-label={`Copy ${name}`} onClick={copy}>
            {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
