import { createContext, use } from 'react';
import { createFormats, type Formats } from '../lib/format';

/** Formatters of the user's language and timezone; the shell provides them. */
export const FormatsContext = createContext<Formats>(
  createFormats('en', Intl.DateTimeFormat().resolvedOptions().timeZone),
);

export const useFormats = (): Formats => use(FormatsContext);
