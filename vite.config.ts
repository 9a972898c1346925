import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const absent = fileURLToPath(new URL('./src/app/absent.ts', import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: {
    // Refine's antd package imports a layout kit and a Markdown renderer for components that Atrium has of its own.
    alias: [
      { find: /^@ant-design\/pro-layout(\/.*)?$/, replacement: absent },
      { find: /^react-markdown$/, replacement: absent },
      { find: /^remark-gfm$/, replacement: absent },
    ],
    dedupe: ['react', 'react-dom', 'antd', '@refinedev/core', '@tanstack/react-query', 'dayjs'],
  },
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
});
