/** Starts the UI. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTranslations } from './app/i18n.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter, loadAllViews } from './app/router.tsx';
import { createAppTheme } from './app/theme.ts';

const theme = createAppTheme(await startTranslations());
const queryClient = createQueryClient(() => void router.invalidate());
const router = createAppRouter(queryClient);
const root = document.getElementById('root');
if (root === null) throw new TypeError('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme="dark">
      <Notifications position="top-center" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

// Safari has no requestIdleCallback.
const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1_500));
whenIdle(() => void loadAllViews());
