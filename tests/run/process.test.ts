import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './process.ts';
import { openWorkspace, projectRoot } from './workspace.ts';

const node = process.execPath;

test('gives the exit code and what was written to both streams', async () => {
  const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3';
  const { code, output } = await run(node, ['-e', script], { quiet: true });
  expect(code).toBe(3);
  expect(output).toContain('out');
  expect(output).toContain('err');
});

test('says so when the program cannot be started', async () => {
  const { code, output } = await run('/no/such/program', [], { quiet: true });
  expect(code).toBe(127);
  expect(output).toContain('could not be started');
});

test('ends a program that takes too long, and its children with it', async () => {
  const script = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    setInterval(() => {}, 1000)`;
  const { code, output } = await run(node, ['-e', script], { quiet: true, minutes: 0.02 });
  expect(code).toBe(124);
  expect(output).toContain('did not finish');
});

test('does not wait for a grandchild that keeps the streams open', async () => {
  const script = `require('child_process').spawn('sleep', ['30'], { stdio: 'inherit', detached: true }).unref()`;
  const workspace = openWorkspace();
  expect((await run(node, ['-e', script], { quiet: true })).code).toBe(0);
  expect((await workspace.endSurvivors()).join()).toContain('sleep');
  await workspace.dispose();
});

test('a workspace finds what a run has left behind, ends it, and removes its folder', async () => {
  const workspace = openWorkspace();
  writeFileSync(join(workspace.folder, 'something'), 'left');
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((done) =>
    child.once('exit', (_code, signal) => done(signal)),
  );
  expect(await workspace.endSurvivors()).toEqual([`${child.pid} sleep 60`]);
  expect(await ended).toBe('SIGTERM');
  expect(await workspace.endSurvivors()).toEqual([]);
  await workspace.dispose();
  expect(existsSync(workspace.folder)).toBe(false);
});

test('an interrupted run ends with its line and code 130', async () => {
  const child = spawn(node, ['--import', 'tsx', 'tests/run.ts', 'types'], { cwd: projectRoot });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunks.length === 0) child.kill('SIGTERM');
    chunks.push(chunk.toString());
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  expect(code).toBe(130);
  expect(chunks.join('').trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
}, 60_000);
