import { DateTimeText } from '../DateTimeText';
import { Changes } from './Changes';
import { type AuditLine, shownChanges } from './lines';
import type { AuditWords } from './useAuditWords';
import './audit.css';

/** Whether the sentence says the whole change: one field, from what to what. */
function saysAll(line: AuditLine): boolean {
  const [only, ...more] = shownChanges(line);
  return line.action === 'update' && more.length === 0 && only?.[1] !== null;
}

/** A line of the log on the page of its record: who did what, when, and, where one sentence cannot say it, field by field. */
export function LineBody({ line, words }: { line: AuditLine; words: AuditWords }) {
  return (
    <>
      <div className="at-history-head">
        <span>{words.sentence(line, { here: true })}</span>
        <DateTimeText value={line.at} />
      </div>
      {saysAll(line) ? null : <Changes line={line} words={words} />}
    </>
  );
}
