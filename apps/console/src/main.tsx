import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { queryClient } from './api/query-client';
import { Console } from './layout/console';
import { showTheme, storedTheme } from './layout/theme';
import './styles/base.css';
import './styles/layout.css';
import './styles/parts.css';

showTheme(storedTheme());

const root = document.getElementById('root');
if (!root) throw new Error('Cannot show the console: expected an element with the id root in index.html');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <Console />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
