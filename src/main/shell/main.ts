import { app, BrowserWindow, session } from 'electron';
import { engineCommand } from './engine-command.ts';
import { askWhenEngineFails, stopEngineBeforeQuit } from './engine-lifetime.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
import { folderArgument, folderOf } from './folder-argument.ts';
import { makeFolderInbox } from './folder-inbox.ts';
import { installMenu } from './main-menu.ts';
import { denyPermissions } from './navigation.ts';
import { answerPage } from './page-requests.ts';
import { answerFrom, forwardScheme, registerScheme } from './protocol.ts';
import { becomeOnlyInstance } from './single-instance.ts';
import { bringToFront, openWindow } from './window.ts';

const inbox = makeFolderInbox();
const folder = folderArgument(process.argv, process.cwd(), app.isPackaged ? 0 : 1);

app.enableSandbox();
app.setAppUserModelId('app.winnow');
registerScheme();
if (becomeOnlyInstance(folder, welcomeSecondStart)) boot();
else app.quit();

function boot(): void {
  if (folder !== null) inbox.put(folder);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void folderOf(path).then(inbox.put);
  });
  app.on('window-all-closed', () => app.quit());
  // Started before the window, so that the page finds it ready.
  const engine = startEngine(
    engineCommand({
      isPackaged: app.isPackaged,
      platform: process.platform,
      appPath: app.getAppPath(),
      resourcesPath: process.resourcesPath,
      execPath: process.execPath,
      env: process.env,
    }),
  );
  stopEngineBeforeQuit(engine);
  void app.whenReady().then(() => showPage(engine));
}

function showPage(engine: EngineProcess): void {
  denyPermissions(session.defaultSession);
  forwardScheme(engine);
  const window = openWindow();
  askWhenEngineFails(engine, window);
  const menu = installMenu(window, inbox, (request) => answerFrom(engine, request));
  answerPage(window, inbox, () => void menu.refreshRecent(), menu.setPageMenus);
  void menu.refreshRecent();
}

function welcomeSecondStart(later: string | null): void {
  if (later !== null) inbox.put(later);
  const window = BrowserWindow.getAllWindows()[0];
  if (window !== undefined) bringToFront(window);
}
