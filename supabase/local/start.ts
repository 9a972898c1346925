import { demoPassword } from './demo.ts';
import { Disposal } from './disposal.ts';
import { isLoopback } from './hosts.ts';
import { readSettings } from './settings.ts';
import { type Stack, startStack } from './stack.ts';
import { complain, runAtTerminal } from './terminal.ts';

/** `npm start`: the whole of Atrium, until Ctrl-C. */
const disposal = new Disposal();
await runAtTerminal(disposal, async (interrupted) => {
  const settings = readSettings(process.argv.slice(2), process.env);
  const stack = await startStack(settings, disposal);
  console.log(readyLine(stack));
  if (!isLoopback(settings.host ?? '') && !settings.publicUrl) {
    console.log(
      `Other machines can reach it too. Password mails name ${stack.url}: say the address people use with PUBLIC_URL=http://…`,
    );
  }
  const failure = await Promise.race([stack.failed, interrupted]);
  if (failure) complain(failure);
  await stack.stop();
  return failure ? 1 : 0;
});

function readyLine({ url, demoAccounts }: Stack): string {
  const ready = `Atrium is ready at ${url}`;
  if (demoAccounts.length === 0) return ready;
  return `${ready} · sign in as ${demoAccounts.join(', ')} · password ${demoPassword}`;
}
