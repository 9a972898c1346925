import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disposal } from './disposal.ts';
import { StackError } from './errors.ts';
import { projectRoot } from './frontend.ts';
import { startStack } from './stack.ts';
import { generateTypes } from './table-types.ts';
import { runAtTerminal } from './terminal.ts';

/** `npm run types`: writes the tables' types from the migrations. With `--check`, only says whether they are fresh. */
const file = join(projectRoot, 'src', 'lib', 'database.types.ts');
const disposal = new Disposal();
await runAtTerminal(disposal, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-types-'));
  // Under root, the database runs as another user, who has to pass through.
  chmodSync(folder, 0o755);
  disposal.add(() => rmSync(folder, { recursive: true, force: true }));
  const stack = await startStack(
    { dataDir: join(folder, 'atrium'), data: 'none', frontend: 'none', quiet: true },
    disposal,
  );
  const fresh = await generateTypes(stack.databaseUrl);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, fresh);
    console.log('src/lib/database.types.ts is written.');
    return 0;
  }
  if (readTypes() === fresh) return 0;
  throw new StackError(
    'src/lib/database.types.ts is not what the migrations give. Run npm run types and commit it.',
  );
});

function readTypes(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
