import '@mantine/core/styles.css';
import './ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { showFirstDataset } from './app/first-dataset.ts';
import { followAddress } from './app/follow-address.ts';
import { startLive } from './state/live.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

startLive();
followAddress();
void showFirstDataset();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
