import { useDatasetStore } from '../state/dataset-store.ts';
import { Keys } from '../ui/Keys.tsx';
import { Mark } from '../ui/Mark.tsx';
import { OpenFailure } from '../ui/OpenFailure.tsx';
import { shell } from '../ui/shell.ts';
import { ThemeToggle } from '../ui/ThemeToggle.tsx';
import { useKey } from '../ui/use-key.ts';
import { OpenCard } from './OpenCard.tsx';
import { RecentList } from './RecentList.tsx';
import { SampleCard } from './SampleCard.tsx';
import styles from './StartScreen.module.css';

/** What a person sees before a dataset is open. */
export function StartScreen() {
  const error = useDatasetStore((state) => state.error);
  const key = useKey('app.open-folder');
  return (
    <main className={styles.screen}>
      <div className={styles.corner}>
        <ThemeToggle />
      </div>
      <div className={styles.page}>
        <header className={styles.head}>
          <Mark size={56} />
          <div>
            <h1 className={styles.name}>Winnow</h1>
            <p className={styles.tagline}>See every picture of your dataset, find the bad ones, export a clean copy.</p>
          </div>
        </header>
        {error === null ? null : <OpenFailure error={error} />}
        <div className={styles.columns}>
          <div className={styles.column}>
            <OpenCard />
            <SampleCard />
          </div>
          <RecentList />
        </div>
        <footer className={styles.foot}>
          <span>Everything stays on this machine. The folder you open is never written to.</span>
          <span className={styles.hints}>
            {shell() === null ? null : <span>Drop a folder anywhere to open it</span>}
            {key === null ? null : (
              <span>
                <Keys keys={key} /> Open a folder
              </span>
            )}
          </span>
        </footer>
      </div>
    </main>
  );
}
