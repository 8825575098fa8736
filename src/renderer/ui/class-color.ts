import { useComputedColorScheme } from '@mantine/core';
import { useCallback } from 'react';
import { classColor, cssColor, type Scheme } from './palette.ts';

/** Colours of classes by their place in the dataset's list; others are grey. The same place is the same hue everywhere. */
export function useClassColor(classes: readonly string[]): (name: string) => string {
  const scheme = useComputedColorScheme('dark');
  return useCallback((name) => colorOf(classes, name, scheme), [classes, scheme]);
}

/** Over pictures, which are the same in both schemes: bright ones. */
export function usePictureColor(classes: readonly string[]): (name: string) => string {
  return useCallback((name) => colorOf(classes, name, 'dark'), [classes]);
}

function colorOf(classes: readonly string[], name: string, scheme: Scheme): string {
  return cssColor(classColor(classes.indexOf(name), scheme));
}
