import { useSyncExternalStore } from 'react';

type PageScheme = 'light' | 'dark';

/** The scheme that the page is painted in. A setting is put on the page after what shows it was rendered; colours read then are the old ones. */
export function usePageScheme(): PageScheme {
  return useSyncExternalStore(watch, read);
}

function read(): PageScheme {
  return document.documentElement.dataset.mantineColorScheme === 'light' ? 'light' : 'dark';
}

function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
}
