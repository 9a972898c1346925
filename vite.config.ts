import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const ours = (file: string) => fileURLToPath(new URL(`./src/app/${file}`, import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: {
    // Refine's antd package imports a layout kit and a Markdown renderer for components that Atrium has of its own,
    // its core a CSV library for an import and an export that Atrium does its own way; qs brings a hundred polyfills.
    alias: [
      { find: /^@ant-design\/pro-layout(\/.*)?$/, replacement: ours('absent.ts') },
      { find: /^(react-markdown|remark-gfm|papaparse)$/, replacement: ours('absent.ts') },
      { find: /^side-channel$/, replacement: ours('side-channel.ts') },
    ],
    dedupe: ['react', 'react-dom', 'antd', '@refinedev/core', '@tanstack/react-query', 'dayjs'],
  },
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
});
