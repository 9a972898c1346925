import { useEffect, useState } from 'react';
import { drafts } from '../../lib/drafts';
import { useDraftKey } from './useFormDraft';

/**
 * One id for as long as a form is open, and after a reload that brings back what was typed: sent twice, because an answer was
 * lost, it is still one record.
 * @param form tells the form from others of its page
 */
export function useNewId(form: string): string {
  const key = `${useDraftKey(form)}.id`;
  const [id] = useState(() => {
    const kept = drafts.read(key);
    return typeof kept === 'string' ? kept : crypto.randomUUID();
  });
  useEffect(() => drafts.keep(key, id), [key, id]);
  return id;
}
