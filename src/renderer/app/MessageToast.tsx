import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { undo } from '../state/decisions.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import styles from './MessageToast.module.css';

const INFO_MS = 5000;
const ERROR_MS = 15_000;

/** What the last key did, with an offer to take it back. Stays while the pointer is on it. */
export function MessageToast() {
  const message = useMessagesStore((state) => state.message);
  const dismiss = useMessagesStore((state) => state.dismiss);
  const [isHovered, setHovered] = useState(false);
  useEffect(() => {
    if (message === null || isHovered) return;
    const timer = setTimeout(dismiss, message.tone === 'error' ? ERROR_MS : INFO_MS);
    return () => clearTimeout(timer);
  }, [message, isHovered, dismiss]);
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {message === null ? null : (
        <div
          key={message.id}
          className={styles.toast}
          data-tone={message.tone}
          onPointerEnter={() => setHovered(true)}
          onPointerLeave={() => setHovered(false)}
        >
          {message.tone === 'error' ? <IconAlertTriangle size={16} aria-hidden /> : null}
          <span>{message.text}</span>
          {message.canUndo || message.takeBack !== null ? (
            <Button variant="subtle" size="compact-xs" onClick={() => void (message.takeBack ?? undo)()}>
              Undo
            </Button>
          ) : null}
          <ActionIcon size={20} aria-label="Dismiss" onClick={dismiss}>
            <IconX size={13} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
