import { useKey } from './use-key.ts';

export interface KeyOfProps {
  readonly action: string;
  readonly className?: string | undefined;
}

/** The key of an action, as it is now; nothing where it has none. */
export function KeyOf({ action, className }: KeyOfProps) {
  const key = useKey(action);
  return key === null ? null : <kbd className={className}>{key}</kbd>;
}
