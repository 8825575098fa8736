import { Tooltip, type TooltipProps } from '@mantine/core';
import { useWithKey } from './use-key.ts';

export interface KeyTooltipProps extends Pick<TooltipProps, 'children'> {
  /** Of the action whose key does the same. */
  readonly action: string;
  readonly label: string;
}

/** What a button says of itself under the pointer, with the key that the user has for it: `History (H)`. */
export function KeyTooltip({ action, label, children }: KeyTooltipProps) {
  return <Tooltip label={useWithKey(action, label)}>{children}</Tooltip>;
}
