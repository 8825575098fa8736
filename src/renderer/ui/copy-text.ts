import { useMessagesStore } from '../state/messages-store.ts';

/** Puts a text on the clipboard and says so, or why the browser did not let it. @param what `The path` */
export async function copyText(text: string, what: string): Promise<void> {
  const { say } = useMessagesStore.getState();
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} is on the clipboard.`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`The browser let nothing onto the clipboard: ${why}`, { tone: 'error' });
  }
}
