import { defineConfig } from '@playwright/test';
import { findChromium } from './run/chromium.ts';

const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results',
  globalSetup: './journeys/global-setup.ts',
  fullyParallel: false,
  workers: 2,
  // One more try, in a new browser: what then passes is reported as flaky, by name. What is wrong fails twice.
  retries: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_BIN ?? findChromium() ?? '',
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
