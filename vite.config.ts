import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { chunks } from './vite/chunks.ts';
import { first } from './vite/first.ts';

const ours = (file: string) => fileURLToPath(new URL(`./src/app/${file}`, import.meta.url));

/** Modules of packages, by who imports them and how, that have a stand-in of ours. */
const replaced: { module: string; from: RegExp; by: string }[] = [
  // antd's `App` brings its dialogs, which no page needs to be drawn.
  { module: '../modal/useModal', from: /\/antd\/es\/app\/App\.js$/, by: ours('dialogs/useModal.tsx') },
  { module: './lib/webauthn', from: /\/auth-js\/dist\/module\/GoTrueClient\.js$/, by: ours('passkeys.ts') },
];

/**
 * What packages bring that Atrium does not need, or not at once: qs a hundred polyfills, Refine a reader of stack traces
 * that only speaks in development. Only a build leaves them out: bundling for development takes our stand-ins for modules.
 */
const lighter: Plugin = {
  name: 'atrium-lighter',
  apply: 'build',
  enforce: 'pre',
  config: () => ({
    resolve: {
      alias: [
        { find: /^side-channel$/, replacement: ours('side-channel.cjs') },
        { find: /^error-stack-parser$/, replacement: ours('absent.ts') },
      ],
    },
  }),
  resolveId: (source, importer = '') =>
    replaced.find(({ module, from }) => module === source && from.test(importer))?.by,
};

export default defineConfig({
  plugins: [react(), lighter, chunks, first],
  resolve: {
    // Refine's antd package imports a layout kit and a Markdown renderer for components that Atrium has of its own,
    // its core a CSV library for an import and an export that Atrium does its own way, and English plurals.
    alias: [
      { find: /^@ant-design\/pro-layout(\/.*)?$/, replacement: ours('absent.ts') },
      { find: /^(react-markdown|remark-gfm|papaparse)$/, replacement: ours('absent.ts') },
      { find: /^pluralize$/, replacement: ours('pluralize.ts') },
    ],
    dedupe: ['react', 'react-dom', 'antd', '@refinedev/core', '@tanstack/react-query', 'dayjs'],
  },
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
});
