import { CloseOutlined, GlobalOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../app/languages';
import { type CustomChoice, labelIn } from '../../ui/custom/field';
import type { ControlSlot } from '../../ui/form';
import { useFormats } from '../../ui/useFormats';

const isChoices = (value: unknown): value is CustomChoice[] => Array.isArray(value);

/** A key that no choice has: it is never shown, and stays whatever the choice is called. */
const newKey = () => `c_${crypto.randomUUID().slice(0, 8)}`;

/** The choices of a field: called in the reader's language, and in others where they are opened. */
export function ChoicesControl({ id, value, onChange, disabled }: ControlSlot) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState<string | null>(null);
  const choices = isChoices(value) ? value : [];
  const set = (key: string, changes: Partial<CustomChoice>) =>
    onChange?.(choices.map((choice) => (choice.key === key ? { ...choice, ...changes } : choice)));
  const relabel = (choice: CustomChoice, language: string, label: string) => {
    const { [language]: _, ...others } = choice.labels;
    set(choice.key, { labels: label === '' ? others : { ...others, [language]: label } });
  };
  return (
    <>
      <ul className="custom-fields-choices">
        {choices.map((choice, index) => {
          const number = formats.number(index + 1);
          return (
            <li key={choice.key}>
              <span className="custom-fields-choice">
                <Input
                  id={index === 0 ? id : undefined}
                  dir="auto"
                  maxLength={80}
                  disabled={disabled}
                  aria-label={t('custom_fields.choiceLabel', { number })}
                  placeholder={labelIn(choice.labels, i18n.language)}
                  value={choice.labels[i18n.language] ?? ''}
                  onChange={(event) => relabel(choice, i18n.language, event.target.value)}
                />
                <Button
                  type="text"
                  icon={<GlobalOutlined aria-hidden />}
                  aria-expanded={open === choice.key}
                  aria-label={t('custom_fields.languages', { number })}
                  onClick={() => setOpen(open === choice.key ? null : choice.key)}
                />
                <Switch
                  size="small"
                  checked={choice.active}
                  disabled={disabled}
                  aria-label={t('custom_fields.offered', { number })}
                  onChange={(active) => set(choice.key, { active })}
                />
                <Button
                  type="text"
                  icon={<CloseOutlined aria-hidden />}
                  disabled={disabled}
                  aria-label={t('custom_fields.removeChoice', { number })}
                  onClick={() => onChange?.(choices.filter(({ key }) => key !== choice.key))}
                />
              </span>
              {open === choice.key ? (
                <span className="custom-fields-languages">
                  {languages
                    .filter((language) => language !== i18n.language)
                    .map((language) => (
                      <Input
                        key={language}
                        dir="auto"
                        maxLength={80}
                        addonBefore={formats.languageName(language)}
                        aria-label={t('custom_fields.choiceIn', {
                          number,
                          language: formats.languageName(language),
                        })}
                        value={choice.labels[language] ?? ''}
                        onChange={(event) => relabel(choice, language, event.target.value)}
                      />
                    ))}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={disabled}
        onClick={() => onChange?.([...choices, { key: newKey(), labels: {}, active: true }])}
      >
        {t('custom_fields.addChoice')}
      </Button>
    </>
  );
}
