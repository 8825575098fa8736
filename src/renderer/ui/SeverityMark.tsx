import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { Severity } from '../../shared/issue-meanings.ts';
import styles from './SeverityMark.module.css';

/** The shape of each severity. */
export const SEVERITY_ICONS: Readonly<Record<Severity, typeof IconInfoCircle>> = {
  high: IconAlertOctagon,
  medium: IconAlertTriangle,
  low: IconInfoCircle,
};

const NAMES: Readonly<Record<Severity, string>> = { high: 'severe', medium: 'medium', low: 'minor' };

/** How bad a kind of issue is, by shape and by colour. */
export function SeverityMark({ severity, size = 16 }: { readonly severity: Severity; readonly size?: number }) {
  const Icon = SEVERITY_ICONS[severity];
  return (
    <span className={styles.mark} data-severity={severity} role="img" aria-label={NAMES[severity]} title={NAMES[severity]}>
      <Icon size={size} stroke={1.8} aria-hidden />
    </span>
  );
}
