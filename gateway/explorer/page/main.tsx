import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Entrance } from './entrance.tsx';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/plus-jakarta-sans/wght.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/graphiql.css';
import './styles/top-bar.css';
import './styles/pickers.css';
import './styles/panes.css';
import './styles/access.css';
import './styles/narrow.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <Entrance />
  </StrictMode>,
);
