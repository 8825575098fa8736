export interface TagInputProps {
  readonly opened: boolean;
  /** Samples that will get the tag. */
  readonly count: number;
  readonly onTag: (tag: string) => void;
  readonly onClose: () => void;
}

/** Asks for a tag, completing from those the dataset has. */
export function TagInput(_: TagInputProps) {
  return null;
}
