import { type BrowserWindow, dialog } from 'electron';

/** The system's folder dialog. @returns the chosen folder, or null */
export async function pickFolder(window: BrowserWindow): Promise<string | null> {
  const answer = await dialog.showOpenDialog(window, {
    title: 'Open a folder of images',
    buttonLabel: 'Open',
    properties: ['openDirectory'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

/** Says that the engine cannot be kept running. @returns what the user wants */
export async function askAfterEngineFailure(window: BrowserWindow, because: string): Promise<'restart' | 'quit'> {
  const answer = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'Winnow’s engine stopped and could not be started again.',
    detail: `${because}\n\nYour tags and your images are safe. Logs are in the folder logs of Winnow’s data folder.`,
    buttons: ['Start again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  return answer.response === 0 ? 'restart' : 'quit';
}
