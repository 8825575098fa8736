import { QueryField } from './QueryField.tsx';
import styles from './SearchBox.module.css';
import { SortMenu } from './SortMenu.tsx';

/** The query as text, and its order. */
export function SearchBox() {
  return (
    <search className={styles.search}>
      <QueryField />
      <SortMenu />
    </search>
  );
}
