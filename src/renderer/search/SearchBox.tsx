import { QueryField } from './QueryField.tsx';

/** The query as text. */
export function SearchBox() {
  return (
    <search>
      <QueryField />
    </search>
  );
}
