import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { run } from './process.ts';
import { projectRoot } from './workspace.ts';

export type Chromium = { path: string } | { problem: string };

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium that is on this machine: CHROMIUM_BIN, one on the PATH, or Playwright's own download; or undefined. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_BIN;
  if (named) return starts(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates.filter(isProgram), chromium.executablePath()].find(starts);
}

/**
 * Finds a Chromium or installs one: Debian's with apt when we are root, else Playwright's own download. Gives a
 * plain account of what was tried when there is none.
 */
export async function provideChromium(): Promise<Chromium> {
  const found = findChromium();
  if (found) return { path: found };
  if (process.env.CHROMIUM_BIN) {
    return { problem: `CHROMIUM_BIN is ${process.env.CHROMIUM_BIN}, which does not start as a browser` };
  }
  const tried: string[] = [];
  for (const install of [installWithApt, installWithPlaywright]) {
    tried.push(await install());
    const installed = findChromium();
    if (installed) return { path: installed };
  }
  return {
    problem: `there is no Chromium and none could be installed (${tried.join('; ')}); set CHROMIUM_BIN to one`,
  };
}

async function installWithApt(): Promise<string> {
  if (process.getuid?.() !== 0) return 'apt needs root';
  if (spawnSync('apt-get', ['--version']).status !== 0) return 'there is no apt';
  console.log("No Chromium found: installing Debian's with apt.");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-q'], { env, quiet: true, minutes: 5 });
  const install = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    env,
    quiet: true,
  });
  if (install.code === 0) return 'apt installed one that does not start';
  return `apt said: ${lastLine(install.output) ?? lastLine(update.output) ?? 'nothing'}`;
}

async function installWithPlaywright(): Promise<string> {
  console.log("No Chromium found: downloading Playwright's own.");
  const cli = join(projectRoot, 'node_modules/@playwright/test/cli.js');
  const { code, output } = await run(process.execPath, [cli, 'install', 'chromium'], { quiet: true });
  if (code === 0) return 'Playwright downloaded one that does not start';
  return `Playwright said: ${lastLine(output) ?? 'nothing'}`;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1)?.trim() || undefined;
}
