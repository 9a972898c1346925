import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { encodings } from '../../lib/import/encoding';
import { delimiters, type Reading } from '../../lib/import/rows';
import { Labelled } from './Labelled';

const signs = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file's bytes are read; changing it reads the file anew. */
export function ReadingBar({
  reading,
  onChange,
}: {
  reading: Reading;
  onChange: (reading: Reading) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="at-row">
      <Labelled label={t('imports.reading.encoding')}>
        {(id) => (
          <Select
            id={id}
            size="small"
            value={reading.encoding}
            popupMatchSelectWidth={false}
            options={encodings.map((value) => ({ value, label: t(`imports.encodings.${value}`) }))}
            onChange={(encoding) => onChange({ ...reading, encoding })}
          />
        )}
      </Labelled>
      {reading.format === 'csv' ? (
        <Labelled label={t('imports.reading.delimiter')}>
          {(id) => (
            <Select
              id={id}
              size="small"
              value={reading.delimiter}
              popupMatchSelectWidth={false}
              options={delimiters.map((value) => ({ value, label: t(`imports.delimiters.${signs[value]}`) }))}
              onChange={(delimiter) => onChange({ ...reading, delimiter })}
            />
          )}
        </Labelled>
      ) : null}
    </div>
  );
}
