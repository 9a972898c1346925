import { Modal, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clash } from '../../lib/merge-changes';
import { useFormats } from '../useFormats';

export type Side = 'mine' | 'theirs';

/** Two versions of a record, field by field: which one is to stand. */
export function ConflictDialog({
  who,
  when,
  clashes,
  labelOf,
  show,
  onChoose,
  onCancel,
}: {
  /** Who saved the other version; null when nobody knows. */
  who: string | null;
  /** When it was saved. */
  when: string | null;
  clashes: readonly Clash[];
  labelOf: (name: string) => string;
  /** A field's value as it is read. */
  show: (name: string, value: unknown) => ReactNode;
  onChoose: (choice: Record<string, Side>) => void;
  /** Back to the form, nothing saved. */
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [choice, setChoice] = useState<Record<string, Side>>(() =>
    Object.fromEntries(clashes.map(({ name }) => [name, 'theirs' as const])),
  );
  const words = { who: who ?? t('form.conflict.somebody'), when: when ? formats.relative(when) : '' };
  return (
    <Modal
      open
      title={t('form.conflict.title')}
      okText={t('form.conflict.save')}
      cancelText={t('form.conflict.back')}
      onOk={() => onChoose(choice)}
      onCancel={onCancel}
      mask={{ closable: false }}
      width={600}
    >
      <p>{t('form.conflict.text', words)}</p>
      {clashes.map(({ name, mine, theirs }) => (
        <fieldset key={name} className="at-clash">
          <legend>{labelOf(name)}</legend>
          <Radio.Group
            value={choice[name]}
            onChange={({ target }) =>
              setChoice({ ...choice, [name]: target.value === 'mine' ? 'mine' : 'theirs' })
            }
          >
            {(
              [
                ['theirs', theirs, words.who],
                ['mine', mine, t('form.conflict.mine')],
              ] as const
            ).map(([side, value, from]) => (
              <Radio key={side} value={side}>
                <span className="at-clash-from">{from}</span>
                <bdi>{show(name, value)}</bdi>
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
      ))}
    </Modal>
  );
}
