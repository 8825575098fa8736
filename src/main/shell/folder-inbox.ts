/** Folders to open, kept until the page says that it listens: they may come before there is a page. */
export interface FolderInbox {
  put(folder: string): void;
  /** The page listens: gets the folder that waits, if any, and every later one. */
  open(deliver: (folder: string) => void): void;
  /** The page is gone or is being loaded again. */
  close(): void;
}

/** Only the last folder waits: opening one closes another. */
export function makeFolderInbox(): FolderInbox {
  let waiting: string | null = null;
  let deliver: ((folder: string) => void) | null = null;
  return {
    put(folder) {
      if (deliver === null) waiting = folder;
      else deliver(folder);
    },
    open(listener) {
      deliver = listener;
      if (waiting !== null) listener(waiting);
      waiting = null;
    },
    close() {
      deliver = null;
    },
  };
}
