import { resolve } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from '../vite.config.ts';

const minute = 60_000;

/** What every project of tests that need the running stack has: one file after the other, on one stack. */
const onTheStack = {
  environment: 'node' as const,
  maxWorkers: 1,
  testTimeout: minute,
  hookTimeout: 2 * minute,
};

/** Two files at a time, each worker on a stack of its own; vitest wants such projects in groups of their own. */
const twoAtATime = (groupOrder: number) => ({ maxWorkers: 2, sequence: { groupOrder } });

/** A unit test that needs a document says so in its first line: `// @vitest-environment jsdom`. */
export default mergeConfig(
  viteConfig,
  defineConfig({
    root: resolve(import.meta.dirname, '..'),
    test: {
      allowOnly: false,
      server: { deps: { inline: [/@refinedev\//] } },
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            testTimeout: minute,
            include: ['{src,plugins,supabase,tests}/**/*.test.{ts,tsx}'],
            exclude: ['supabase/tests/**', 'tests/providers/**', 'tests/stack/**', 'tests/journeys/**'],
          },
        },
        {
          extends: true,
          test: {
            ...onTheStack,
            name: 'database',
            ...twoAtATime(1),
            include: ['supabase/tests/**/*.test.ts'],
            exclude: ['supabase/tests/demo/**'],
            globalSetup: ['supabase/tests/global-setup.ts'],
          },
        },
        {
          extends: true,
          test: {
            ...onTheStack,
            name: 'demo',
            include: ['supabase/tests/demo/**/*.test.ts'],
            globalSetup: ['supabase/tests/global-setup.ts'],
          },
        },
        {
          extends: true,
          test: {
            ...onTheStack,
            name: 'providers',
            include: ['tests/providers/**/*.test.{ts,tsx}'],
            globalSetup: ['supabase/tests/global-setup.ts'],
          },
        },
        {
          extends: true,
          test: {
            ...onTheStack,
            name: 'stack',
            ...twoAtATime(2),
            include: ['tests/stack/**/*.test.ts'],
            testTimeout: 3 * minute,
          },
        },
      ],
    },
  }),
);
