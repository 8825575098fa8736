import type { WinnowError } from '../../shared/errors.ts';

/** The folder that another Winnow has open, where that is why it was refused; it can still be opened to look. */
export function busyFolder({ code, details }: WinnowError): string | null {
  const folder = details?.folder;
  return code === 'dataset_busy' && typeof folder === 'string' ? folder : null;
}
