import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type AuditLine, absenceOf, shownChanges } from './lines';
import type { AuditWords } from './useAuditWords';
import './audit.css';
import './texts';

/** What changed, field by field: the old value and the new one, or that they were redacted or are hidden from the reader. */
export function Changes({ line, words }: { line: AuditLine; words: AuditWords }) {
  const { t } = useTranslation();
  const changes = shownChanges(line);
  if (changes.length === 0) return null;
  return (
    <dl className="at-changes">
      {changes.map(([field, change]) => (
        <div key={field}>
          <dt>{words.field(line, field)}</dt>
          <dd>
            {change === null ? (
              <em>{t(`audit.${absenceOf(line, field)}`)}</em>
            ) : (
              <>
                {change[0] === null ? null : (
                  <>
                    <span className="at-hidden">{t('audit.from')}</span>
                    <del dir="auto">{words.value(line, field, change[0])}</del>
                    <ArrowRightOutlined className="at-flip" aria-hidden />
                  </>
                )}
                <span className="at-hidden">{t('audit.to')}</span>
                <ins dir="auto">{words.value(line, field, change[1])}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
