import { Disposal } from '../../../supabase/local/disposal.ts';
import { startStack } from '../../../supabase/local/stack.ts';
import { complain, runAtTerminal } from '../../../supabase/local/terminal.ts';

/** What `npm start` does, without a front end: the stack that the fault tests start, kill and look at. */
const dataDir = process.env.ATRIUM_DATA_DIR;
if (!dataDir) throw new Error('ATRIUM_DATA_DIR says where');
const disposal = new Disposal();
await runAtTerminal(disposal, async (interrupted) => {
  const stack = await startStack(
    {
      dataDir,
      port: Number(process.env.PORT ?? 0),
      data: 'empty',
      frontend: 'none',
      databaseUrl: process.env.DATABASE_URL,
    },
    disposal,
  );
  const { url, databaseUrl, publishableKey, secretKey } = stack;
  console.log(`READY ${JSON.stringify({ url, databaseUrl, publishableKey, secretKey })}`);
  const failure = await Promise.race([stack.failed, interrupted]);
  if (failure) complain(failure);
  await stack.stop();
  return failure ? 1 : 0;
});
