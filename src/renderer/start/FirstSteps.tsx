import { IconEye, IconFilterSearch, IconPackageExport, IconTag } from '@tabler/icons-react';
import styles from './FirstSteps.module.css';

const STEPS = [
  { Icon: IconEye, title: 'Look', text: 'Every file is accounted for; thumbnails appear while the rest is still being read.' },
  {
    Icon: IconFilterSearch,
    title: 'Find',
    text: 'Damaged, dark, blurry, odd and duplicate pictures are ranked, with the reason in words.',
  },
  { Icon: IconTag, title: 'Decide', text: 'One key tags “remove” or “keep”. Everything can be undone, also tomorrow.' },
  {
    Icon: IconPackageExport,
    title: 'Export',
    text: 'What is left becomes a new folder, verified file by file, with a manifest.',
  },
] as const;

/** What Winnow is for, where recent datasets will be. */
export function FirstSteps() {
  return (
    <section className={styles.steps}>
      <h2 className={styles.title}>How it goes</h2>
      <ol className={styles.list}>
        {STEPS.map(({ Icon, title, text }) => (
          <li key={title} className={styles.step}>
            <span className={styles.icon}>
              <Icon size={18} aria-hidden />
            </span>
            <span>
              <b>{title}</b>
              <br />
              <span className={styles.text}>{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
