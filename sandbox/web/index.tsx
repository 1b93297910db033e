import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { getJson } from './live.ts';
import type { Setup } from './setup.ts';

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
createRoot(root).render(<App setup={await getJson<Setup>('/setup.json')} />);
