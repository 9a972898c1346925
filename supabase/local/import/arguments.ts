import { parseArgs } from 'node:util';
import type { DateFormat, Target } from '../../../src/lib/import/types.ts';
import { StackError } from '../errors.ts';

/** What `npm run import` is asked to do. */
export interface ImportWishes {
  as: string;
  what:
    | {
        do: 'import';
        target: Target;
        file: string;
        mapping?: string;
        saveMapping?: string;
        dates?: DateFormat;
        dryRun: boolean;
      }
    | { do: 'resume' | 'undo'; job: string };
  report?: string;
}

const targetNames: Record<string, Target> = {
  products: 'products',
  customers: 'customers',
  accounts: 'customers',
  people: 'profiles',
  profiles: 'profiles',
  deals: 'deals',
  orders: 'orders',
};

export const usage = `npm run import -- --into <products|customers|people|deals|orders> --file <file> --as <e-mail>
  --dry-run              say what would happen, and change nothing
  --mapping <json>       use a mapping that the screen or --save-mapping wrote
  --save-mapping <json>  write the mapping that is used
  --dates <mdy|dmy|ymd>  how dates that can be read in two ways are meant
  --report <csv>         write the rows that were refused, and why
npm run import -- --resume <import> --as <e-mail>    go on with an import that was interrupted
npm run import -- --undo <import> --as <e-mail>      take an import back`;

/** Reads the command's arguments. @raises StackError with what is wrong and how it is used. */
export function readWishes(args: string[]): ImportWishes {
  const { values } = parse(args);
  if (!values.as) throw new StackError(`Say whose rights count with --as <e-mail>.\n\n${usage}`);
  const report = values.report;
  if (values.resume) return { as: values.as, what: { do: 'resume', job: values.resume }, report };
  if (values.undo) return { as: values.as, what: { do: 'undo', job: values.undo }, report };
  const target = targetNames[values.into ?? ''];
  if (!target) throw new StackError(`Say what the file holds with --into.\n\n${usage}`);
  if (!values.file) throw new StackError(`Say which file with --file.\n\n${usage}`);
  const { dates } = values;
  if (dates !== undefined && dates !== 'mdy' && dates !== 'dmy' && dates !== 'ymd') {
    throw new StackError(`--dates is mdy (12/31/2026), dmy (31/12/2026) or ymd (2026-12-31), not ${dates}.`);
  }
  return {
    as: values.as,
    report,
    what: {
      do: 'import',
      target,
      file: values.file,
      mapping: values.mapping,
      saveMapping: values['save-mapping'],
      dates,
      dryRun: values['dry-run'] ?? false,
    },
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        as: text,
        into: text,
        file: text,
        mapping: text,
        'save-mapping': text,
        dates: text,
        report: text,
        resume: text,
        undo: text,
        'dry-run': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new StackError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
