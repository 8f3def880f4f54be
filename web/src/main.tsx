import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './api.ts';
import { startI18n } from './i18n/index.ts';
import { router } from './router.tsx';
import './theme/theme.css';

await startI18n();

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element "app"');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
